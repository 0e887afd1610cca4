import { requestIn } from '../authorization-request.ts';
import { entitiesIn } from '../given-entities.ts';
import { batchText, checkBatch } from '../batch.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.textOperation('BatchIsAuthorized', async (text, { authz }, call) => {
  const { strict, witness } = authz;
  const request = await requestIn(text, strict);
  const requests = checkBatch(request.requests);
  const ready = await authz.ready.get(request.policyStoreId, call.caller.account);
  const known = { entities: await entitiesIn(request, ready.set, strict), ready };
  return `{"results":[${await batchText(requests, known, { witness, operation: 'BatchIsAuthorized', call })}]}`;
});
