import { z } from 'zod';
import type { LakeTable, Row } from '#lake';

const text = (name: string): { name: string; type: string } => ({ name, type: 'String' });
const word = (name: string): { name: string; type: string } => ({ name, type: 'LowCardinality(String)' });
const texts = (name: string): { name: string; type: string } => ({ name, type: 'Array(String)' });

/** What policy stores decided, as far as each has it kept: one row a decision. */
export const authorizationDecisions: LakeTable = {
  name: 'authorization_decisions',
  columns: [
    { name: 'time', type: "DateTime64(3, 'UTC')" },
    text('id'),
    word('account'),
    word('policy_store'),
    { name: 'revision', type: 'UInt64' },
    word('operation'),
    text('caller'),
    text('principal'),
    text('action'),
    text('resource'),
    word('decision'),
    texts('determining'),
    texts('errors'),
    text('question'),
    { name: 'redacted', type: 'Bool' },
    word('engine'),
    // What else was asked: a candidate in a shadow run, or Cedar's own engine. Empty where nobody was.
    word('candidate_decision'),
    texts('candidate_determining'),
    word('cedar_decision'),
    texts('cedar_determining'),
  ],
  orderBy: ['policy_store', 'time', 'id'],
  time: 'time',
};

/** One row of `authorization_decisions`. Entities are written as Cedar does: `User::"alice"`. */
export interface DecisionRow extends Row {
  readonly time: number;
  readonly id: string;
  readonly account: string;
  readonly policy_store: string;
  readonly revision: number;
  readonly operation: string;
  readonly caller: string;
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** `ALLOW` or `DENY`. */
  readonly decision: string;
  readonly determining: readonly string[];
  /** Each with its policy: `ID: why`. */
  readonly errors: readonly string[];
  /** See `kept-question.ts`. */
  readonly question: string;
  readonly redacted: boolean;
  /** `compiled` or `cedar`. */
  readonly engine: string;
  readonly candidate_decision: string;
  readonly candidate_determining: readonly string[];
  readonly cedar_decision: string;
  readonly cedar_determining: readonly string[];
}

/** A decision as operations show it. */
export const ShownDecision = z.strictObject({
  id: z.string(),
  time: z.iso.datetime(),
  revision: z.number().int(),
  operation: z.string(),
  caller: z.string(),
  principal: z.string(),
  action: z.string(),
  resource: z.string(),
  decision: z.string(),
  determining: z.array(z.string()),
  errors: z.array(z.string()),
  redacted: z.boolean(),
  engine: z.string(),
  candidate_decision: z.string().describe('Of the candidate in a shadow run; empty where none was asked'),
  candidate_determining: z.array(z.string()),
  cedar_decision: z.string().describe("Of Cedar's own engine; empty where it was not asked"),
  cedar_determining: z.array(z.string()),
});

/** The columns of a shown decision, as the lake is asked for them. */
export const shownColumns = Object.keys(ShownDecision.shape).join(', ');
