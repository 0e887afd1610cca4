import type { Expression } from './expression.ts';
import { booleanOf, groundsOf, type Ground } from './grounds.ts';
import type { Condition, Policy } from './policy.ts';
import type { CedarRequest } from './request.ts';
import { isActionInScope, isInScope } from './within.ts';
import { writeExpression } from './write-expression.ts';
import { writeActionScope, writeScope } from './write-scope.ts';
import { writeValue } from './write-value.ts';

/** What one part of a policy asks, and whether a request fulfils it. */
export interface Clause {
  readonly part: 'principal' | 'action' | 'resource' | 'when' | 'unless';
  /** As Cedar writes it. */
  readonly text: string;
  /** `unreached`: a clause before it failed, so that nobody asked. */
  readonly state: 'holds' | 'fails' | 'errs' | 'unreached';
  readonly grounds: readonly Ground[];
}

/** Every part of a policy: its head, and its conditions taken apart where they are joined. */
export function clausesOf(policy: Policy, request: CedarRequest): Clause[] {
  return [...headClauses(policy, request), ...conditionClauses(policy.conditions, request)];
}

/** What the head asks of principal, action and resource; nothing where it takes any. */
export function headClauses({ principal, action, resource }: Policy, request: CedarRequest): Clause[] {
  return [
    ...(principal.kind === 'any'
      ? []
      : [
          head(
            'principal',
            writeScope('principal', principal),
            isInScope(principal, request.principal, request),
            request,
          ),
        ]),
    ...(action.kind === 'any'
      ? []
      : [head('action', writeActionScope(action), isActionInScope(action, request), request)]),
    ...(resource.kind === 'any'
      ? []
      : [head('resource', writeScope('resource', resource), isInScope(resource, request.resource, request), request)]),
  ];
}

function head(part: 'principal' | 'action' | 'resource', text: string, holds: boolean, request: CedarRequest): Clause {
  const entity = request[`${part}Entity`];
  const within = entity === undefined ? [] : request.entities.ancestorsOf(entity).map(({ key }) => key);
  const reading = { text: part, value: writeValue(request[part]), within };
  const missing =
    entity === undefined && !holds && / in /.test(text)
      ? { kind: 'entity' as const, path: part, owner: writeValue(request[part]) }
      : undefined;
  return {
    part,
    text,
    state: holds ? 'holds' : 'fails',
    grounds: [{ text, outcome: holds, readings: [reading], missing, error: undefined }],
  };
}

function conditionClauses(conditions: readonly Condition[], request: CedarRequest): Clause[] {
  const parts = conditions.flatMap(({ kind, body }) => split(body, kind === 'when').map((part) => ({ kind, ...part })));
  let reached = true;
  return parts.map(({ kind, expression, wanted }) => {
    const holds = booleanOf(expression, request);
    const state = reached ? stateOf(holds, wanted) : 'unreached';
    if (state !== 'holds') reached = false;
    // A negation that was taken apart is written as it stood.
    const text =
      wanted === (kind === 'when')
        ? writeExpression(expression)
        : writeExpression({ kind: 'unary', operator: '!', argument: expression });
    return { part: kind, text, state, grounds: state === 'unreached' ? [] : groundsOf(expression, request) };
  });
}

const stateOf = (holds: boolean | undefined, wanted: boolean): Clause['state'] => {
  if (holds === undefined) return 'errs';
  return holds === wanted ? 'holds' : 'fails';
};

/** The parts that must all come out as wanted. */
function split(expression: Expression, wanted: boolean): readonly { expression: Expression; wanted: boolean }[] {
  if (expression.kind === (wanted ? 'and' : 'or'))
    return [...split(expression.left, wanted), ...split(expression.right, wanted)];
  if (expression.kind === 'unary' && expression.operator === '!') return split(expression.argument, !wanted);
  return [{ expression, wanted }];
}
