/** An identity provider over HTTP, for tests: OpenID Connect Core's code flow with PKCE, as a real one speaks it. */
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export interface IdentityProvider extends AsyncDisposable {
  readonly issuer: string;
  /** What it says of whoever comes; changed by tests. */
  claims: Record<string, unknown>;
}

export async function identityProvider(clientId: string, clientSecret: string): Promise<IdentityProvider> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const asked = new Map<string, URLSearchParams>();
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const provider: IdentityProvider = {
    issuer,
    claims: {},
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', issuer);
    if (pathname === '/authorize') {
      const code = randomUUID();
      asked.set(code, searchParams);
      const back = new URL(searchParams.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code, state: searchParams.get('state') ?? '' }).toString();
      response.writeHead(302, { Location: back.href }).end();
      return;
    }
    const found = pathname === '/token' ? await token(request) : documents[pathname];
    response.writeHead(found === undefined ? 400 : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(found ?? { error: 'invalid_grant' }));
  }

  const documents: Readonly<Record<string, unknown>> = {
    '/.well-known/openid-configuration': {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
    },
    '/keys': { keys: [jwk] },
  };

  async function token(request: IncomingMessage): Promise<unknown> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const given = new URLSearchParams(body);
    const began = asked.get(given.get('code') ?? '');
    asked.delete(given.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(given.get('code_verifier') ?? '')
      .digest('base64url');
    const right =
      began?.get('code_challenge') === challenge &&
      began.get('redirect_uri') === given.get('redirect_uri') &&
      given.get('client_id') === clientId &&
      given.get('client_secret') === clientSecret;
    if (!right) return undefined;
    const idToken = await new SignJWT({ nonce: began.get('nonce'), ...provider.claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(issuer)
      .setAudience(clientId)
      .setSubject('user-1')
      .setIssuedAt()
      .setExpirationTime('5 minutes')
      .sign(privateKey);
    return { access_token: randomUUID(), token_type: 'Bearer', id_token: idToken, expires_in: 300 };
  }

  return provider;
}
