import { z } from 'zod';
import { Text } from '#kernel';
import { answerOf } from './authorize.ts';
import type { Clause } from './engine/clauses.ts';
import type { ExplainedPolicy, Explanation } from './engine/explain.ts';
import { adviceOf, sayClause, sayDecision, sayPolicy } from './explain-words.ts';

const Reading = z.strictObject({
  text: z.string().describe('resource.owner'),
  value: z.string().describe('As Cedar writes it'),
  within: z.array(z.string()).optional().describe('What it is in, where that was asked'),
});
const Missing = z.strictObject({ kind: z.enum(['attribute', 'tag', 'entity']), path: z.string(), owner: z.string() });
const Ground = z.strictObject({
  text: z.string(),
  outcome: z.boolean().optional().describe('Absent where it has no value'),
  readings: z.array(Reading),
  missing: Missing.optional(),
  error: z.strictObject({ kind: z.string(), message: z.string() }).optional(),
});
const ExplainedClause = z.strictObject({
  part: z.enum(['principal', 'action', 'resource', 'when', 'unless']),
  text: z.string().describe('As Cedar writes it'),
  state: z.enum(['holds', 'fails', 'errs', 'unreached']),
  sentence: Text,
  grounds: z.array(Ground).describe('The smallest parts that made it come out so'),
});
const PolicyExplained = z.strictObject({
  policyId: z.string(),
  policyTemplateId: z.string().optional(),
  effect: z.enum(['permit', 'forbid']),
  role: z
    .enum(['decided', 'outweighed', 'erred', 'near'])
    .describe('near: it would have changed the decision, had it held'),
  sentence: Text,
  advice: Text.optional().describe('From its annotations @advice and @advice_ja'),
  annotations: z.record(z.string(), z.string()),
  clauses: z.array(ExplainedClause),
});

/** An explanation as operations and the command line give it. */
export const Explained = z.strictObject({
  decision: z.enum(['ALLOW', 'DENY']),
  reason: z.enum(['permitted', 'forbidden', 'unpermitted']).describe('unpermitted: nothing forbids it either'),
  sentence: Text,
  determiningPolicies: z.array(z.string()),
  errors: z.array(z.string()),
  policies: z.array(PolicyExplained).describe('Those that mattered, then those that nearly did, nearest first'),
});
export type Explained = z.infer<typeof Explained>;

export function explained(explanation: Explanation): Explained {
  const { determiningPolicies, errors } = answerOf(explanation.decision);
  return {
    decision: explanation.reason === 'permitted' ? 'ALLOW' : 'DENY',
    reason: explanation.reason,
    sentence: sayDecision(explanation),
    determiningPolicies: determiningPolicies.map(({ policyId }) => policyId),
    errors: errors.map(({ errorDescription }) => errorDescription),
    policies: explanation.policies.map(policyOf),
  };
}

function policyOf(one: ExplainedPolicy): Explained['policies'][number] {
  const { policy, role, clauses } = one;
  const advice = adviceOf(one);
  return {
    policyId: policy.id,
    ...(policy.template === undefined ? {} : { policyTemplateId: policy.template }),
    effect: policy.effect,
    role,
    sentence: sayPolicy(one),
    ...(advice === undefined ? {} : { advice }),
    annotations: { ...policy.annotations },
    clauses: clauses.map(clauseOf),
  };
}

const clauseOf = (clause: Clause) => ({
  part: clause.part,
  text: clause.text,
  state: clause.state,
  sentence: sayClause(clause),
  grounds: clause.grounds.map(({ text, outcome, readings, missing, error }) => ({
    text,
    ...(outcome === undefined ? {} : { outcome }),
    readings: readings.map(({ within, ...reading }) => ({
      ...reading,
      ...(within === undefined ? {} : { within: [...within] }),
    })),
    ...(missing === undefined ? {} : { missing }),
    ...(error === undefined ? {} : { error }),
  })),
});
