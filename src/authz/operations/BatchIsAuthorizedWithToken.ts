import { readAuthorizationRequest } from '../authorization-request.ts';
import { batchText, checkBatch } from '../batch.ts';
import { principalOfTokens } from '../token-principal.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.textOperation('BatchIsAuthorizedWithToken', async (text, { authz }, { caller }) => {
  const request = readAuthorizationRequest(text, authz.strict);
  const requests = checkBatch(request.requests);
  const ready = await authz.ready.get(request.policyStoreId, caller.account);
  const { principal, entities, token, identifier } = await principalOfTokens(request, ready, authz);
  const results = batchText(
    requests.map((asked) => ({ ...asked, principal })),
    entities,
    ready.set,
    token,
  );
  return `{"principal":${JSON.stringify(identifier)},"results":[${results}]}`;
});
