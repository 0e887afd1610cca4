import type { Entities, Entity } from './entities.ts';
import type { CedarRecord, EntityUid } from './values.ts';

/** What a policy is evaluated against. An entity that is not known is undefined; its name still counts. */
export interface CedarRequest {
  principal: EntityUid;
  action: EntityUid;
  resource: EntityUid;
  context: CedarRecord;
  entities: Entities;
  principalEntity: Entity | undefined;
  actionEntity: Entity | undefined;
  resourceEntity: Entity | undefined;
}
