import { readAuthorizationRequest } from '../authorization-request.ts';
import { entitiesOf } from '../authorize.ts';
import { batchText, checkBatch } from '../batch.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.textOperation('BatchIsAuthorized', async (text, { authz }, { caller }) => {
  const request = readAuthorizationRequest(text, authz.strict);
  const requests = checkBatch(request.requests);
  const { set } = await authz.ready.get(request.policyStoreId, caller.account);
  return `{"results":[${batchText(requests, entitiesOf(request, set, authz.strict), set)}]}`;
});
