import { decodeJwt, type JWTPayload } from 'jose';
import { sentenceOf, textOf } from '#kernel';
import { distrustOf } from './distrust.ts';
import type { IdentitySourceBody } from './items.ts';
import { limits } from './limits.ts';
import type { TokenKeys } from './token-keys.ts';
import { invalid } from './verified-permissions.ts';

/** The tokens of a request. */
export interface Tokens {
  readonly identityToken?: string | undefined;
  readonly accessToken?: string | undefined;
}

/** Who a token says that somebody is, once it was verified. */
export interface Identity {
  readonly principal: { readonly type: string; readonly id: string };
  readonly groups: readonly { readonly type: string; readonly id: string }[];
  /** Types of entities that come from tokens alone. */
  readonly ownTypes: readonly string[];
  /** Claims of the ID token: attributes of the principal. */
  readonly attributes: JWTPayload;
  /** Claims of the access token: `context.token`. */
  readonly token: JWTPayload | undefined;
}

/** Verifies tokens and says who they speak of. Throws `ValidationException` with what is wrong with which token. */
export async function identify(
  tokens: Tokens,
  sources: readonly IdentitySourceBody[],
  keys: TokenKeys,
): Promise<Identity> {
  const id = await verified('identityToken', tokens.identityToken, sources, keys);
  const access = await verified('accessToken', tokens.accessToken, sources, keys);
  const [either, member] = id === undefined ? [access, 'accessToken' as const] : [id, 'identityToken' as const];
  if (either === undefined)
    throw invalid('identityToken', {
      en: 'an identityToken, an accessToken or both must be given',
      ja: 'identityToken か accessToken、または両方を指定してください',
    });
  const mapping = mappingOf(either.source);
  const principal = mapping.principal(either.claims, member);
  if (id !== undefined && access !== undefined) refuseTwoPeople(id, access, mapping);
  return {
    principal,
    groups: mapping.groups({ ...access?.claims, ...id?.claims }),
    ownTypes: mapping.ownTypes,
    attributes: id?.claims ?? {},
    token: access?.claims,
  };
}

function refuseTwoPeople(id: Verified, access: Verified, mapping: Mapping): void {
  if (id.source !== access.source)
    throw invalid('accessToken', {
      en: 'it comes from another identity source than the identityToken',
      ja: 'identityToken と別の ID ソースのトークンです',
    });
  if (mapping.principal(access.claims, 'accessToken').id !== mapping.principal(id.claims, 'identityToken').id)
    throw invalid('accessToken', {
      en: 'it speaks of somebody else than the identityToken',
      ja: 'identityToken と別の人のトークンです',
    });
}

type Member = 'identityToken' | 'accessToken';

interface Verified {
  readonly source: IdentitySourceBody;
  readonly claims: JWTPayload;
}

async function verified(
  member: Member,
  token: string | undefined,
  sources: readonly IdentitySourceBody[],
  keys: TokenKeys,
): Promise<Verified | undefined> {
  if (token === undefined) return undefined;
  if (token.length < 1 || token.length > limits.always.token)
    throw invalid(member, {
      en: `must have 1 to ${limits.always.token} letters`,
      ja: `1～${limits.always.token} 文字にしてください`,
    });
  const issuer = issuerOf(token, member);
  const source = sources.find(({ configuration }) => issuerOfSource(configuration) === issuer);
  if (source === undefined)
    throw invalid(member, {
      en: `no identity source of this policy store has the issuer ${issuer}`,
      ja: `このポリシーストアに、発行者が ${issuer} の ID ソースはありません`,
    });
  const claims = await claimsOf(token, issuer, member, keys);
  checkUse(member, source, claims);
  return { source, claims };
}

function issuerOf(token: string, member: Member): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch (error) {
    throw invalid(member, {
      en: `it is no JSON web token: ${sentenceOf(error)}`,
      ja: `JSON Web Token ではありません（${textOf(error).ja}）`,
    });
  }
}

async function claimsOf(token: string, issuer: string, member: Member, keys: TokenKeys): Promise<JWTPayload> {
  try {
    return await keys.claims(token, issuer);
  } catch (error) {
    throw invalid(member, distrustOf(error));
  }
}

/** Whether the token is of the kind that its member takes, and is meant for this application. */
function checkUse(member: Member, { configuration }: IdentitySourceBody, claims: JWTPayload): void {
  if (configuration.kind === 'cognito') return checkCognito(member, configuration.clientIds, claims);
  const wanted = configuration.token === 'id' ? 'identityToken' : 'accessToken';
  if (member !== wanted)
    throw invalid(member, {
      en: `the identity source takes ${wanted}s alone`,
      ja: `この ID ソースで使えるのは ${wanted} だけです`,
    });
  checkAudience(member, configuration.accepted, audiencesOf(audienceOf(member, claims)));
}

/**
 * Access tokens without an audience say the client that they were issued to.
 * Source: Verified Permissions User Guide, "Client and audience validation for OIDC providers".
 */
const audienceOf = (member: Member, claims: JWTPayload): unknown =>
  claims.aud ?? (member === 'accessToken' ? (claims['cid'] ?? claims['client_id']) : undefined);

/** Source: Amazon Cognito Developer Guide, "Verifying JSON web tokens". */
function checkCognito(member: Member, clientIds: readonly string[], claims: JWTPayload): void {
  const use = member === 'identityToken' ? 'id' : 'access';
  if (claims['token_use'] !== use)
    throw invalid(member, {
      en: `its claim token_use must be ${use}`,
      ja: `クレーム token_use は ${use} でなければなりません`,
    });
  checkAudience(member, clientIds, audiencesOf(use === 'id' ? claims.aud : claims['client_id']));
}

function checkAudience(member: Member, accepted: readonly string[], audiences: readonly unknown[]): void {
  if (accepted.length > 0 && !accepted.some((one) => audiences.includes(one)))
    throw invalid(member, {
      en: 'it is meant for another client or audience than those of the identity source',
      ja: 'ID ソースに設定されていないクライアントまたは audience 向けのトークンです',
    });
}

const audiencesOf = (claim: unknown): readonly unknown[] => (Array.isArray(claim) ? claim : [claim]);

export function issuerOfSource(configuration: IdentitySourceBody['configuration']): string {
  return configuration.kind === 'cognito' ? cognitoIssuer(configuration.userPoolArn) : configuration.issuer;
}

/** The address that a user pool gives as its issuer. */
export function cognitoIssuer(userPoolArn: string): string {
  const [, , , region = '', , resource = ''] = userPoolArn.split(':');
  return `https://cognito-idp.${region}.amazonaws.com/${resource.replace('userpool/', '')}`;
}

interface Mapping {
  /** Throws `ValidationException` with the token that does not say who. */
  principal(claims: JWTPayload, member: Member): Identity['principal'];
  groups(claims: JWTPayload): Identity['groups'];
  readonly ownTypes: readonly string[];
}

/** How the claims of a source become entities: `POOL|subject` for Cognito, `PREFIX|claim` for others, groups alike. */
function mappingOf({ principalEntityType: type, configuration }: IdentitySourceBody): Mapping {
  const cognito = configuration.kind === 'cognito';
  const prefix = cognito ? configuration.userPoolArn.split('userpool/')[1] : configuration.entityIdPrefix;
  const subject = cognito ? 'sub' : configuration.principalIdClaim;
  const group = cognito
    ? { claim: 'cognito:groups', entityType: configuration.groupEntityType }
    : { claim: configuration.group?.claim ?? '', entityType: configuration.group?.entityType };
  const named = (id: string): string => (prefix === undefined || prefix === '' ? id : `${prefix}|${id}`);
  const { entityType } = group;
  return {
    principal(claims, member) {
      const id = claims[subject];
      if (typeof id !== 'string' || id === '')
        throw invalid(member, {
          en: `the claim ${subject} ${id === undefined ? 'is missing' : 'must be a text that is not empty'}`,
          ja: `クレーム ${subject} ${id === undefined ? 'がありません' : 'は空でない文字列でなければなりません'}`,
        });
      return { type, id: named(id) };
    },
    groups: (claims) =>
      entityType === undefined ? [] : textsOf(claims[group.claim]).map((id) => ({ type: entityType, id: named(id) })),
    ownTypes: [type, ...(entityType === undefined ? [] : [entityType])],
  };
}

const textsOf = (claim: unknown): string[] =>
  (Array.isArray(claim) ? claim : [claim]).filter((one): one is string => typeof one === 'string');
