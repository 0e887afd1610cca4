import { cedarInJapanese } from './engine/cedar-words.ts';
import { EvaluationError } from './engine/evaluation-error.ts';
import { callExtension } from './engine/extension-functions.ts';
import { JsonCursor } from './engine/json-cursor.ts';
import { Misread } from './engine/misread.ts';
import { typeNameIn } from './engine/type-names.ts';
import { CedarRecord, CedarSet, EntityUid, type Value } from './engine/values.ts';

/** How a kind of value stands in the service's JSON: read it, or pass it over once its form was looked at. */
interface Form {
  readonly kind: string;
  read(cursor: JsonCursor): Value;
  pass(cursor: JsonCursor): unknown;
}

/** The members of `AttributeValue` and `CedarTagValue`, of which each value has exactly one. */
const forms: readonly Form[] = [
  { kind: 'string', read: (cursor) => cursor.string(), pass: (cursor) => cursor.skipString() },
  { kind: 'boolean', read: (cursor) => cursor.boolean(), pass: (cursor) => cursor.boolean() },
  { kind: 'long', read: (cursor) => cursor.long(), pass: (cursor) => cursor.long() },
  { kind: 'entityIdentifier', read: readIdentifier, pass: readIdentifier },
  { kind: 'set', read: readSet, pass: passSet },
  { kind: 'record', read: (cursor) => new CedarRecord(readFields(cursor)), pass: passFields },
  extension('decimal', 'decimal'),
  extension('ipaddr', 'ip'),
  extension('datetime', 'datetime'),
  extension('duration', 'duration'),
];
const kinds = forms.map(({ kind }) => kind);
const beginnings = kinds.map((kind) => `{"${kind}":`);

/** Values are most of what a request holds, so the usual way of writing one is taken at a glance; else undefined. */
function enteredAs(cursor: JsonCursor): Form | undefined {
  for (let place = 0; place < beginnings.length; place++)
    if (cursor.enterUsual(beginnings[place] ?? '')) return forms[place];
  return undefined;
}

/** Made where it is passed over too: it may be none. */
function extension(kind: string, constructor: string): Form {
  const read = (cursor: JsonCursor): Value => made(constructor, cursor);
  return { kind, read, pass: read };
}

/** A map of values that is looked at now and read when a policy asks for one of them. */
export function lazyRecord(cursor: JsonCursor): CedarRecord {
  const { text, at } = cursor;
  passFields(cursor);
  return new CedarRecord(() => readFields(new JsonCursor(text, at)));
}

function readFields(cursor: JsonCursor): ReadonlyMap<string, Value> {
  const fields = new Map<string, Value>();
  for (let more = cursor.enterObject(); more; more = cursor.nextMember()) fields.set(cursor.name(), readValue(cursor));
  return fields;
}

function passFields(cursor: JsonCursor): void {
  for (let more = cursor.enterObject(); more; more = cursor.nextMember()) {
    cursor.nameAmong([]);
    passValue(cursor);
  }
}

function readSet(cursor: JsonCursor): CedarSet {
  const items: Value[] = [];
  for (let more = cursor.enterList(); more; more = cursor.nextItem()) items.push(readValue(cursor));
  return new CedarSet(items);
}

function passSet(cursor: JsonCursor): void {
  for (let more = cursor.enterList(); more; more = cursor.nextItem()) passValue(cursor);
}

/** A value that was passed over before, so that it has one kind. */
function readValue(cursor: JsonCursor): Value {
  let value: Value = false;
  let usual = enteredAs(cursor);
  for (let more = usual !== undefined || cursor.enterObject(); more; more = cursor.nextMember()) {
    const form = usual ?? forms[cursor.nameAmong(kinds)];
    usual = undefined;
    if (!cursor.absent()) value = form?.read(cursor) ?? false;
  }
  return value;
}

function passValue(cursor: JsonCursor): void {
  let found = false;
  let usual = enteredAs(cursor);
  for (let more = usual !== undefined || cursor.enterObject(); more; more = cursor.nextMember()) {
    const form = usual ?? forms[cursor.nameAmong(kinds)];
    usual = undefined;
    if (cursor.absent()) continue;
    if (form === undefined || found)
      throw new Misread({
        en: `a value is of exactly one of the kinds ${kinds.join(', ')}`,
        ja: `値の種類は ${kinds.join('、')} のどれか 1 つだけです`,
      });
    found = true;
    form.pass(cursor);
  }
  if (!found)
    throw new Misread({
      en: 'a value is written with its kind, as {"string": "…"}',
      ja: '値は {"string": "…"} のように種類とともに書いてください',
    });
}

/** The members of a name, and the text around type and id as programs write it: without space, in this order. */
interface UidForm {
  readonly members: readonly [type: string, id: string];
  readonly before: string;
  readonly between: string;
}

const uidForm = (...members: UidForm['members']): UidForm => ({
  members,
  before: `{"${members[0]}":"`,
  between: `","${members[1]}":"`,
});
const entityForm = uidForm('entityType', 'entityId');
const actionForm = uidForm('actionType', 'actionId');

/** `{"entityType": "User", "entityId": "alice"}` */
export function readIdentifier(cursor: JsonCursor): EntityUid {
  return readUsualUid(cursor, entityForm) ?? readUid(cursor, entityForm.members);
}

/** `{"actionType": "Action", "actionId": "view"}` */
export function readAction(cursor: JsonCursor): EntityUid {
  return readUsualUid(cursor, actionForm) ?? readUid(cursor, actionForm.members);
}

/** Names are a third of what a request holds, so the usual way of writing one is taken at a glance; else undefined. */
function readUsualUid(cursor: JsonCursor, { before, between }: UidForm): EntityUid | undefined {
  const { text, at } = cursor;
  if (!text.startsWith(before, at)) return undefined;
  const typeStart = at + before.length;
  const typeEnd = text.indexOf('"', typeStart);
  if (!text.startsWith(between, typeEnd)) return undefined;
  const idStart = typeEnd + between.length;
  const idEnd = cursor.plainEnd(idStart);
  if (idEnd < 0 || text[idEnd + 1] !== '}') return undefined;
  const type = typeNameIn(text, typeStart, typeEnd);
  if (type === undefined) return undefined;
  cursor.at = idEnd + 2;
  return new EntityUid(type, text.slice(idStart, idEnd));
}

function readUid(cursor: JsonCursor, members: readonly string[]): EntityUid {
  let type: string | undefined;
  let id: string | undefined;
  for (let more = cursor.enterObject(); more; more = cursor.nextMember()) {
    const member = cursor.nameAmong(members);
    if (member === 0) type = readType(cursor);
    else if (member === 1) id = cursor.string();
    else cursor.skip();
  }
  if (type !== undefined && id !== undefined) return new EntityUid(type, id);
  throw new Misread({
    en: `${members[type === undefined ? 0 : 1]} is required`,
    ja: `${members[type === undefined ? 0 : 1]} を指定してください`,
  });
}

function readType(cursor: JsonCursor): string {
  const before = cursor.at;
  cursor.skipString();
  const start = cursor.text.indexOf('"', before) + 1;
  const type = typeNameIn(cursor.text, start, cursor.at - 1);
  if (type !== undefined) return type;
  cursor.at = before;
  throw new Misread({
    en: 'this is no name of a type; name types as Cedar does: User, Shop::Order',
    ja: '型の名前ではありません。User や Shop::Order のように書いてください',
  });
}

function made(constructor: string, cursor: JsonCursor): Value {
  const before = cursor.at;
  try {
    return callExtension(constructor, [cursor.string()]);
  } catch (error) {
    cursor.at = before;
    if (!(error instanceof EvaluationError)) throw error;
    throw new Misread({ en: error.message, ja: cedarInJapanese(error.message) });
  }
}
