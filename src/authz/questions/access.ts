import type { Entities } from '../engine/entities.ts';
import { isActionType } from '../engine/names.ts';
import type { PolicySet, Uid } from '../engine/policy-set.ts';
import type { Policy } from '../engine/policy.ts';
import type { RecordType } from '../engine/schema.ts';
import type { EntityUid } from '../engine/values.ts';
import { isWithin } from '../engine/within.ts';
import { residualOf, type PartialRequest, type Residual } from './residual.ts';

/** Somebody who may do something, for certain or as what is not known turns out to be. */
export interface Access {
  readonly principal: Uid;
  readonly action: Uid;
  readonly resource: Uid;
  /** `depends`: on the context, which was left open. */
  readonly answer: 'allow' | 'depends';
  /** The policies that permit it, and those whose answer depends. */
  readonly policies: readonly string[];
  /** What is left of the policies whose answer depends; nothing where it is allowed for certain. */
  readonly residual: Residual | undefined;
}

/** What a question is asked of. Without a context, what depends on it is told as such. */
export interface Asked {
  readonly entities: Entities;
  readonly context?: Readonly<Record<string, unknown>>;
}

/** Who of the entities that are known can do this to that. Throws `BadInput` when the question cannot be read. */
export function* whoCan(
  set: PolicySet,
  { action, resource, ...asked }: Asked & { readonly action: Uid; readonly resource: Uid },
): Generator<Access> {
  const types = set.schema?.action(action.type, action.id)?.principals;
  for (const principal of entitiesOf(types, asked.entities))
    yield* access(set, { principal, action, resource, ...asked });
}

/**
 * What this principal can do to the entities that are known: every action of the schema, or that policies name, with
 * every resource that the action applies to.
 */
export function* whatCan(
  set: PolicySet,
  {
    principal,
    actions = actionsOf(set),
    ...asked
  }: Asked & { readonly principal: Uid; readonly actions?: readonly Uid[] },
): Generator<Access> {
  for (const action of actions) {
    const applies = set.schema?.action(action.type, action.id);
    if (applies !== undefined && !applies.principals.includes(principal.type)) continue;
    const context = withinType(asked.context, applies?.context);
    for (const resource of entitiesOf(applies?.resources, asked.entities))
      yield* access(set, { principal, action, resource, ...asked, ...context });
  }
}

/** Of one context for many actions, each is asked with what the schema knows of it. */
function withinType(context: Asked['context'], type: RecordType | undefined): Pick<Asked, 'context'> {
  if (context === undefined || type === undefined) return {};
  return { context: Object.fromEntries(Object.entries(context).filter(([name]) => type.attributes.has(name))) };
}

/** Every action of the schema that applies to something; without a schema, those that policies name. */
export function actionsOf({ schema, policies }: PolicySet): readonly Uid[] {
  if (schema !== undefined) return schema.actions.filter(({ principals }) => principals.length > 0);
  const named = policies.flatMap(({ action }) =>
    action.kind === 'any' ? [] : action.kind === 'equals' ? [action.entity] : action.entities,
  );
  return [...new Map(named.map((uid) => [uid.key, uid])).values()];
}

function* access(
  set: PolicySet,
  { principal, action, resource, context, entities }: Asked & Pick<Access, 'principal' | 'action' | 'resource'>,
): Generator<Access> {
  const request = { principal, action, resource, entities };
  if (context !== undefined) {
    const { decision, determining } = set.decide({ ...request, context });
    if (decision === 'allow')
      yield { principal, action, resource, answer: 'allow', policies: determining, residual: undefined };
    return;
  }
  const residual = leftOf(set, request);
  if (residual.decision === 'deny') return;
  const certain = residual.decision === 'allow';
  const policies = [...residual.fulfilled, ...(certain ? [] : residual.depends.map(({ policy }) => policy))];
  const named = policies.filter(({ effect }) => !certain || effect === 'permit').map(({ id }) => id);
  yield {
    principal,
    action,
    resource,
    answer: certain ? 'allow' : 'depends',
    policies: named,
    residual: certain ? undefined : residual,
  };
}

/** Only of the policies whose head is fulfilled; there are few, and the head depends on nothing unknown. */
function leftOf(
  set: PolicySet,
  request: PartialRequest & { readonly principal: Uid; readonly resource: Uid },
): Residual {
  const asked = set.requestOf(request);
  const policies: Policy[] = set.policies.filter((policy) => isWithin(policy, asked));
  return residualOf(set, request, policies);
}

/** The entities of some types; without types, everything that is no action. */
function* entitiesOf(types: readonly string[] | undefined, entities: Entities): Generator<EntityUid> {
  const wanted = types === undefined ? undefined : new Set(types);
  for (const { uid } of entities) if (wanted === undefined ? !isActionType(uid.type) : wanted.has(uid.type)) yield uid;
}
