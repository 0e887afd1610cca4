import { readAuthorizationRequest } from '../authorization-request.ts';
import { answerOf, decide } from '../authorize.ts';
import { principalOfTokens } from '../token-principal.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.textOperation('IsAuthorizedWithToken', async (text, { authz }, { caller }) => {
  const request = readAuthorizationRequest(text, authz.strict);
  const ready = await authz.ready.get(request.policyStoreId, caller.account);
  const { principal, entities, token, identifier } = await principalOfTokens(request, ready, authz);
  const decision = decide({ ...request, principal }, entities, ready.set, token);
  return JSON.stringify({ ...answerOf(decision), principal: identifier });
});
