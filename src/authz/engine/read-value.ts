import type { Attribute, CedarType, RecordType, Schema } from './schema.ts';
import { below, Misread } from './misread.ts';
import { isTypeName } from './names.ts';
import { isInstance } from './plain-fields.ts';
import { called, inWords, scalar } from './scalar.ts';
import { wellFormed } from './well-formed.ts';
import { CedarRecord, CedarSet, EntityUid, typeOf, type Value } from './values.ts';

type Parts = Readonly<Record<string, unknown>>;

/**
 * Reads values of Cedar's JSON form: plain JSON, `{"__entity": {type, id}}` and `{"__extn": {fn, arg}}`; longs beyond
 * 2^53 as bigints. With a schema a bare `{type, id}` is an entity and a bare text a decimal, where the schema says so,
 * and what the schema does not allow is refused. Throws a Misread.
 */
export class ValueReader {
  readonly schema: Schema | undefined;

  constructor(schema: Schema | undefined) {
    this.schema = schema;
  }

  /** A context: a record, while an entity or a call that stands for the whole is none. */
  context(json: unknown, type?: RecordType): CedarRecord {
    const other = isParts(json) ? this.escaped(json, undefined) : undefined;
    if (other !== undefined)
      throw new Misread({
        en: `a context is a record, not ${typeOf(other)}`,
        ja: `コンテキストはレコードです。${typeOf(other)} ではありません`,
      });
    return this.record(json, type);
  }

  /** Attributes or what is inside a context; without a type anything goes. */
  record(json: unknown, type?: RecordType): CedarRecord {
    const record = this.fields(json, (name) => (type === undefined ? undefined : declared(name, type)));
    if (type !== undefined) requireAll(type, record);
    return record;
  }

  /** The fields of an object, each of the type that is expected under its name; without a type anything goes. */
  fields(json: unknown, expected: (name: string) => CedarType | undefined): CedarRecord {
    if (!isParts(json))
      throw new Misread({ en: `an object was expected, not ${inWords(json)}`, ja: 'オブジェクトが必要です' });
    const fields = new Map<string, Value>();
    const names = Object.keys(json);
    if (names.length === 0) refuseInstance(json);
    for (const name of names) {
      const value = json[name];
      if (value !== undefined)
        fields.set(
          wellFormed(name),
          below(name, () => this.value(value, expected(name))),
        );
    }
    return new CedarRecord(fields);
  }

  /** One value. */
  value(json: unknown, type?: CedarType): Value {
    const value = typeof json === 'object' ? this.composite(json, type) : scalar(json, type);
    if (type !== undefined && !isOfKind(value, type)) throw mismatch(value, type);
    if (value instanceof EntityUid) this.checkUid(value);
    return value;
  }

  /** The name of an entity, in either of the two forms. */
  uid(json: unknown): EntityUid {
    const uid = (isParts(json) ? uidOf(json['__entity']) : undefined) ?? uidOf(json);
    if (uid === undefined)
      throw new Misread({
        en: 'an entity was expected, as {"type": "User", "id": "alice"}',
        ja: 'エンティティが必要です。{"type": "User", "id": "alice"} のように書いてください',
      });
    return this.checkUid(uid);
  }

  private composite(json: unknown, type: CedarType | undefined): Value {
    if (json === null)
      throw new Misread({
        en: 'null is no value in Cedar; leave the attribute out',
        ja: 'Cedar に null という値はありません。属性ごと省いてください',
      });
    if (Array.isArray(json)) {
      const element = type?.kind === 'set' ? type.element : undefined;
      return new CedarSet(this.items(json, element));
    }
    if (!isParts(json))
      throw new Misread({ en: `${inWords(json)} is no value in Cedar`, ja: 'Cedar の値ではありません' });
    return this.escaped(json, type) ?? this.record(json, type?.kind === 'record' ? type : undefined);
  }

  /** Sets may be long, so nothing is made for each item. */
  private items(json: readonly unknown[], element: CedarType | undefined): Value[] {
    const items: Value[] = [];
    try {
      for (const item of json) items.push(this.value(item, element));
      return items;
    } catch (error) {
      if (error instanceof Misread) error.path.unshift(String(items.length));
      throw error;
    }
  }

  /** An entity or a call of an extension function; undefined for a plain record. */
  private escaped(json: Parts, type: CedarType | undefined): Value | undefined {
    const alone = Object.keys(json).length === 1;
    if (alone && '__expr' in json)
      throw new Misread({
        en: '__expr is not supported; write the value itself',
        ja: '__expr は使えません。値そのものを書いてください',
      });
    const uid = escapes(json, '__entity', alone, type?.kind === 'entity')
      .map(uidOf)
      .find(isKnown);
    if (uid !== undefined) return uid;
    const call = escapes(json, '__extn', alone, type?.kind === 'extension').find(isCall);
    return call === undefined ? undefined : this.call(call);
  }

  private call({ fn, arg, args }: Call): Value {
    const values = (args ?? [arg]).map((value) => this.value(value));
    return called(fn, values);
  }

  private checkUid(uid: EntityUid): EntityUid {
    wellFormed(uid.id);
    if (!isTypeName(uid.type))
      throw new Misread({
        en: `${JSON.stringify(uid.type)} is no name of a type`,
        ja: `${JSON.stringify(uid.type)} は型の名前ではありません`,
      });
    const ids = this.schema?.entityTypes.get(uid.type)?.ids;
    if (ids !== undefined && !ids.has(uid.id))
      throw new Misread({
        en: `${uid.written} is none of the entities that the schema names`,
        ja: `${uid.written} はスキーマが列挙するエンティティにありません`,
      });
    return uid;
  }
}

/**
 * Where an entity or a call may stand in an object. Where the schema expects one, the escape may have company or be
 * left out; elsewhere it must stand alone, and the object is a record otherwise.
 */
function escapes(json: Parts, escape: '__entity' | '__extn', alone: boolean, expected: boolean): readonly unknown[] {
  if (expected) return [json[escape], json];
  return alone ? [json[escape]] : [];
}

function declared(name: string, type: RecordType): CedarType {
  const attribute: Attribute | undefined = type.attributes.get(name);
  if (attribute === undefined)
    throw new Misread({
      en: `the schema knows no attribute ${JSON.stringify(name)} here`,
      ja: `スキーマのここに属性 ${JSON.stringify(name)} はありません`,
    });
  return attribute.type;
}

function requireAll({ attributes }: RecordType, record: CedarRecord): void {
  for (const [name, { required }] of attributes) {
    if (required && !record.has(name))
      throw new Misread({
        en: `the attribute ${JSON.stringify(name)} is missing`,
        ja: `必須の属性 ${JSON.stringify(name)} がありません`,
      });
  }
}

/** Whether a value is of a type as far as its outside shows; what is inside was read with the type of the inside. */
function isOfKind(value: Value, type: CedarType): boolean {
  if (type.kind === 'entity') return value instanceof EntityUid && value.type === type.name;
  return typeOf(value) === (type.kind === 'extension' ? type.name : type.kind);
}

function mismatch(value: Value, type: CedarType): Misread {
  const expected = type.kind === 'entity' || type.kind === 'extension' ? type.name : type.kind;
  return new Misread({
    en: `the schema expects ${expected}, not ${typeOf(value)}`,
    ja: `スキーマでは ${expected} ですが、${typeOf(value)} が書かれています`,
  });
}

interface Call {
  readonly fn: string;
  readonly arg?: unknown;
  readonly args?: readonly unknown[];
}

const isCall = (json: unknown): json is Call =>
  isParts(json) && typeof json['fn'] === 'string' && (Array.isArray(json['args']) || 'arg' in json);

function uidOf(json: unknown): EntityUid | undefined {
  if (!isParts(json)) return undefined;
  const { type, id } = json;
  return typeof type === 'string' && typeof id === 'string' ? new EntityUid(type, id) : undefined;
}

const isKnown = <Known>(value: Known | undefined): value is Known => value !== undefined;

/** Here and not asked of another module, since values may hold others as deep as the stack is. */
const isParts = (json: unknown): json is Parts => typeof json === 'object' && json !== null && !Array.isArray(json);

function refuseInstance(json: Parts): void {
  if (!isInstance(json)) return;
  const kind = typeof json.constructor === 'function' ? json.constructor.name : 'unknown';
  throw new Misread({
    en: `an object of the class ${kind} is no value in Cedar; write names and values, a moment as {"__extn": {"fn": "datetime", "arg": "2026-01-31"}}`,
    ja: `クラス ${kind} のオブジェクトは Cedar の値ではありません。名前と値を書いてください。日時は {"__extn": {"fn": "datetime", "arg": "2026-01-31"}} と書きます`,
  });
}
