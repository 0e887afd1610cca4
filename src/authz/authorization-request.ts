import { Entity } from './engine/entities.ts';
import type { JsonCursor } from './engine/json-cursor.ts';
import { readJson } from './engine/json-text.ts';
import { Misread } from './engine/misread.ts';
import { isActionType } from './engine/names.ts';
import { emptyRecord, type CedarRecord, type EntityUid } from './engine/values.ts';
import { limits } from './limits.ts';
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
export function readAuthorizationRequest(text: string, strict = false): AuthorizationRequest {
  if (strict && Buffer.byteLength(text) > limits.strict.requestBytes)
    throw invalid('input', `must have ${limits.strict.requestBytes} bytes at most`);
  try {
    return readJson(text, readRequest);
  } catch (error) {
    if (error instanceof Misread) throw invalid(error.place === '' ? 'input' : error.place, error.message);
    throw error;
  }
}

type Read<Into> = (cursor: JsonCursor, into: Mutable<Into>) => void;

/** The members of an input, each with what reads it. */
const askedMembers = {
  principal: (cursor, into) => void (into.principal = readIdentifier(cursor)),
  action: (cursor, into) => void (into.action = readAction(cursor)),
  resource: (cursor, into) => void (into.resource = readIdentifier(cursor)),
  context: (cursor, into) => void (into.context = readContext(cursor)),
} satisfies Record<string, Read<Asked>>;

const requestMembers = {
  policyStoreId: (cursor, into) => void (into.policyStoreId = cursor.string()),
  ...askedMembers,
  entities: (cursor, into) => void (into.entities = readEntities(cursor)),
  identityToken: (cursor, into) => void (into.identityToken = cursor.string()),
  accessToken: (cursor, into) => void (into.accessToken = cursor.string()),
  requests: (cursor, into) => void (into.requests = readBatch(cursor)),
} satisfies Record<string, Read<AuthorizationRequest>>;

const [askedNames, askedReads] = [Object.keys(askedMembers), Object.values<Read<Asked>>(askedMembers)];
const [requestNames, requestReads] = [
  Object.keys(requestMembers),
  Object.values<Read<AuthorizationRequest>>(requestMembers),
];

function readRequest(cursor: JsonCursor): AuthorizationRequest {
  const request: Mutable<AuthorizationRequest> = { policyStoreId: '' };
  readMembers(cursor, request, requestNames, requestReads);
  if (request.policyStoreId === '') throw new Misread('policyStoreId is required');
  return request;
}

function readBatch(cursor: JsonCursor): (Asked & { readonly text: string })[] {
  const requests = [];
  for (let more = cursor.enterList(); more; more = cursor.nextItem()) {
    const asked: Mutable<Asked> = {};
    const start = cursor.at;
    readMembers(cursor, asked, askedNames, askedReads);
    requests.push({ ...asked, text: cursor.text.slice(start, cursor.at).trim() });
  }
  return requests;
}

function readMembers<Into>(
  cursor: JsonCursor,
  into: Mutable<Into>,
  names: readonly string[],
  reads: readonly Read<Into>[],
): void {
  for (let more = cursor.enterObject(); more; more = cursor.nextMember()) {
    const read = reads[cursor.nameAmong(names)];
    if (cursor.absent()) continue;
    if (read === undefined) cursor.skip();
    else read(cursor, into);
  }
}

const contextMembers = ['contextMap', 'cedarJson'];
const entitiesMembers = ['entityList', 'cedarJson'];

/** A union: exactly one of its members. */
function readContext(cursor: JsonCursor): CedarRecord | string {
  return onlyOf<CedarRecord>(cursor, contextMembers, lazyRecord);
}

function readEntities(cursor: JsonCursor): readonly Entity[] | string {
  return onlyOf<readonly Entity[]>(cursor, entitiesMembers, readEntityList);
}

/** The first member is read by `read`, the second is a text. */
function onlyOf<Typed>(
  cursor: JsonCursor,
  names: readonly string[],
  read: (cursor: JsonCursor) => Typed,
): Typed | string {
  let only: Typed | string | undefined;
  const refuse = `exactly one of ${names.join(' and ')} must be there; leave the whole out where there is nothing`;
  for (let more = cursor.enterObject(); more; more = cursor.nextMember()) {
    const member = cursor.nameAmong(names);
    if (cursor.absent()) continue;
    if (only !== undefined && member >= 0) throw new Misread(refuse);
    if (member === 0) only = read(cursor);
    else if (member === 1) only = cursor.string();
    else cursor.skip();
  }
  if (only === undefined) throw new Misread(refuse);
  return only;
}

function readEntityList(cursor: JsonCursor): Entity[] {
  const entities: Entity[] = [];
  for (let more = cursor.enterList(); more; more = cursor.nextItem()) entities.push(readEntity(cursor));
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
  if (uid === undefined) throw new Misread('identifier is required');
  if (isActionType(uid.type)) throw new Misread('actions come from the schema and cannot be given; leave them out');
  return new Entity(uid, parents, attributes, tags);
}

const nobody: readonly EntityUid[] = [];

function readParents(cursor: JsonCursor): EntityUid[] {
  const parents: EntityUid[] = [];
  for (let more = cursor.enterList(); more; more = cursor.nextItem()) parents.push(readIdentifier(cursor));
  return parents;
}
