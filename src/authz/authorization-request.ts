import type { Soon, Text } from '#kernel';
import { Entity } from './engine/entities.ts';
import { JsonCursor } from './engine/json-cursor.ts';
import { placing } from './engine/json-text.ts';
import { Misread } from './engine/misread.ts';
import { isActionType } from './engine/names.ts';
import { emptyRecord, type CedarRecord, type EntityUid } from './engine/values.ts';
import { inSlices, large, slice, wholly, type Slices } from './engine/slices.ts';
import { limits, tooLong } from './limits.ts';
import { lazyRecord, readAction, readIdentifier } from './typed-values.ts';
import { invalid } from './verified-permissions.ts';

/** What somebody wants to do, of which any part may be left open. */
export interface Asked {
  readonly principal?: EntityUid;
  readonly action?: EntityUid;
  readonly resource?: EntityUid;
  /** Typed values, or the text of Cedar's JSON form. */
  readonly context?: CedarRecord | string;
}

/** The input of the four operations that decide; which members each takes, the operation says. */
export interface AuthorizationRequest extends Asked {
  readonly policyStoreId: string;
  /** Typed entities, or the text of Cedar's JSON form. */
  readonly entities?: readonly Entity[] | string;
  readonly identityToken?: string;
  readonly accessToken?: string;
  /** With the text of each, which the answer repeats. */
  readonly requests?: readonly (Asked & { readonly text: string })[];
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/**
 * Reads the input of an operation that decides, straight from its text, since that is most of the work: attributes
 * are looked at here and read only when a policy asks. Throws `ValidationException` with the member.
 */
export const readAuthorizationRequest = (text: string, strict = false): AuthorizationRequest =>
  wholly(reading(text, strict));

/** As `readAuthorizationRequest`; while what is large is read, others are answered. */
export const requestIn = (text: string, strict: boolean): Soon<AuthorizationRequest> =>
  text.length < large ? readAuthorizationRequest(text, strict) : inSlices(reading(text, strict));

function* reading(text: string, strict: boolean): Slices<AuthorizationRequest> {
  if (strict && Buffer.byteLength(text) > limits.strict.requestBytes)
    throw invalid('input', {
      en: `must have ${limits.strict.requestBytes} bytes at most`,
      ja: `${limits.strict.requestBytes} バイト以下にしてください`,
    });
  const cursor = new JsonCursor(text);
  try {
    const request: Mutable<AuthorizationRequest> = { policyStoreId: '' };
    yield* readMembers(cursor, request, requestNames, requestReads);
    if (request.policyStoreId === '')
      throw new Misread({ en: 'policyStoreId is required', ja: 'policyStoreId を指定してください' });
    cursor.end();
    return request;
  } catch (error) {
    if (!(error instanceof Misread)) throw error;
    const { place, text: said } = yield* placing(error, cursor);
    throw invalid(place === '' ? 'input' : place, said);
  }
}

/** Reads a member. What may be large comes in slices. */
type Read<Into> = (cursor: JsonCursor, into: Mutable<Into>) => Slices<void> | void;

/** The members of an input, each with what reads it. */
const askedMembers = {
  principal: (cursor, into) => void (into.principal = readIdentifier(cursor)),
  action: (cursor, into) => void (into.action = readAction(cursor)),
  resource: (cursor, into) => void (into.resource = readIdentifier(cursor)),
  context(cursor, into) {
    if (enterOnly(cursor, contextMembers) !== 0) return readContextText(cursor, into);
    into.context = cursor.within(limits.always.piece, tooLong, lazyRecord);
    leaveOnly(cursor, contextMembers);
    return undefined;
  },
} satisfies Record<string, Read<Asked>>;

const requestMembers = {
  policyStoreId: (cursor, into) => void (into.policyStoreId = cursor.string()),
  ...askedMembers,
  *entities(cursor, into) {
    into.entities =
      enterOnly(cursor, entitiesMembers) === 0 ? yield* readEntityList(cursor) : yield* cursor.stringInSlices(slice);
    leaveOnly(cursor, entitiesMembers);
  },
  identityToken: (cursor, into) => void (into.identityToken = cursor.string()),
  accessToken: (cursor, into) => void (into.accessToken = cursor.string()),
  *requests(cursor, into) {
    into.requests = yield* readBatch(cursor);
  },
} satisfies Record<string, Read<AuthorizationRequest>>;

const [askedNames, askedReads] = [Object.keys(askedMembers), Object.values<Read<Asked>>(askedMembers)];
const [requestNames, requestReads] = [
  Object.keys(requestMembers),
  Object.values<Read<AuthorizationRequest>>(requestMembers),
];

function* readBatch(cursor: JsonCursor): Slices<(Asked & { readonly text: string })[]> {
  const requests = [];
  let begun = cursor.at;
  for (let more = cursor.enterList(); more; more = cursor.nextItem()) {
    if (cursor.at - begun > slice) {
      begun = cursor.at;
      yield;
    }
    const asked: Mutable<Asked> = {};
    const start = cursor.at;
    yield* readMembers(cursor, asked, askedNames, askedReads);
    requests.push({ ...asked, text: cursor.text.slice(start, cursor.at).trim() });
  }
  return requests;
}

function* readMembers<Into>(
  cursor: JsonCursor,
  into: Mutable<Into>,
  names: readonly string[],
  reads: readonly Read<Into>[],
): Slices<void> {
  for (let more = cursor.enterObject(); more; more = cursor.nextMember()) {
    const read = reads[cursor.nameAmong(names)];
    if (cursor.absent()) continue;
    const rest =
      read === undefined
        ? cursor.within(limits.always.piece, tooLong, (unknown) => unknown.skip())
        : read(cursor, into);
    if (rest !== undefined) yield* rest;
  }
}

function* readContextText(cursor: JsonCursor, into: Mutable<Asked>): Slices<void> {
  into.context = yield* cursor.stringInSlices(slice);
  leaveOnly(cursor, contextMembers);
  if (into.context.length > limits.always.piece) throw new Misread(tooLong);
}

const contextMembers = ['contextMap', 'cedarJson'];
const entitiesMembers = ['entityList', 'cedarJson'];

/** Goes into a union, which has exactly one of its members. Returns its place among the names; its value is next. */
function enterOnly(cursor: JsonCursor, names: readonly string[]): number {
  for (let more = cursor.enterObject(); more; more = cursor.nextMember()) {
    const member = cursor.nameAmong(names);
    if (cursor.absent()) continue;
    if (member >= 0) return member;
    cursor.skip();
  }
  throw notOneOf(names);
}

/** After the value of the only member: it is the only one. */
function leaveOnly(cursor: JsonCursor, names: readonly string[]): void {
  while (cursor.nextMember()) {
    const member = cursor.nameAmong(names);
    if (cursor.absent()) continue;
    if (member >= 0) throw notOneOf(names);
    cursor.skip();
  }
}

/** What is said where somebody gives an action as an entity. */
export const givenAction: Text = {
  en: 'actions come from the schema and cannot be given; leave them out',
  ja: 'アクションはスキーマで定義されるため、エンティティとしては渡せません。取り除いてください',
};

const notOneOf = (names: readonly string[]): Misread =>
  new Misread({
    en: `exactly one of ${names.join(' and ')} must be there; leave the whole out where there is nothing`,
    ja: `${names.join('、')} のどれか 1 つだけを書いてください。渡すものがなければ、全体を省いてください`,
  });

function* readEntityList(cursor: JsonCursor): Slices<Entity[]> {
  const entities: Entity[] = [];
  let begun = cursor.at;
  for (let more = cursor.enterList(); more; more = cursor.nextItem()) {
    entities.push(cursor.within(limits.always.piece, tooLong, readEntity));
    if (cursor.at - begun < slice) continue;
    begun = cursor.at;
    yield;
  }
  return entities;
}

const entityMembers = ['identifier', 'attributes', 'parents', 'tags'];

function readEntity(cursor: JsonCursor): Entity {
  let uid: EntityUid | undefined;
  let attributes = emptyRecord;
  let tags = emptyRecord;
  let parents: readonly EntityUid[] = nobody;
  for (let more = cursor.enterObject(); more; more = cursor.nextMember()) {
    const member = cursor.nameAmong(entityMembers);
    if (cursor.absent()) continue;
    if (member === 0) uid = readIdentifier(cursor);
    else if (member === 1) attributes = lazyRecord(cursor);
    else if (member === 2) parents = readParents(cursor);
    else if (member === 3) tags = lazyRecord(cursor);
    else cursor.skip();
  }
  if (uid === undefined) throw new Misread({ en: 'identifier is required', ja: 'identifier を指定してください' });
  if (isActionType(uid.type)) throw new Misread(givenAction);
  return new Entity(uid, parents, attributes, tags);
}

const nobody: readonly EntityUid[] = [];

function readParents(cursor: JsonCursor): EntityUid[] {
  const parents: EntityUid[] = [];
  for (let more = cursor.enterList(); more; more = cursor.nextItem()) parents.push(readIdentifier(cursor));
  return parents;
}
