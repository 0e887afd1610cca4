import { z } from 'zod';
import { exactJsonText } from '#kernel';
import { readAuthorizationRequest, type AuthorizationRequest } from './authorization-request.ts';
import { decisionRequest } from './authorize.ts';
import type { Authz } from './context.ts';
import type { DecisionRequest } from './engine/policy-set.ts';
import { entitiesOf } from './given-entities.ts';
import type { ReadyStore } from './ready-stores.ts';
import { principalOfTokens } from './token-principal.ts';

const Entity = z.looseObject({ entityType: z.string(), entityId: z.string() });
const Action = z.looseObject({ actionType: z.string(), actionId: z.string() });

/** The members of `IsAuthorized` and `IsAuthorizedWithToken`, as operations of Yagura take them. */
export const questionMembers = {
  policyStoreId: z.string().describe('Id or alias'),
  principal: Entity.optional(),
  action: Action.optional(),
  resource: Entity.optional(),
  context: z.unknown().optional().describe('{"contextMap": …} or {"cedarJson": "…"}'),
  entities: z.unknown().optional().describe('{"entityList": …} or {"cedarJson": "…"}'),
  identityToken: z.string().optional(),
  accessToken: z.string().optional(),
};
export type Question = z.infer<z.ZodObject<typeof questionMembers>>;

/** Reads a question as the service does. Throws `ValidationException` with the member. */
export const readQuestion = (question: Question): AuthorizationRequest =>
  readAuthorizationRequest(exactJsonText(question));

/** What a policy store is asked: with who asks, from the tokens where there are any. Throws `ValidationException`. */
export async function askedOf(
  request: AuthorizationRequest,
  ready: ReadyStore,
  authz: Pick<Authz, 'keys' | 'strict'>,
): Promise<DecisionRequest> {
  const withToken = request.identityToken !== undefined || request.accessToken !== undefined;
  if (!withToken) return decisionRequest(request, entitiesOf(request, ready.set, authz.strict), ready.set);
  const { principal, entities, token } = await principalOfTokens(request, ready, authz);
  return decisionRequest({ ...request, principal }, entities, ready.set, token);
}
