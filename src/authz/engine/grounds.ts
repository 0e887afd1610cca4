import { compile } from './compile.ts';
import { EvaluationError, type EvaluationErrorKind } from './evaluation-error.ts';
import type { Expression } from './expression.ts';
import { hasAttribute } from './operators.ts';
import type { CedarRequest } from './request.ts';
import { EntityUid, type Value } from './values.ts';
import { writeExpression } from './write-expression.ts';
import { writeValue } from './write-value.ts';

/** What an expression came to: a value, or the reason that it has none. */
export type Outcome = { readonly value: Value } | { readonly error: EvaluationError };

/** The smallest part of a condition that made it come out as it did. */
export interface Ground {
  /** As Cedar writes it. */
  readonly text: string;
  readonly outcome: boolean | undefined;
  /** What it read, each with its value. */
  readonly readings: readonly Reading[];
  /** What it needed and did not find. */
  readonly missing: Missing | undefined;
  /** Why it has no value. */
  readonly error: { readonly kind: EvaluationErrorKind; readonly message: string } | undefined;
}

/** `resource.owner` and `User::"bob"`. `within` are the ancestors, where it was asked what something is in. */
export interface Reading {
  readonly text: string;
  readonly value: string;
  readonly within: readonly string[] | undefined;
}

/** An attribute or a tag that is not there, or an entity of which nothing is known. */
export interface Missing {
  readonly kind: 'attribute' | 'tag' | 'entity';
  /** `principal.team.name` */
  readonly path: string;
  /** What would have it: `User::"alice"`, or the record. */
  readonly owner: string;
}

export function outcomeOf(expression: Expression, request: CedarRequest): Outcome {
  try {
    return { value: compile(expression)(request) };
  } catch (error) {
    if (error instanceof EvaluationError) return { error };
    throw error;
  }
}

/** The parts that made an expression come out as it did, for good or ill: of an `&&` that is false the one that is. */
export function groundsOf(expression: Expression, request: CedarRequest): readonly Ground[] {
  const { kind } = expression;
  if (kind === 'and' || kind === 'or') return groundsOfBoth(expression, request);
  if (kind === 'unary' && expression.operator === '!') return groundsOf(expression.argument, request);
  if (kind !== 'if') return [groundOf(expression, request)];
  const condition = booleanOf(expression.condition, request);
  const grounds = groundsOf(expression.condition, request);
  if (condition === undefined) return grounds;
  return [...grounds, ...groundsOf(condition ? expression.consequent : expression.alternative, request)];
}

/** Whether an expression holds; undefined where it has no value, or none of yes and no. */
export function booleanOf(expression: Expression, request: CedarRequest): boolean | undefined {
  const outcome = outcomeOf(expression, request);
  return 'value' in outcome && typeof outcome.value === 'boolean' ? outcome.value : undefined;
}

function groundsOfBoth({ kind, left, right }: Expression<'and' | 'or'>, request: CedarRequest): readonly Ground[] {
  const first = booleanOf(left, request);
  if (first === undefined || first === (kind === 'or')) return groundsOf(left, request);
  const second = booleanOf(right, request);
  if (second === undefined || second !== first) return groundsOf(right, request);
  return [...groundsOf(left, request), ...groundsOf(right, request)];
}

function groundOf(expression: Expression, request: CedarRequest): Ground {
  const outcome = outcomeOf(expression, request);
  const read = readsOf(expression);
  const asksWithin = (expression.kind === 'binary' && expression.operator === 'in') || expression.kind === 'is';
  return {
    text: writeExpression(expression),
    outcome: 'value' in outcome && typeof outcome.value === 'boolean' ? outcome.value : undefined,
    readings: read.flatMap((one) => readingOf(one, asksWithin, request)),
    missing: missingIn(expression, outcome, request),
    error: 'error' in outcome ? { kind: outcome.error.kind, message: outcome.error.message } : undefined,
  };
}

/** The largest parts that only look something up: `principal.team.name`. */
function readsOf(expression: Expression): readonly Expression[] {
  const reads: Expression[] = [];
  const rest = [expression]; // no recursion: a chain of operators may be deeper than the stack
  for (let one = rest.pop(); one !== undefined; one = rest.pop()) {
    if (one.kind === 'variable' || one.kind === 'attribute') reads.push(one);
    else rest.push(...partsOf(one).toReversed());
  }
  return reads;
}

/** The expressions that an expression is made of. */
function partsOf(expression: Expression): readonly Expression[] {
  const parts = Object.values(expression).flatMap((part: unknown): readonly unknown[] =>
    Array.isArray(part) ? part.flat() : [part],
  );
  return parts.filter(isExpression);
}

const isExpression = (part: unknown): part is Expression =>
  typeof part === 'object' && part !== null && 'kind' in part && typeof part.kind === 'string';

function readingOf(expression: Expression, asksWithin: boolean, request: CedarRequest): Reading[] {
  const outcome = outcomeOf(expression, request);
  if ('error' in outcome || (expression.kind === 'variable' && expression.name === 'context')) return [];
  const { value } = outcome;
  const entity = value instanceof EntityUid ? request.entities.get(value) : undefined;
  const within = entity === undefined ? [] : request.entities.ancestorsOf(entity).map(({ key }) => key);
  return [
    { text: writeExpression(expression), value: writeValue(value), within: asksWithin && entity ? within : undefined },
  ];
}

/** The innermost look-up that finds nothing. */
function missingIn(expression: Expression, outcome: Outcome, request: CedarRequest): Missing | undefined {
  if (expression.kind === 'has' && 'value' in outcome)
    return outcome.value === false ? absent(expression, request) : undefined;
  if (!('error' in outcome) || !isMissing(outcome.error.kind)) return undefined;
  for (const part of partsOf(expression)) {
    const inner = outcomeOf(part, request);
    const missing = 'error' in inner ? missingIn(part, inner, request) : undefined;
    if (missing !== undefined) return missing;
  }
  const [owner] = partsOf(expression);
  const at = owner === undefined ? undefined : outcomeOf(owner, request);
  return { kind: outcome.error.kind, path: writeExpression(expression), owner: ownerText(at) };
}

/** The first name of a `has` that is not there. */
function absent({ of, path }: Expression<'has'>, request: CedarRequest): Missing {
  let owner: Expression = of;
  for (const name of path) {
    const outcome = outcomeOf(owner, request);
    const next: Expression = { kind: 'attribute', of: owner, name };
    if ('value' in outcome && !hasAttribute(outcome.value, name, request))
      return {
        kind: isUnknown(outcome.value, request) ? 'entity' : 'attribute',
        path: writeExpression(next),
        owner: ownerText(outcome),
      };
    owner = next;
  }
  return { kind: 'attribute', path: writeExpression(owner), owner: '' };
}

const isUnknown = (value: Value, { entities }: CedarRequest): boolean =>
  value instanceof EntityUid && entities.get(value) === undefined;

const ownerText = (outcome: Outcome | undefined): string =>
  outcome !== undefined && 'value' in outcome && outcome.value instanceof EntityUid ? writeValue(outcome.value) : '';

const isMissing = (kind: EvaluationErrorKind): kind is Missing['kind'] =>
  kind === 'attribute' || kind === 'tag' || kind === 'entity';
