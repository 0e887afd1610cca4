import { z } from 'zod';
import { storeArn, storeOf } from '../policy-stores.ts';
import { checkMode, checkProtection } from '../settings.ts';
import { tagsOf } from '../tags.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.operation('GetPolicyStore', async (input, context, call) => {
  const row = await storeOf(input, call, context);
  return {
    policyStoreId: row.id,
    arn: storeArn(row),
    validationSettings: { mode: checkMode(row.mode) },
    createdDate: new Date(row.created_at),
    lastUpdatedDate: new Date(row.updated_at),
    ...(row.description === '' ? {} : { description: row.description }),
    deletionProtection: checkProtection(row.deletion_protection),
    encryptionState: encryptionState(row.encryption),
    cedarVersion: 'CEDAR_4' as const,
    ...(input.tags === true ? { tags: tagsOf(row) } : {}),
  };
});

const Kms = z.object({
  kmsEncryptionSettings: z.object({ key: z.string(), encryptionContext: z.record(z.string(), z.string()).default({}) }),
});

/** As it was asked for; Yagura keeps its records as the store and its disk do. */
const encryptionState = (encryption: string) =>
  encryption === '' ? { default: {} } : { kmsEncryptionState: Kms.parse(JSON.parse(encryption)).kmsEncryptionSettings };
