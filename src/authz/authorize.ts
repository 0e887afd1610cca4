import { isJsonObject } from '#kernel';
import type { AuthorizationRequest, Asked } from './authorization-request.ts';
import type { Decision } from './engine/decision.ts';
import type { Entities } from './engine/entities.ts';
import { parseJsonText } from './engine/json-text.ts';
import { Misread } from './engine/misread.ts';
import type { DecisionRequest, PolicySet, Uid } from './engine/policy-set.ts';
import type { RecordType } from './engine/schema.ts';
import { CedarRecord } from './engine/values.ts';
import { jsonOfClaims, recordOfClaims, type Claims } from './claims.ts';
import type { ReadyStore } from './ready-stores.ts';
import { entitiesOf } from './given-entities.ts';
import { refusing } from './verified-permissions.ts';
import type { Asking, Witness } from './witness.ts';

/** The service's answer to a request that was read, by policies. Throws `ValidationException`. */
export const answerTo = (request: AuthorizationRequest, set: PolicySet, strict = false): string =>
  answerText(
    refusing(pathOf(request), () => set.decide(requestOf(request, entitiesOf(request, set, strict), set, undefined))),
  );

/** Who and what may be left open: nobody and nothing that a policy could name. */
const open = { type: '', id: '' };

/**
 * Decides one request, watched; `token` are the claims that become `context.token`, `within` is where the request stands
 * in the input. Throws `ValidationException`.
 */
export const decide = (asked: Asked, { entities, ready, token }: Known, watching: Watching, within = '') =>
  refusing(within + pathOf(asked), () =>
    watching.witness.decide(requestOf(asked, entities, ready.set, token), ready, watching),
  );

/** The member that the context of a request stands in. */
const pathOf = ({ context }: Asked): string => (typeof context === 'string' ? 'context.cedarJson' : 'context');

/** What is known of those whom a request is about. */
export interface Known {
  readonly entities: Entities;
  readonly ready: ReadyStore;
  readonly token?: Claims | undefined;
}

export interface Watching extends Asking {
  readonly witness: Witness;
}

/** What a set of policies is asked. Throws `ValidationException`. */
export const decisionRequest = (asked: Asked, entities: Entities, set: PolicySet, token?: Claims): DecisionRequest =>
  refusing(pathOf(asked), () => requestOf(asked, entities, set, token));

function requestOf(asked: Asked, entities: Entities, set: PolicySet, token: Claims | undefined): DecisionRequest {
  const { principal = open, action = open, resource = open } = asked;
  return { principal, action, resource, entities, context: contextOf(asked, set, token) };
}

type Json = Readonly<Record<string, unknown>>;

function contextOf(
  { context, action }: Asked,
  set: PolicySet,
  token: Claims | undefined,
): CedarRecord | Json | undefined {
  if (token === undefined) return typeof context === 'string' ? objectOf(context) : context;
  const type = tokenType(action, set);
  if (typeof context === 'string') return { ...objectOf(context), token: jsonOfClaims(token, type) };
  const claims = recordOfClaims(token, { type, member: 'accessToken', set });
  return new CedarRecord(new Map([...(context?.fields ?? []), ['token', claims]]));
}

/** What the schema declares `context.token` to be for an action. */
function tokenType(action: Uid | undefined, set: PolicySet): RecordType | undefined {
  const known = action === undefined ? undefined : set.schema?.action(action.type, action.id);
  const type = known?.context.attributes.get('token')?.type;
  return type?.kind === 'record' ? type : undefined;
}

function objectOf(text: string): Json {
  const json = parseJsonText(text);
  if (isJsonObject(json)) return Object.fromEntries(Object.entries(json));
  throw new Misread({ en: 'an object was expected', ja: 'オブジェクトではありません' });
}

const answers = new WeakMap<Decision, string>();

/** The service's answer. Most decisions are one of few, whose text is kept. */
export function answerText(decision: Decision): string {
  const known = answers.get(decision);
  if (known !== undefined) return known;
  const text = JSON.stringify(answerOf(decision));
  answers.set(decision, text);
  return text;
}

export const answerOf = ({ decision, determining, errors }: Decision) => ({
  decision: decision === 'allow' ? 'ALLOW' : 'DENY',
  determiningPolicies: determining.map((policyId) => ({ policyId })),
  errors: errors.map(({ policy, message }) => ({
    errorDescription: `error while evaluating policy \`${policy}\`: ${message}`,
  })),
});
