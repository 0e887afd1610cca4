import { z } from 'zod';
import { Fault } from '#kernel';
import type { CedarWorker } from './cedar-worker.ts';
import { sentenceOfCedar } from './engine/cedar.ts';
import type { Decision } from './engine/decision.ts';
import type { CedarRequest } from './engine/request.ts';
import { linksOf, type WrittenPolicies } from './engine/validate.ts';
import { keepQuestion, noRedaction } from './kept-question.ts';
import type { ReadyStore } from './ready-stores.ts';

/** A question to Cedar's own engine, written down at once since the request is used again. */
export interface OracleQuestion {
  readonly written: WrittenPolicies;
  readonly call: Readonly<Record<'principal' | 'action' | 'resource' | 'context' | 'entities', never>>;
  readonly order: readonly string[];
}

const Call = z.object({
  principal: z.custom<never>(),
  action: z.custom<never>(),
  resource: z.custom<never>(),
  context: z.custom<never>(),
  entities: z.custom<never>(),
});

/**
 * What Cedar's own engine is asked; undefined for what it cannot be asked through JavaScript: whole numbers beyond 2^53,
 * and questions that leave principal, action or resource open. Entities are given as the compiled engine knows them,
 * the actions of the schema too.
 */
export function oracleQuestion(request: CedarRequest, { set, written }: ReadyStore): OracleQuestion | undefined {
  if ([request.principal, request.action, request.resource].some(({ type }) => type === '')) return undefined;
  const { text, large } = keepQuestion({ ...request, entities: set.withActions(request.entities) }, noRedaction);
  if (large) return undefined;
  return { written, call: Call.parse(JSON.parse(text)), order: set.policies.map(({ id }) => id) };
}

/** Asks Cedar's own engine, beside this thread. Throws `Internal` when it cannot answer. */
export async function askOracle({ written, call, order }: OracleQuestion, cedar: CedarWorker): Promise<Decision> {
  const { policies, templates = {} } = written;
  const set = { staticPolicies: { ...policies }, templates: { ...templates }, templateLinks: linksOf(written) };
  const answer = await cedar.ask('isAuthorized', { ...call, policies: set });
  if (answer.type === 'failure')
    throw new Fault('Internal', `Cedar's own engine cannot decide this. ${sentenceOfCedar(answer.errors, '').en}.`);
  const { decision, diagnostics } = answer.response;
  const place = new Map(order.map((id, at) => [id, at]));
  const inOrder = (one: string, other: string): number => (place.get(one) ?? 0) - (place.get(other) ?? 0);
  return {
    decision,
    determining: diagnostics.reason.toSorted(inOrder),
    errors: diagnostics.errors
      .map(({ policyId, error }) => ({ policy: policyId, message: error.message }))
      .toSorted((one, other) => inOrder(one.policy, other.policy)),
  };
}

/** Whether two engines decided alike: the decision, the policies that made it, and those that erred. */
export const agree = (one: Decision, other: Decision): boolean =>
  one.decision === other.decision &&
  one.determining.toSorted().join('\n') === other.determining.toSorted().join('\n') &&
  erring(one) === erring(other);

const erring = ({ errors }: Decision): string =>
  errors
    .map(({ policy }) => policy)
    .toSorted()
    .join('\n');
