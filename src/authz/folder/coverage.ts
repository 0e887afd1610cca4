import { compile, type Evaluate } from '../engine/compile.ts';
import type { Decision } from '../engine/decision.ts';
import { EvaluationError } from '../engine/evaluation-error.ts';
import type { Expression } from '../engine/expression.ts';
import { boolean } from '../engine/operators.ts';
import type { PolicySet } from '../engine/policy-set.ts';
import type { Template } from '../engine/policy.ts';
import type { CedarRequest } from '../engine/request.ts';
import { isWithin } from '../engine/within.ts';
import { writeExpression } from '../engine/write-expression.ts';
import type { FolderPolicy, Place } from './folder-policies.ts';

/** What tests tried of the policies and templates of a folder. */
export interface CoverageReport {
  readonly policies: readonly PolicyCoverage[];
  readonly counts: Readonly<Record<'policies' | 'decided' | 'clauses' | 'seen', number>>;
}

export interface PolicyCoverage {
  readonly id: string;
  readonly place: Place;
  /** Whether it made a decision, alone or with others. */
  readonly decided: boolean;
  readonly clauses: readonly ClauseCoverage[];
}

/** A part of a condition that is true or false by itself, and which of both the tests have seen. */
export interface ClauseCoverage {
  readonly text: string;
  readonly true: boolean;
  readonly false: boolean;
}

/** A condition taken apart at `&&`, `||` and `!`. */
type Part =
  | { readonly kind: 'and'; readonly left: Part; readonly right: Part }
  | { readonly kind: 'or'; readonly left: Part; readonly right: Part }
  | { readonly kind: 'not'; readonly part: Part }
  | Clause;

interface Clause {
  readonly kind: 'clause';
  readonly text: string;
  readonly evaluate: Evaluate;
  readonly seen: { true: boolean; false: boolean };
}

interface Watched {
  readonly policy: FolderPolicy;
  readonly conditions: readonly { readonly kind: 'when' | 'unless'; readonly part: Part }[];
  readonly clauses: readonly Clause[];
  decided: boolean;
}

/** Watches requests, and keeps what they tried. A template is tried by whichever policies fill it. */
export class Coverage {
  private readonly set: PolicySet;
  private readonly watched: ReadonlyMap<string, Watched>;

  constructor(policies: readonly FolderPolicy[], set: PolicySet) {
    this.set = set;
    this.watched = new Map(policies.map((policy) => [policy.id, watchedOf(policy)]));
  }

  saw(request: CedarRequest, { determining }: Decision): void {
    for (const policy of this.set.policies) {
      const watched = this.watched.get(policy.template ?? policy.id);
      if (watched === undefined) continue;
      if (determining.includes(policy.id)) watched.decided = true;
      if (isWithin(policy, request)) look(watched, request);
    }
  }

  report(): CoverageReport {
    const policies = [...this.watched.values()].map(({ policy, clauses, decided }): PolicyCoverage => {
      const { id, file, line, column } = policy;
      return {
        id,
        place: { file, line, column },
        decided,
        clauses: clauses.map(({ text, seen }) => ({ text, ...seen })),
      };
    });
    const clauses = policies.flatMap((policy) => policy.clauses);
    return {
      policies,
      counts: {
        policies: policies.length,
        decided: policies.filter(({ decided }) => decided).length,
        clauses: clauses.length,
        seen: clauses.filter((clause) => clause.true && clause.false).length,
      },
    };
  }
}

function watchedOf(policy: FolderPolicy): Watched {
  const clauses: Clause[] = [];
  const statement: Template = policy.statement;
  const conditions = statement.conditions.map(({ kind, body }) => ({ kind, part: partOf(body, clauses) }));
  return { policy, conditions, clauses, decided: false };
}

function partOf(expression: Expression, clauses: Clause[]): Part {
  if (expression.kind === 'and' || expression.kind === 'or') {
    const left = partOf(expression.left, clauses);
    return { kind: expression.kind, left, right: partOf(expression.right, clauses) };
  }
  if (expression.kind === 'unary' && expression.operator === '!')
    return { kind: 'not', part: partOf(expression.argument, clauses) };
  const text = writeExpression(expression);
  const clause: Clause = { kind: 'clause', text, evaluate: compile(expression), seen: { true: false, false: false } };
  clauses.push(clause);
  return clause;
}

/** Evaluates as Cedar does, so that a clause which Cedar does not come to is not seen. */
function look({ conditions }: Watched, request: CedarRequest): void {
  try {
    for (const { kind, part } of conditions) if (valueOf(part, request) !== (kind === 'when')) return;
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
  }
}

function valueOf(part: Part, request: CedarRequest): boolean {
  if (part.kind === 'and') return valueOf(part.left, request) && valueOf(part.right, request);
  if (part.kind === 'or') return valueOf(part.left, request) || valueOf(part.right, request);
  if (part.kind === 'not') return !valueOf(part.part, request);
  const value = boolean(part.evaluate(request));
  part.seen[value ? 'true' : 'false'] = true;
  return value;
}
