/** An authenticator in software, for tests: it makes and uses passkeys as WebAuthn says, with ES256 and no attestation. */
import { createHash, createSign, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
const text = (bytes: Buffer): string => bytes.toString('base64url');

/** CBOR (RFC 8949): the head of a value of a major type, with its argument below 65,536. */
function head(major: number, argument: number): Buffer {
  if (argument < 24) return Buffer.from([(major << 5) | argument]);
  return argument < 256
    ? Buffer.from([(major << 5) | 24, argument])
    : Buffer.from([(major << 5) | 25, argument >> 8, argument & 255]);
}
const bytes = (value: Buffer): Buffer => Buffer.concat([head(2, value.length), value]);
const word = (value: string): Buffer => Buffer.concat([head(3, value.length), Buffer.from(value)]);
const whole = (value: number): Buffer => (value < 0 ? head(1, -1 - value) : head(0, value));
const map = (...entries: readonly (readonly [Buffer, Buffer])[]): Buffer =>
  Buffer.concat([head(5, entries.length), ...entries.flat()]);

export class Authenticator {
  readonly id = randomBytes(32);
  readonly #key: KeyObject;
  readonly #publicKey: Buffer;
  #used = 0;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.#key = privateKey;
    // COSE_Key (RFC 9053): kty EC2, alg ES256, crv P-256, x, y.
    this.#publicKey = map(
      [whole(1), whole(2)],
      [whole(3), whole(-7)],
      [whole(-1), whole(1)],
      [whole(-2), bytes(Buffer.from(x, 'base64url'))],
      [whole(-3), bytes(Buffer.from(y, 'base64url'))],
    );
  }

  /** Answers `navigator.credentials.create`. */
  make(challenge: string, origin: string) {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.id, this.#publicKey]);
    const attestationObject = map(
      [word('fmt'), word('none')],
      [word('attStmt'), map()],
      [word('authData'), bytes(Buffer.concat([this.#data(origin, 0x45), attested]))],
    );
    const clientDataJSON = text(Buffer.from(JSON.stringify({ type: 'webauthn.create', challenge, origin })));
    return this.#answer({ clientDataJSON, attestationObject: text(attestationObject) });
  }

  /** Answers `navigator.credentials.get`. */
  use(challenge: string, origin: string) {
    const data = this.#data(origin, 0x05);
    const clientData = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin }));
    const signature = createSign('sha256')
      .update(Buffer.concat([data, sha256(clientData)]))
      .sign(this.#key);
    return this.#answer({
      clientDataJSON: text(clientData),
      authenticatorData: text(data),
      signature: text(signature),
    });
  }

  /** Relying party, flags (user present and verified; 0x40 with attested data), counter. */
  #data(origin: string, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(++this.#used);
    return Buffer.concat([sha256(new URL(origin).hostname), Buffer.from([flags]), counter]);
  }

  #answer<Response>(response: Response) {
    const id = text(this.id);
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }
}
