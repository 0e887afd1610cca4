import { z } from 'zod';
import { operation } from '#aws';
import { Fault, Text } from '#kernel';
import { judge, readStatement } from '../cedar-texts.ts';
import type { AuthzContext } from '../context.ts';
import { isTemplate } from '../engine/statements.ts';
import { placedText } from '../folder/policy-problem.ts';

const Problem = z.strictObject({
  severity: z.enum(['error', 'warning']),
  line: z.number().int().describe('From 1'),
  column: z.number().int().describe('From 1'),
  sentence: Text,
});
type Problem = z.infer<typeof Problem>;

export default operation<AuthzContext>()({
  name: 'CheckStatement',
  about: 'Judges a policy or a template by the schema of a policy store while it is written, and formats it.',
  input: z.strictObject({ policyStoreId: z.string(), statement: z.string().max(1_000_000) }),
  output: z.strictObject({
    kind: z.enum(['policy', 'template']),
    problems: z.array(Problem),
    formatted: z.string().optional().describe("As Cedar's formatter writes it; absent where it cannot be read"),
  }),
  async handle({ policyStoreId, statement }, { authz }, { caller }) {
    const { set } = await authz.ready.get(policyStoreId, caller.account);
    const kind: 'policy' | 'template' = isTemplate(statement) ? 'template' : 'policy';
    try {
      await readStatement(statement, kind, authz.cedar);
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'BadInput') throw error;
      return { kind, problems: [problemOf('error', error.text)] };
    }
    const written = kind === 'policy' ? { policies: { statement } } : { policies: {}, templates: { statement } };
    const judged = set.schema === undefined ? [] : await judge(written, set.schema, authz.cedar);
    const answer = await authz.cedar.ask('formatPolicies', { policyText: statement });
    return {
      kind,
      problems: judged.map((one) => problemOf(severities[one.kind], { en: one.message, ja: one.ja })),
      ...(answer.type === 'success' ? { formatted: answer.formatted_policy } : {}),
    };
  },
});

const severities = { invalid: 'error', inapplicable: 'error', impossible: 'warning', suspicious: 'warning' } as const;

const problemOf = (severity: Problem['severity'], { en, ja }: Text): Problem => ({
  severity,
  ...placedText({
    en: en.replace('This policy cannot be read. ', ''),
    ja: ja.replace('このポリシーは読めません。', ''),
  }),
});
