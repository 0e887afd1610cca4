import type { Entities, Entity } from './entities.ts';
import { emptyRecord, EntityUid, type CedarRecord } from './values.ts';

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

/** Whoever or whatever a request leaves open: no policy can name it. */
export const unnamed = new EntityUid('', '');

/** A request to be filled in. */
export const emptyRequest = (entities: Entities): CedarRequest => ({
  principal: unnamed,
  action: unnamed,
  resource: unnamed,
  context: emptyRecord,
  entities,
  principalEntity: undefined,
  actionEntity: undefined,
  resourceEntity: undefined,
});
