import type { Configuration } from 'openid-client';
import { z } from 'zod';
import { Fault, textOf, type Config } from '#kernel';
import { doneOnce } from './done-once.ts';

/** An identity provider that speaks OpenID Connect, as configured. */
type Configured = Config['oidc'];

/** What a browser carries from leaving for the provider until it comes back, so that nobody else's answer is taken. */
export const Leaving = z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string() });
export type Leaving = z.infer<typeof Leaving>;

/** Signing in where the company signs in. */
export interface Provider {
  /** How the page calls it. */
  readonly label: string;
  /** The address to send the browser to, which comes back to `redirect`. */
  leave(redirect: string): Promise<{ readonly address: string; readonly leaving: Leaving }>;
  /** The name that the provider vouches for. Throws `NotSignedIn`. `address` is where the browser came back to, whole. */
  arrive(address: string, leaving: Leaving): Promise<string>;
}

/** The provider of the configuration, or nothing when none is configured. It is asked for nothing before somebody signs in. */
export function openProvider(configured: Configured): Provider | undefined {
  const { issuer, clientId, label, claim } = configured;
  if (issuer === undefined) return undefined;
  if (clientId === undefined)
    throw new Fault('BadConfig', {
      en: 'oidc.issuer is set and oidc.clientId is not. Set both, or neither.',
      ja: 'oidc.issuer が設定されていますが、oidc.clientId がありません。両方を設定するか、どちらも設定しないでください。',
    });
  const server = doneOnce(() => discover(issuer, clientId, configured.clientSecret));
  return {
    label: label ?? new URL(issuer).hostname,
    async leave(redirect) {
      const client = await import('openid-client');
      const leaving = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const address = client.buildAuthorizationUrl(await server(), {
        redirect_uri: redirect,
        scope: claim === 'sub' ? 'openid' : 'openid email profile',
        state: leaving.state,
        nonce: leaving.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(leaving.verifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, leaving };
    },
    arrive: async (address, leaving) => nameIn(await claimsOf(await server(), new URL(address), leaving), claim),
  };
}

async function discover(issuer: string, clientId: string, secret: string | undefined): Promise<Configuration> {
  const client = await import('openid-client');
  const { hostname, protocol } = new URL(issuer);
  const plain = protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  try {
    return await client.discovery(new URL(issuer), clientId, secret, undefined, {
      timeout: 10,
      execute: plain ? [client.allowInsecureRequests] : [], // a provider on this very machine
    });
  } catch (error) {
    throw new Fault(
      'Unavailable',
      {
        en: `The identity provider ${issuer} does not answer as OpenID Connect says: ${textOf(error).en}. Check oidc.issuer; until it answers, sign in with a password, a passkey or bin/yagura signin-link.`,
        ja: `ID プロバイダー ${issuer} が OpenID Connect の応答を返しません（${textOf(error).ja}）。oidc.issuer を確認してください。復旧まではパスワード、パスキー、bin/yagura signin-link でサインインできます。`,
      },
      { cause: error },
    );
  }
}

async function claimsOf(
  server: Configuration,
  address: URL,
  leaving: Leaving,
): Promise<Readonly<Record<string, unknown>>> {
  const client = await import('openid-client');
  try {
    const tokens = await client.authorizationCodeGrant(server, address, {
      expectedState: leaving.state,
      expectedNonce: leaving.nonce,
      pkceCodeVerifier: leaving.verifier,
      idTokenExpected: true,
    });
    return tokens.claims() ?? {};
  } catch (error) {
    throw new Fault(
      'NotSignedIn',
      {
        en: 'The identity provider did not vouch for you, or its answer came too late. Sign in again.',
        ja: 'ID プロバイダーで認証されなかったか、応答が遅すぎました。もう一度サインインしてください。',
      },
      {
        cause: error,
      },
    );
  }
}

/** INVARIANT: an email address that its provider has not verified names nobody. */
function nameIn(claims: Readonly<Record<string, unknown>>, claim: string): string {
  const name = claims[claim];
  if (claim === 'email' && claims['email_verified'] === false)
    throw new Fault('NotSignedIn', {
      en: 'The identity provider has not verified your email address, so it says nothing of who you are.',
      ja: 'ID プロバイダーでメールアドレスが確認されていないため、本人と確認できません。',
    });
  if (typeof name === 'string' && name !== '') return name;
  throw new Fault('NotSignedIn', {
    en: `The identity provider tells no "${claim}" of you. An administrator can name another claim in oidc.claim.`,
    ja: `ID プロバイダーの応答に「${claim}」がありません。管理者は設定 oidc.claim で別のクレームを指定できます。`,
  });
}
