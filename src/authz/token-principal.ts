import type { AuthorizationRequest } from './authorization-request.ts';
import { entitiesIn, gathered } from './given-entities.ts';
import { recordOfClaims, type Claims } from './claims.ts';
import type { Authz } from './context.ts';
import { Entity, type Entities } from './engine/entities.ts';
import { EntityUid } from './engine/values.ts';
import { identify, type Identity } from './identity.ts';
import type { EntityIdentifier } from './items.ts';
import type { ReadyStore } from './ready-stores.ts';
import { invalid } from './verified-permissions.ts';

interface TokenPrincipal {
  readonly principal: EntityUid;
  readonly identifier: EntityIdentifier;
  /** Those of the request, and the principal with what its token says. */
  readonly entities: Entities;
  /** What becomes `context.token`. */
  readonly token: Claims | undefined;
}

/** Who asks, from the tokens of a request. Throws `ValidationException`. */
export async function principalOfTokens(
  request: AuthorizationRequest,
  { set, identitySources }: ReadyStore,
  { keys, strict }: Pick<Authz, 'keys' | 'strict'>,
): Promise<TokenPrincipal> {
  const identity = await identify(request, identitySources, keys);
  const given = [...(await entitiesIn(request, set, strict))];
  refuseOwnTypes(given, identity);
  const principal = new EntityUid(identity.principal.type, identity.principal.id);
  const parents = identity.groups.map(({ type, id }) => new EntityUid(type, id));
  const type = set.schema?.entityTypes.get(principal.type)?.attributes;
  const attributes = recordOfClaims(identity.attributes, { type, member: 'identityToken', set });
  return {
    principal,
    identifier: { entityType: principal.type, entityId: principal.id },
    entities: await gathered([...given, new Entity(principal, parents, attributes)], set),
    token: identity.token,
  };
}

/** Who somebody is comes from the token alone. */
function refuseOwnTypes(entities: readonly Entity[], { ownTypes }: Identity): void {
  const own = entities.find(({ uid }) => ownTypes.includes(uid.type));
  if (own !== undefined)
    throw invalid('entities', {
      en: `${own.uid.written} is of a type that comes from tokens alone; leave it out`,
      ja: `${own.uid.written} の型はトークンからだけ作られます。取り除いてください`,
    });
}
