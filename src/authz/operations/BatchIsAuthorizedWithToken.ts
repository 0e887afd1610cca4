import { requestIn } from '../authorization-request.ts';
import { batchText, checkBatch } from '../batch.ts';
import { principalOfTokens } from '../token-principal.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.textOperation('BatchIsAuthorizedWithToken', async (text, { authz }, call) => {
  const request = await requestIn(text, authz.strict);
  const requests = checkBatch(request.requests);
  const ready = await authz.ready.get(request.policyStoreId, call.caller.account);
  const { principal, identifier, ...known } = await principalOfTokens(request, ready, authz);
  const results = await batchText(
    requests.map((asked) => ({ ...asked, principal })),
    { ...known, ready },
    { witness: authz.witness, operation: 'BatchIsAuthorizedWithToken', call },
  );
  return `{"principal":${JSON.stringify(identifier)},"results":[${results}]}`;
});
