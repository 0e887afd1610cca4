import type { Explained as ExplainedDecision } from '#authz';
import type { Text } from '#kernel';

export type { ExplainedDecision };

/** A decision of the decision log; `candidate_decision` is empty where no draft was tried. */
export interface LoggedDecision {
  id: string;
  time: string;
  principal: string;
  action: string;
  resource: string;
  decision: string;
  determining: string[];
  errors: string[];
  candidate_decision: string;
  candidate_determining: string[];
  cedar_decision: string;
  cedar_determining: string[];
}

/** What is proven of a policy: it could be taken away, and no decision would change. */
export interface PolicyRemark {
  kind: 'never' | 'duplicate' | 'shadowed' | 'overruled';
  policy: string;
  other?: string | undefined;
  reason: Text;
}

/** An entity as the service names it. */
export interface EntityName {
  entityType: string;
  entityId: string;
}

/** A policy store as ListPolicyStores of Verified Permissions shows it. */
export interface PolicyStoreLine {
  policyStoreId: string;
  description?: string | undefined;
  createdDate: string;
}

/** What is in a policy store. `text` is a statement or a schema; of a link, JSON. */
export interface PolicyItem {
  kind: 'policy' | 'template' | 'schema' | 'identity-source';
  id: string;
  name?: string | undefined;
  text: string;
}

export interface PolicyDifference {
  kind: PolicyItem['kind'];
  id: string;
  change: 'added' | 'changed' | 'deleted';
  before?: PolicyItem | undefined;
  after?: PolicyItem | undefined;
}

export type PolicyChange =
  | { change: 'put-policy'; policyId?: string; statement: string }
  | { change: 'put-template'; policyTemplateId?: string; statement: string }
  | { change: 'link-policy'; policyTemplateId: string; principal?: EntityName; resource?: EntityName }
  | { change: 'put-schema'; schema: string }
  | { change: 'delete-policy'; policyId: string }
  | { change: 'delete-template'; policyTemplateId: string };

export interface PolicyRevision {
  revision: number;
  at: string;
  by: string;
  operation: string;
  changes: { kind: PolicyItem['kind']; id: string; name?: string | undefined; change: PolicyDifference['change'] }[];
}

/** The operations of Verified Permissions that the page calls. */
export interface PermissionOperations {
  ListPolicyStores: {
    input: { maxResults: number; nextToken?: string };
    output: { policyStores: PolicyStoreLine[]; nextToken?: string | undefined };
  };
  CreatePolicyStore: {
    input: { validationSettings: { mode: 'STRICT' | 'OFF' }; description?: string };
    output: { policyStoreId: string };
  };
}

/** The operations on policy stores that are Yagura's own. */
export interface PolicyOperations {
  GetPolicyStoreRevision: { input: { policyStoreId: string }; output: { revision: number; items: PolicyItem[] } };
  CheckStatement: {
    input: { policyStoreId: string; statement: string };
    output: {
      kind: 'policy' | 'template';
      problems: { severity: 'error' | 'warning'; line: number; column: number; sentence: Text }[];
      formatted?: string | undefined;
    };
  };
  CheckPolicyStore: {
    input: { policyStoreId: string };
    output: { revision: number; policies: number; analysed: number; remarks: PolicyRemark[] };
  };
  GetDecision: { input: { policyStoreId: string; decisionId: string }; output: LoggedDecision };
  ChangePolicyStore: {
    input: { policyStoreId: string; changes: PolicyChange[]; expectedRevision?: number };
    output: { revision: number; differences: PolicyDifference[] };
  };
  ExplainDecision: { input: Record<string, unknown> & { policyStoreId: string }; output: ExplainedDecision };
  ListPolicyStoreRevisions: {
    input: { policyStoreId: string; before?: number };
    output: { current: number; revisions: PolicyRevision[] };
  };
  GetPolicyStoreDifference: {
    input: { policyStoreId: string; from: number; to?: number };
    output: { from: number; to: number; differences: PolicyDifference[] };
  };
  ResetPolicyStore: { input: { policyStoreId: string; revision: number }; output: { revision: number } };
  SearchDecisions: {
    input: {
      policyStoreId: string;
      differing?: boolean;
      text?: string;
      decision?: 'ALLOW' | 'DENY';
      before?: { time: string; id: string };
    };
    output: { decisions: LoggedDecision[]; next?: { time: string; id: string } | undefined };
  };
  GetPolicyStoreSettings: {
    input: { policyStoreId: string };
    output: {
      settings: {
        log: { share: number; redact: string[] };
        engine: 'compiled' | 'cedar';
        difference?: { at: string; decisionId: string } | undefined;
        candidate?: { since: string; by: string } | undefined;
      };
      tried?: { asked: number; differed: number } | undefined;
    };
  };
  SetPolicyStoreSettings: {
    input: { policyStoreId: string; log?: { share: number; redact: string[] }; engine?: 'compiled' | 'cedar' };
    output: unknown;
  };
  SetPolicyStoreCandidate: { input: { policyStoreId: string; changes: PolicyChange[] }; output: unknown };
  DeletePolicyStoreCandidate: { input: { policyStoreId: string }; output: unknown };
}
