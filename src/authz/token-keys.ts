import { readFile } from 'node:fs/promises';
import { createLocalJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { Fault, textOf, type Clock } from '#kernel';

/** Signatures that only the holder of a private key can make: neither `none` nor a shared secret. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
/** Seconds by which clocks may differ. */
const tolerance = 5;
const fetchSeconds = 5;
const mostBytes = 1_000_000;
/** Milliseconds: how long keys are kept, and how soon they are asked for again where they did not help. */
const [kept, cooldown] = [3_600_000, 30_000];

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });
const Jwks = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/**
 * The public keys of issuers of tokens. They are fetched from where the issuer's discovery document says, kept, and
 * fetched again when a token names a key that is not among them; or they come from files.
 */
export class TokenKeys {
  /** Files with the keys (JWKS) of issuers, by their address: nothing is fetched for these. */
  private readonly files: Readonly<Record<string, string>>;
  private readonly clock: Clock;
  private readonly byIssuer = new Map<string, KeysOfIssuer>();

  constructor(files: Readonly<Record<string, string>>, clock: Clock) {
    this.files = files;
    this.clock = clock;
  }

  /** What a token says, once its signature and its time are verified. Throws what is wrong with it. */
  async claims(token: string, issuer: string): Promise<JWTPayload> {
    const { keyOf } = this.of(issuer);
    const currentDate = this.clock.now();
    const options = { issuer, algorithms, currentDate, clockTolerance: tolerance, requiredClaims: ['exp'] };
    return (await jwtVerify(token, keyOf, options)).payload;
  }

  private of(issuer: string): KeysOfIssuer {
    const file = this.files[issuer];
    const keys =
      this.byIssuer.get(issuer) ??
      new KeysOfIssuer(() => (file === undefined ? fetchKeys(issuer) : readKeys(file)), this.clock);
    this.byIssuer.set(issuer, keys);
    return keys;
  }
}

class KeysOfIssuer {
  private readonly load: () => Promise<JWTVerifyGetKey>;
  private readonly clock: Clock;
  private keys: Promise<JWTVerifyGetKey> | undefined;
  /** When they are asked for again. */
  private until = 0;

  constructor(load: () => Promise<JWTVerifyGetKey>, clock: Clock) {
    this.load = load;
    this.clock = clock;
  }

  /** Finds the key that a token names. Made-up names make nobody ask the issuer more often than each half minute. */
  readonly keyOf: JWTVerifyGetKey = async (header, token) => {
    const keys = await this.known(0);
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      return (await this.known(kept - cooldown))(header, token);
    }
  };

  /** Asks anew what would be asked anew within these milliseconds. */
  private known(within: number): Promise<JWTVerifyGetKey> {
    const now = this.clock.now().getTime();
    if (this.keys !== undefined && now < this.until - within) return this.keys;
    this.until = now + kept;
    this.keys = this.load();
    this.keys.catch(() => (this.until = now + cooldown));
    return this.keys;
  }
}

async function readKeys(file: string): Promise<JWTVerifyGetKey> {
  try {
    return createLocalJWKSet(Jwks.parse(JSON.parse(await readFile(file, 'utf8'))));
  } catch (error) {
    throw new Fault(
      'BadConfig',
      {
        en: `The keys in ${file} cannot be used: ${textOf(error).en}. Write a JWKS: {"keys": [...]}.`,
        ja: `${file} の鍵が使えません（${textOf(error).ja}）。JWKS（{"keys": [...]}）を書いてください。`,
      },
      { cause: error },
    );
  }
}

/** Source: OpenID Connect Discovery 1.0, section 4. */
async function fetchKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const found = Discovery.parse(await fetched(address));
    if (found.issuer !== issuer) throw new Error(`it says that it is ${found.issuer}`);
    return createLocalJWKSet(Jwks.parse(await fetched(found.jwks_uri)));
  } catch (error) {
    throw new Fault(
      'Unavailable',
      {
        en: `The keys of ${issuer} cannot be had, beginning with ${address}: ${textOf(error).en}.`,
        ja: `${issuer} の鍵を取得できません（${address} から始めて: ${textOf(error).ja}）。`,
      },
      { cause: error },
    );
  }
}

/** JSON of limited size, within limited time, and from nowhere else. */
async function fetched(address: string): Promise<unknown> {
  const signal = AbortSignal.timeout(fetchSeconds * 1000);
  const reply = await fetch(secure(address), { redirect: 'error', signal });
  if (!reply.ok) throw new Error(`${address} answers ${reply.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const sent of reply.body ?? []) {
    const chunk = z.instanceof(Uint8Array).parse(sent);
    size += chunk.length;
    if (size > mostBytes) throw new Error(`${address} sends more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString());
}

/** Keys that come over a plain connection could be anybody's; only this machine may be asked so. */
function secure(address: string): URL {
  const url = new URL(address);
  const here = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && here)) return url;
  throw new Fault('BadInput', {
    en: `The address ${address} of an issuer must begin with https://.`,
    ja: `発行者のアドレス ${address} は https:// で始まる必要があります。`,
  });
}
