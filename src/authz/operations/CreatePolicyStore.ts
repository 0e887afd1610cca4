import { z } from 'zod';
import { newId } from '../change.ts';
import { once } from '../client-tokens.ts';
import { checkDescription } from '../limits.ts';
import { storeArn } from '../policy-stores.ts';
import { authzTables, type PolicyStoreRow } from '../tables.ts';
import { checkMode, checkProtection } from '../settings.ts';
import { checkTags } from '../tags.ts';
import { invalid, verifiedPermissions } from '../verified-permissions.ts';

const answer = z.object({
  policyStoreId: z.string(),
  arn: z.string(),
  createdDate: z.coerce.date(),
  lastUpdatedDate: z.coerce.date(),
});

export default verifiedPermissions.operation('CreatePolicyStore', (input, context, call) =>
  once({ operation: 'CreatePolicyStore', input, call, makes: 'POLICY_STORE', answer }, context, async (remember) => {
    checkDescription(input.description);
    checkTags(input.tags ?? {});
    const now = context.clock.now();
    const row: PolicyStoreRow = {
      id: newId(),
      account: call.caller.account,
      description: input.description ?? '',
      mode: checkMode(input.validationSettings.mode),
      deletion_protection: checkProtection(input.deletionProtection) ?? 'DISABLED',
      encryption: encryptionOf(input.encryptionSettings?.kmsEncryptionSettings),
      tags: JSON.stringify(input.tags ?? {}),
      revision: 0,
      created_at: now.getTime(),
      updated_at: now.getTime(),
    };
    const made = { policyStoreId: row.id, arn: storeArn(row), createdDate: now, lastUpdatedDate: now };
    return context.store.db.transaction().execute(async (db) => {
      await authzTables({ db }).insertInto('authz_stores').values(row).execute();
      return remember(made, authzTables({ db }));
    });
  }),
);

function encryptionOf(settings: { readonly key: string } | undefined): string {
  if (settings === undefined) return '';
  if (!/^arn:[\w-]+:kms:[\w-]+:\d{12}:(?:key|alias)\/[\w/-]{1,250}$/.test(settings.key))
    throw invalid('encryptionSettings.kmsEncryptionSettings.key', {
      en: 'must be the ARN of a KMS key',
      ja: 'KMS キーの ARN を指定してください',
    });
  return JSON.stringify({ kmsEncryptionSettings: settings });
}
