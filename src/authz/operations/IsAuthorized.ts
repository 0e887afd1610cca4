import { whenThere } from '#kernel';
import { readAuthorizationRequest } from '../authorization-request.ts';
import { answerText, decide, entitiesOf } from '../authorize.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.textOperation('IsAuthorized', (text, { authz }, call) => {
  const { strict, witness } = authz;
  const request = readAuthorizationRequest(text, strict);
  return whenThere(authz.ready.get(request.policyStoreId, call.caller.account), (ready) => {
    const known = { entities: entitiesOf(request, ready.set, strict), ready };
    return whenThere(decide(request, known, { witness, operation: 'IsAuthorized', call }), answerText);
  });
});
