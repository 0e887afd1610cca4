import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { Scope } from './claim.ts';

interface Derived {
  readonly from: string;
  readonly key: KeyObject;
}

/** Signing keys are derived by four HMACs and good for a day; they are kept as long as the scopes that claims are made in. */
export class SigningKeys {
  readonly #keys = new WeakMap<Scope, Derived>();

  keyOf(scope: Scope, secret: string): KeyObject {
    const known = this.#keys.get(scope);
    if (known?.from === secret) return known.key;
    const { day, region, service } = scope;
    const bytes = [day, region, service, 'aws4_request'].reduce(hmac, Buffer.from(`AWS4${secret}`));
    const key = createSecretKey(bytes);
    this.#keys.set(scope, { from: secret, key });
    return key;
  }
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
