import { change, put } from '../change.ts';
import { readStatement } from '../cedar-texts.ts';
import type { AuthzContext } from '../context.ts';
import { staticDraft } from '../drafts.ts';
import { findItem, type PolicyBody } from '../items.ts';
import { checkName } from '../limits.ts';
import { shownHead } from '../policies.ts';
import { storeOf } from '../policy-stores.ts';
import { checkBytes } from '../room.ts';
import { refuseOtherScope } from '../statements.ts';
import { authzTables, type PolicyStoreRow } from '../tables.ts';
import { invalid, notFound, verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('UpdatePolicy', async (input, context, call) => {
  checkName(input.name);
  const row = await storeOf(input, call, context);
  const policy = await findItem('policy', { store: row.id, reference: input.policyId }, authzTables(context.store));
  if (policy === undefined) throw notFound('POLICY', input.policyId);
  const body = await bodyOf(policy.body, input.definition?.static, row, context);
  return change(row, { operation: 'UpdatePolicy', call }, context, async (made) => {
    if ((await findItem('policy', { store: row.id, reference: policy.id }, made.db)) === undefined)
      throw notFound('POLICY', policy.id); // deleted meanwhile
    const updated = await put('policy', { id: policy.id, name: input.name ?? policy.name, body }, made);
    await checkBytes(body, made, context);
    return {
      policyStoreId: row.id,
      policyId: policy.id,
      policyType: body.type,
      ...(await shownHead(body, row.id, made.db)),
      createdDate: new Date(updated.created_at),
      lastUpdatedDate: new Date(updated.updated_at),
    };
  });
});

interface Definition {
  readonly statement: string;
  readonly description?: string | undefined;
}

/** Without a definition the policy stays as it is, and only its name changes. */
async function bodyOf(
  before: PolicyBody,
  definition: Definition | undefined,
  store: PolicyStoreRow,
  context: AuthzContext,
): Promise<PolicyBody> {
  if (definition === undefined) return before;
  if (before.type !== 'STATIC')
    throw invalid('definition', {
      en: 'this policy fills a template; update the template, or make another policy',
      ja: 'テンプレートから作られたポリシーです。テンプレートを更新するか、別のポリシーを作成してください',
    });
  const { description = before.description } = definition; // left out it stays, as that of a template does
  const after = await staticDraft({ ...definition, description }, store, context);
  const [one, other] = await Promise.all(
    [before, after].map(({ statement }) => readStatement(statement, 'policy', context.authz.cedar)),
  );
  if (one !== undefined && other !== undefined) refuseOtherScope(one, other, 'definition.static.statement');
  return after;
}
