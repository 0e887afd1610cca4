import type {
  ActionConstraint,
  PolicyJson,
  PolicyToJsonAnswer,
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

/** What is asked of Cedar's library to read a policy or a template. */
export interface PolicyReading {
  readonly ask: 'policyToJson' | 'templateToJson';
  /** The text; and, where it holds long literals, the text that hides them. Each is asked about. */
  readonly texts: readonly [string, ...string[]];
  readonly longOf: LongOf;
}

/**
 * Begins to read a text: ask Cedar's library, here or in a worker, and give its answers to `statementFrom`.
 */
export function policyReading(text: string, kind: 'policy' | 'template'): PolicyReading {
  const hidden = hideLongLiterals(text);
  return {
    ask: kind === 'policy' ? 'policyToJson' : 'templateToJson',
    texts: hidden === undefined ? [text] : [text, hidden.text],
    longOf: (found) => hidden?.longOf(found),
  };
}

/** What was read. Throws `BadInput` with Cedar's own reason, line and column. */
export function statementFrom(
  { texts: [text], longOf }: PolicyReading,
  answers: readonly PolicyToJsonAnswer[],
): Template {
  const [first, last = first] = answers;
  if (first?.type === 'success' && last?.type === 'success') return statementOf(last.json, longOf);
  const errors = first?.type === 'failure' ? first.errors : [];
  throw new Fault('BadInput', {
    en: `This policy cannot be read. ${sentenceOfCedar(errors, text).en}.`,
    ja: `このポリシーは読めません。${sentenceOfCedar(errors, text).ja}。`,
  });
}

/** Reads one static policy. Throws `BadInput` with Cedar's own reason, line and column. */
export const parsePolicy = (text: string): Statement => fillTemplate(parse(text, 'policy'), {});

/** Reads one template: a policy with `?principal`, `?resource` or both. Throws `BadInput` as `parsePolicy` does. */
export const parseTemplate = (text: string): Template => parse(text, 'template');

function parse(text: string, kind: 'policy' | 'template'): Template {
  const reading = policyReading(text, kind);
  const answers: PolicyToJsonAnswer[] = [];
  // No `map`: once this is hot, V8 of Node 20 ends the process there ("unreachable code" in its deoptimizer), for what
  // is called catches errors.
  for (const one of reading.texts) answers.push(askCedar(reading.ask, one));
  return statementFrom(reading, answers);
}

/** The entity for each slot of a template. */
export type Fillings = Readonly<Partial<Record<Slot, EntityUid | undefined>>>;

/** The policy that a template makes with its slots filled. Throws `BadInput` when one stays empty. */
export function fillTemplate(template: Template, values: Fillings): Statement {
  return { ...template, principal: filled(template.principal, values), resource: filled(template.resource, values) };
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
  throw new Fault('BadInput', {
    en: `The template has the slot ${entity}, and nothing fills it. Give an entity for it.`,
    ja: `テンプレートのスロット ${entity} に当てはめるものがありません。エンティティを指定してください。`,
  });
}
