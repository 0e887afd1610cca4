import type { Soon } from '#kernel';
import { givenAction, type AuthorizationRequest } from './authorization-request.ts';
import type { Entities, Entity } from './engine/entities.ts';
import { JsonCursor } from './engine/json-cursor.ts';
import { placing } from './engine/json-text.ts';
import { Misread } from './engine/misread.ts';
import { isActionType } from './engine/names.ts';
import type { PolicySet } from './engine/policy-set.ts';
import { inSlices, large, slice, wholly, type Slices } from './engine/slices.ts';
import { limits, tooLong } from './limits.ts';
import { invalid, refusal } from './verified-permissions.ts';

type Given = Pick<AuthorizationRequest, 'entities'>;

/** The entities of a request, in either of its two forms. Throws `ValidationException`. */
export const entitiesOf = (request: Given, set: PolicySet, strict: boolean): Entities =>
  wholly(loading(request, set, strict));

/** As `entitiesOf`; while a large text of them is read, others are answered. */
export const entitiesIn = (request: Given, set: PolicySet, strict: boolean): Soon<Entities> =>
  isLarge(request.entities) ? inSlices(loading(request, set, strict)) : entitiesOf(request, set, strict);

/** Entities that were read already, to decide with; while there are many of them, others are answered. */
export const gathered = (entities: readonly Entity[], set: PolicySet): Soon<Entities> =>
  isLarge(entities) ? inSlices(set.gathering(entities)) : set.known(entities);

/** Entities from which on they are put together in slices. */
const many = 4_096;

const isLarge = (entities: Given['entities']): boolean =>
  entities !== undefined && entities.length >= (typeof entities === 'string' ? large : many);

function* loading({ entities = [] }: Given, set: PolicySet, strict: boolean): Slices<Entities> {
  const known = typeof entities === 'string' ? yield* loadingText(entities, set) : yield* loadingList(entities, set);
  if (strict) checkParents(known);
  return known;
}

function* loadingList(entities: readonly Entity[], set: PolicySet): Slices<Entities> {
  try {
    return isLarge(entities) ? yield* set.gathering(entities) : set.known(entities);
  } catch (error) {
    throw refusal('entities.entityList', error);
  }
}

/** Entities in Cedar's JSON form. */
function* loadingText(text: string, set: PolicySet): Slices<Entities> {
  const path = 'entities.cedarJson';
  try {
    const entities = yield* readingText(text, set);
    if (entities.some(({ uid }) => isActionType(uid.type))) throw invalid(path, givenAction);
    return yield* set.whole(entities);
  } catch (error) {
    throw refusal(path, error);
  }
}

function* readingText(text: string, set: PolicySet): Slices<Entity[]> {
  const cursor = new JsonCursor(text);
  const entities: Entity[] = [];
  try {
    let begun = 0;
    for (let more = cursor.enterList(); more; more = cursor.nextItem()) {
      const json = cursor.within(limits.always.piece, tooLong, (one) => one.value());
      entities.push(set.readEntity(json, entities.length));
      if (cursor.at - begun < slice) continue;
      begun = cursor.at;
      yield;
    }
    cursor.end();
    return entities;
  } catch (error) {
    throw error instanceof Misread ? yield* placing(error, cursor) : error;
  }
}

function checkParents(entities: Entities): void {
  const most = limits.strict.parents;
  for (const entity of entities)
    if (entities.ancestorsOf(entity).length > most)
      throw invalid('entities', {
        en: `${entity.uid.written} has more than ${most} transitive parents`,
        ja: `${entity.uid.written} の祖先が ${most} 個を超えています`,
      });
}
