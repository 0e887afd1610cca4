import { createHmac, hash } from 'node:crypto';
import type { Scope } from './claim.ts';

interface Derived {
  readonly from: string;
  readonly key: SigningKey;
}

/** Signing keys are derived by four HMACs and good for a day; they are kept as long as the scopes that claims are made in. */
export class SigningKeys {
  readonly #keys = new WeakMap<Scope, Derived>();

  keyOf(scope: Scope, secret: string): SigningKey {
    const known = this.#keys.get(scope);
    if (known?.from === secret) return known.key;
    const { day, region, service } = scope;
    const bytes = [day, region, service, 'aws4_request'].reduce(hmac, Buffer.from(`AWS4${secret}`));
    const key = new SigningKey(bytes);
    this.#keys.set(scope, { from: secret, key });
    return key;
  }
}

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Bytes of a block of SHA-256, and those of the longest text: what is signed is a line of a scope and a hash. */
const [block, longest] = [64, 1024];

/**
 * HMAC-SHA-256 with one key. Its two hashes are made at one go each, over pads that are kept: node's object for an HMAC
 * must be made anew for each text, and takes more than twice as long. Source: RFC 2104, section 2.
 */
export class SigningKey {
  readonly #inner = Buffer.alloc(block + longest);
  readonly #outer = Buffer.alloc(block + 32);

  /** `key`: at most 64 bytes. */
  constructor(key: Uint8Array) {
    for (let at = 0; at < block; at++) {
      this.#inner[at] = (key[at] ?? 0) ^ 0x36;
      this.#outer[at] = (key[at] ?? 0) ^ 0x5c;
    }
  }

  /** The signature as 64 hexadecimal digits. `text`: at most 1,024 letters, all of them ASCII. */
  sign(text: string): string {
    if (text.length > longest) throw new RangeError('A text to be signed is longer than any scope makes it.');
    const end = block + this.#inner.write(text, block, 'latin1');
    this.#outer.write(hash('sha256', this.#inner.subarray(0, end), 'binary'), block, 'latin1');
    return hash('sha256', this.#outer);
  }
}
