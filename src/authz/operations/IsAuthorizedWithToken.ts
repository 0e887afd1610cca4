import { requestIn } from '../authorization-request.ts';
import { answerOf, decide } from '../authorize.ts';
import { principalOfTokens } from '../token-principal.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.textOperation('IsAuthorizedWithToken', async (text, { authz }, call) => {
  const request = await requestIn(text, authz.strict);
  const ready = await authz.ready.get(request.policyStoreId, call.caller.account);
  const { principal, identifier, ...known } = await principalOfTokens(request, ready, authz);
  const watching = { witness: authz.witness, operation: 'IsAuthorizedWithToken', call };
  const decision = await decide({ ...request, principal }, { ...known, ready }, watching);
  return JSON.stringify({ ...answerOf(decision), principal: identifier });
});
