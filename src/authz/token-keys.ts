import { readFile } from 'node:fs/promises';
import { createLocalJWKSet, createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { Fault, sentenceOf } from '#kernel';

const fetchSeconds = 5;
const mostBytes = 1_000_000;
/** Milliseconds: how long keys are kept, and how soon they are fetched again for a key id that is not among them. */
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
  private readonly byIssuer = new Map<string, Promise<JWTVerifyGetKey>>();

  constructor(files: Readonly<Record<string, string>>) {
    this.files = files;
  }

  /** The keys of an issuer. Throws `Unavailable` when they cannot be had; the next time it tries again. */
  of(issuer: string): Promise<JWTVerifyGetKey> {
    const known = this.byIssuer.get(issuer);
    if (known !== undefined) return known;
    const keys = this.find(issuer);
    this.byIssuer.set(issuer, keys);
    keys.catch(() => this.byIssuer.delete(issuer));
    return keys;
  }

  private async find(issuer: string): Promise<JWTVerifyGetKey> {
    const file = this.files[issuer];
    if (file !== undefined) return createLocalJWKSet(await readKeys(file));
    const { jwks_uri: address } = await discover(issuer);
    return createRemoteJWKSet(secure(address), {
      timeoutDuration: fetchSeconds * 1000,
      cooldownDuration: cooldown,
      cacheMaxAge: kept,
      [customFetch]: (url, { method, headers, signal }) => limited(url, { method, headers, signal, redirect: 'error' }),
    });
  }
}

async function readKeys(file: string) {
  try {
    return Jwks.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new Fault(
      'BadConfig',
      `The keys in ${file} cannot be used: ${sentenceOf(error)}. Write a JWKS: {"keys": [...]}.`,
      {
        cause: error,
      },
    );
  }
}

/** Source: OpenID Connect Discovery 1.0, section 4. */
async function discover(issuer: string): Promise<z.infer<typeof Discovery>> {
  const address = secure(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  try {
    const reply = await limited(address.href, { redirect: 'error', signal: AbortSignal.timeout(fetchSeconds * 1000) });
    if (!reply.ok) throw new Error(`it answers ${reply.status}`);
    const found = Discovery.parse(await reply.json());
    if (found.issuer !== issuer) throw new Error(`it says that it is ${found.issuer}`);
    return found;
  } catch (error) {
    throw new Fault('Unavailable', `The keys of ${issuer} cannot be had from ${address.href}: ${sentenceOf(error)}.`, {
      cause: error,
    });
  }
}

/** Keys that come over a plain connection could be anybody's; only this machine may be asked so. */
function secure(address: string): URL {
  const url = new URL(address);
  const here = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && here)) return url;
  throw new Fault('BadInput', `The address ${address} of an issuer must begin with https://.`);
}

/** A reply of limited size. */
async function limited(url: string, init: RequestInit): Promise<Response> {
  const reply = await fetch(url, init);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of reply.body ?? []) {
    size += chunk.length;
    if (size > mostBytes) throw new Error(`it sends more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks), { status: reply.status, headers: reply.headers });
}
