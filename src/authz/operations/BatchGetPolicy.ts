import { ModeledFault, type Call } from '#aws';
import type { AuthzContext } from '../context.ts';
import { findItem } from '../items.ts';
import { limits } from '../limits.ts';
import { definitionOf, policyItem } from '../policies.ts';
import { aliasPrefix, storeOf } from '../policy-stores.ts';
import { authzTables } from '../tables.ts';
import { invalid, notFound, verifiedPermissions } from '../verified-permissions.ts';

interface Request {
  readonly policyStoreId: string;
  readonly policyId: string;
}

export default verifiedPermissions.operation('BatchGetPolicy', async ({ requests }, context, call) => {
  const most = limits.always.batchGet;
  if (requests.length < 1 || requests.length > most)
    throw invalid('requests', {
      en: `must hold 1 to ${most} requests`,
      ja: `1～${most} 件のリクエストを書いてください`,
    });
  const answers = await Promise.all(requests.map((request) => answerTo(request, context, call)));
  return {
    results: answers.flatMap((answer) => ('definition' in answer ? [answer] : [])),
    errors: answers.flatMap((answer) => ('code' in answer ? [answer] : [])),
  };
});

async function answerTo(request: Request, context: AuthzContext, call: Call) {
  try {
    const { id: store } = await storeOf(request, call, context);
    const policy = await findItem('policy', { store, reference: request.policyId }, authzTables(context.store));
    if (policy === undefined) throw notFound('POLICY', request.policyId);
    return { ...policyItem(policy, store), definition: definitionOf(policy.body) };
  } catch (error) {
    if (!(error instanceof ModeledFault) || error.code !== 'NotFound') throw error;
    return { code: codeOf(error, request), ...request, message: error.message };
  }
}

function codeOf({ members }: ModeledFault, { policyStoreId }: Request) {
  if (members['resourceType'] === 'POLICY') return 'POLICY_NOT_FOUND' as const;
  return policyStoreId.startsWith(aliasPrefix)
    ? ('POLICY_STORE_ALIAS_NOT_FOUND' as const)
    : ('POLICY_STORE_NOT_FOUND' as const);
}
