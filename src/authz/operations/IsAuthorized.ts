import { readAuthorizationRequest } from '../authorization-request.ts';
import { answerText, decide, entitiesOf } from '../authorize.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.textOperation('IsAuthorized', async (text, { authz }, call) => {
  const { strict, witness } = authz;
  const request = readAuthorizationRequest(text, strict);
  const ready = await authz.ready.get(request.policyStoreId, call.caller.account);
  const known = { entities: entitiesOf(request, ready.set, strict), ready };
  return answerText(await decide(request, known, { witness, operation: 'IsAuthorized', call }));
});
