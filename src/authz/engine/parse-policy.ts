import type {
  ActionConstraint,
  PolicyJson,
  PrincipalConstraint,
  ResourceConstraint,
} from '@cedar-policy/cedar-wasm/nodejs';
import { Fault } from '#kernel';
import { askCedar, sentenceOfCedar } from './cedar.ts';
import { hideLongLiterals } from './long-literals.ts';
import { parseExpression, uidOf, type LongOf } from './parse-expression.ts';
import type { Statement, Template } from './policy.ts';
import type { ActionScope, Scope, Slot } from './scope.ts';
import { EntityUid } from './values.ts';

/** Reads one static policy. Throws `BadInput` with Cedar's own reason, line and column. */
export function parsePolicy(text: string): Statement {
  const { principal, resource, ...rest } = read(text, 'policyToJson');
  return { ...rest, principal: filled(principal, {}), resource: filled(resource, {}) };
}

/** Reads one template: a policy with `?principal`, `?resource` or both. Throws `BadInput` as `parsePolicy` does. */
export const parseTemplate = (text: string): Template => read(text, 'templateToJson');

/** The entity for each slot of a template. */
export type Fillings = Readonly<Partial<Record<Slot, EntityUid | undefined>>>;

/** The policy that a template makes with its slots filled. Throws `BadInput` when one stays empty. */
export function fillTemplate(template: Template, values: Fillings): Statement {
  return { ...template, principal: filled(template.principal, values), resource: filled(template.resource, values) };
}

function read(text: string, form: 'policyToJson' | 'templateToJson'): Template {
  const json = policyJson(text, form);
  const hidden = hideLongLiterals(text);
  return hidden === undefined
    ? statementOf(json, () => undefined)
    : statementOf(policyJson(hidden.text, form), (found) => hidden.longOf(found));
}

function policyJson(text: string, form: 'policyToJson' | 'templateToJson'): PolicyJson {
  const answer = askCedar((cedar) => cedar[form](text));
  if (answer.type === 'success') return answer.json;
  throw new Fault('BadInput', `This policy cannot be read. ${sentenceOfCedar(answer.errors, text)}.`);
}

function statementOf(json: PolicyJson, longOf: LongOf): Template {
  return {
    effect: json.effect,
    principal: scopeOf(json.principal),
    action: actionScopeOf(json.action),
    resource: scopeOf(json.resource),
    conditions: json.conditions.map(({ kind, body }) => ({ kind, body: parseExpression(body, longOf) })),
    annotations: Object.fromEntries(Object.entries(json.annotations ?? {}).map(([name, value]) => [name, value ?? ''])),
  };
}

function scopeOf(constraint: PrincipalConstraint | ResourceConstraint): Scope<EntityUid | Slot> {
  if (constraint.op === 'All') return { kind: 'any' };
  if (constraint.op === '==') return { kind: 'equals', entity: targetOf(constraint) };
  if (constraint.op === 'in') return { kind: 'in', entity: targetOf(constraint) };
  const { entity_type: type, in: inside } = constraint;
  return inside === undefined ? { kind: 'is', type } : { kind: 'is-in', type, entity: targetOf(inside) };
}

function targetOf(constraint: { readonly entity: unknown } | { readonly slot: string }): EntityUid | Slot {
  if ('entity' in constraint) return uidOf(constraint.entity);
  return constraint.slot === '?principal' ? '?principal' : '?resource';
}

function actionScopeOf(constraint: ActionConstraint): ActionScope {
  if (constraint.op === 'All') return { kind: 'any' };
  if (constraint.op === '==')
    return 'entity' in constraint ? { kind: 'equals', entity: uidOf(constraint.entity) } : { kind: 'in', entities: [] };
  const entities = 'entities' in constraint ? constraint.entities : [constraint.entity];
  return { kind: 'in', entities: entities.map(uidOf) };
}

function filled(scope: Scope<EntityUid | Slot>, values: Fillings): Scope {
  if (scope.kind === 'any' || scope.kind === 'is') return scope;
  const { entity } = scope;
  if (entity instanceof EntityUid) return { ...scope, entity };
  const value = values[entity];
  if (value !== undefined) return { ...scope, entity: value };
  throw new Fault('BadInput', `The template has the slot ${entity}, and nothing fills it. Give an entity for it.`);
}
