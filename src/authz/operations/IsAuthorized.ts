import { whenThere } from '#kernel';
import { requestIn } from '../authorization-request.ts';
import { answerText, decide } from '../authorize.ts';
import { entitiesIn } from '../given-entities.ts';
import { verifiedPermissions } from '../verified-permissions.ts';

export default verifiedPermissions.textOperation('IsAuthorized', (text, { authz }, call) => {
  const { strict, witness } = authz;
  return whenThere(requestIn(text, strict), (request) =>
    whenThere(authz.ready.get(request.policyStoreId, call.caller.account), (ready) =>
      whenThere(entitiesIn(request, ready.set, strict), (entities) => {
        const watching = { witness, operation: 'IsAuthorized', call };
        return whenThere(decide(request, { entities, ready }, watching), answerText);
      }),
    ),
  );
});
