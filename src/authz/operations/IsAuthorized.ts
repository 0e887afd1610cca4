import { readAuthorizationRequest } from '../authorization-request.ts';
import { answerTo } from '../authorize.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.textOperation('IsAuthorized', async (text, { authz }, { caller }) => {
  const request = readAuthorizationRequest(text, authz.strict);
  const { set } = await authz.ready.get(request.policyStoreId, caller.account);
  return answerTo(request, set, authz.strict);
});
