import { createServer, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

/** An issuer of tokens as they stand on the internet: a discovery document, its keys, and tokens signed with them. */
export interface Issuer extends AsyncDisposable {
  readonly url: string;
  /** A token for an hour; `sub` and `iss` are there unless the claims say otherwise. */
  token(claims?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Signs with another key from now on, and shows that one alone. */
  rotate(): Promise<void>;
  /** How often its keys were asked for. */
  asked: number;
  /** What it sends in place of its keys. */
  instead: ((reply: ServerResponse) => void) | undefined;
}

interface Key {
  readonly kid: string;
  readonly sign: CryptoKey;
  readonly shown: JWK;
}

/** `await using issuer = await openIssuer()`: on a free port of this machine. It keeps no process alive. */
export async function openIssuer(): Promise<Issuer> {
  let key = await newKey(0);
  const server = createServer(({ url }, reply) => {
    if (url === '/.well-known/openid-configuration')
      return void reply.end(JSON.stringify({ issuer: issuer.url, jwks_uri: `${issuer.url}/keys` }));
    issuer.asked += 1;
    if (issuer.instead === undefined) reply.end(JSON.stringify({ keys: [key.shown] }));
    else issuer.instead(reply);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const address = server.address();
  const issuer: Issuer = {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    asked: 0,
    instead: undefined,
    token: (claims = {}) =>
      new SignJWT({ iss: issuer.url, sub: 'alice', exp: Math.floor(Date.now() / 1000) + 3_600, ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: key.kid })
        .sign(key.sign),
    async rotate() {
      key = await newKey(Number(key.kid) + 1);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return issuer;
}

async function newKey(place: number): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const kid = String(place);
  return { kid, sign: privateKey, shown: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
}
