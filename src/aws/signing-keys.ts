import { createHmac } from 'node:crypto';
import type { Claim } from './claim.ts';

const most = 1000;

/** Signing keys are derived by four HMACs and good for a day; those in use are kept. */
export class SigningKeys {
  readonly #keys = new Map<string, Buffer>();

  keyOf({ accessKeyId, day, region, service }: Claim, secret: string): Buffer {
    const name = `${accessKeyId}/${day}/${region}/${service}/${secret}`;
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const [oldest] = this.#keys.keys();
    if (this.#keys.size >= most && oldest !== undefined) this.#keys.delete(oldest);
    const key = [day, region, service, 'aws4_request'].reduce(hmac, Buffer.from(`AWS4${secret}`));
    this.#keys.set(name, key);
    return key;
  }
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
