import type { DecisionRow } from './decision-rows.ts';
import { storeArn } from './policy-stores.ts';

/** That Yagura's engine and Cedar's own decided differently: what the rule `decisions-differ` is about. */
export interface EngineDifference {
  readonly name: 'DecisionsDiffered';
  readonly at: Date;
  readonly account: string;
  readonly resource: { readonly type: string; readonly arn: string };
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Of a decision that both engines made. What was asked stands in the decision log whole. */
export const engineDifference = (row: DecisionRow): EngineDifference => ({
  name: 'DecisionsDiffered',
  at: new Date(row.time),
  account: row.account,
  resource: {
    type: 'AWS::VerifiedPermissions::PolicyStore',
    arn: storeArn({ account: row.account, id: row.policy_store }),
  },
  parameters: {
    policyStoreId: row.policy_store,
    revision: row.revision,
    decisionId: row.id,
    operation: row.operation,
    caller: row.caller,
    principal: row.principal,
    action: row.action,
    resource: row.resource,
    decision: row.decision,
    determiningPolicies: row.determining,
    cedarDecision: row.cedar_decision,
    cedarDeterminingPolicies: row.cedar_determining,
  },
});
