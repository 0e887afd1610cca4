import { EvaluationError } from './evaluation-error.ts';
import type { Datetime } from './datetime.ts';
import type { Decimal } from './decimal.ts';
import type { Duration } from './duration.ts';
import type { IpAddress } from './ip-address.ts';
import type { Long } from './whole.ts';

/** What an expression of Cedar comes to, and what attributes, tags and context hold. */
export type Value = boolean | Long | string | EntityUid | CedarSet | CedarRecord | Extension;

/** The values that only functions make: `decimal("1.0")`, `ip("10.0.0.0/8")`. Equal when `canonical` is. */
export type Extension = Decimal | IpAddress | Datetime | Duration;

export const isLong = (value: Value): value is Long => typeof value === 'number' || typeof value === 'bigint';

/** The name of an entity; the entity itself may not be known. */
export class EntityUid {
  readonly type: string;
  readonly id: string;

  constructor(type: string, id: string) {
    this.type = type;
    this.id = id;
  }

  /** Whether both are the name of one entity. */
  is(other: EntityUid): boolean {
    return this === other || (this.id === other.id && this.type === other.type);
  }

  /** One text for one name: a type holds no quotation mark. Made anew each time. */
  get key(): string {
    return `${this.type}::"${this.id}"`;
  }

  /** As Cedar writes it. */
  get written(): string {
    return `${this.type}::${JSON.stringify(this.id)}`;
  }
}

/** Sets smaller than this are searched one by one. */
const few = 16;

/** A set: neither order nor repetition matter. */
export class CedarSet {
  readonly items: readonly Value[];
  /** Items that are alike are equal, where they are no objects; of the others the texts. */
  private plain: ReadonlySet<Value> | undefined;
  private others: ReadonlySet<string> | undefined;
  private written: string | undefined;

  constructor(items: readonly Value[]) {
    this.items = items;
  }

  has(value: Value): boolean {
    if (this.items.length < few) return this.items.some((item) => equal(item, value));
    if (typeof value !== 'object') return (this.plain ??= new Set(this.items)).has(value);
    this.others ??= new Set(this.items.filter((item) => typeof item === 'object').map(canonical));
    return this.others.has(canonical(value));
  }

  hasAll(others: CedarSet): boolean {
    return others.items.every((item) => this.has(item));
  }

  hasAny(others: CedarSet): boolean {
    return others.items.some((item) => this.has(item));
  }

  /** Kept, since sets of sets would otherwise be written anew for each comparison. */
  get canonical(): string {
    this.written ??= `[${[...new Set(this.items.map(canonical))].toSorted().join()}]`;
    return this.written;
  }
}

/** JSON whose values are all booleans, texts and safe whole numbers, and so are values of Cedar as they stand. */
export type PlainFields = Readonly<Record<string, boolean | string | number>>;
type Fields = ReadonlyMap<string, Value>;

/**
 * A record: values by name. Plain JSON is not copied, and what comes as a function is read when it is first asked:
 * most of what a request brings is looked at by no policy.
 */
export class CedarRecord {
  private readonly plain: PlainFields | undefined;
  private readonly read: (() => Fields) | undefined;
  private map: Fields | undefined;

  constructor(fields: Fields | PlainFields | (() => Fields)) {
    this.plain = undefined;
    this.read = undefined;
    this.map = undefined;
    if (fields instanceof Map) this.map = fields;
    else if (isReader(fields)) this.read = fields;
    else if (isPlain(fields)) this.plain = fields;
  }

  get(name: string): Value | undefined {
    const { map } = this;
    if (map !== undefined) return map.get(name);
    if (this.plain === undefined) return this.fields.get(name);
    return Object.hasOwn(this.plain, name) ? this.plain[name] : undefined;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  get fields(): Fields {
    this.map ??= this.read?.() ?? new Map(Object.entries(this.plain ?? {}));
    return this.map;
  }

  get canonical(): string {
    const names = [...this.fields].map(([name, value]) => `${JSON.stringify(name)}:${canonical(value)}`);
    return `{${names.toSorted().join()}}`;
  }
}

const isReader = (fields: object): fields is () => Fields => typeof fields === 'function';
const isPlain = (fields: object): fields is PlainFields => !(fields instanceof Map) && typeof fields === 'object';

export const emptyRecord = new CedarRecord(new Map());

/** Cedar's `==`: of different types nothing is equal, and nothing is an error. */
export function equal(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  if (left instanceof EntityUid) return right instanceof EntityUid && left.is(right);
  if (left instanceof CedarRecord) return right instanceof CedarRecord && sameFields(left, right);
  return left.constructor === right.constructor && canonical(left) === canonical(right);
}

function sameFields({ fields }: CedarRecord, other: CedarRecord): boolean {
  if (fields.size !== other.fields.size) return false;
  for (const [name, value] of fields) {
    const counterpart = other.get(name);
    if (counterpart === undefined || !equal(value, counterpart)) return false;
  }
  return true;
}

/** One text for one value: equal values have equal texts, others have others. */
export function canonical(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object') return String(value);
  if (value instanceof EntityUid) return value.written;
  return value.canonical;
}

/** The type of a value in Cedar's words. */
export function typeOf(value: Value): string {
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'string';
  if (isLong(value)) return 'long';
  if (value instanceof EntityUid) return `entity of type ${value.type}`;
  if (value instanceof CedarSet) return 'set';
  return value instanceof CedarRecord ? 'record' : value.type;
}

/** How Cedar names the type of every entity where it expects one. */
const anyEntity = '(entity of type `any_entity_type`)';
const expectations = {
  entity: anyEntity,
  'record or entity': `one of [record, ${anyEntity}]`,
  'set or entity': `one of [set, ${anyEntity}]`,
  comparable: 'one of [long, datetime, duration]',
} as const;
export type Expected = keyof typeof expectations | 'bool' | 'string' | 'long' | 'set' | ExtensionType;
type ExtensionType = 'decimal' | 'ipaddr' | 'datetime' | 'duration';

/** The error of a value that is not of the type that an operator takes, in Cedar's words. */
export function wrongType(expected: Expected, value: Value): EvaluationError {
  const wanted = isNamed(expected) ? expectations[expected] : expected;
  const got = value instanceof EntityUid ? `(entity of type \`${value.type}\`)` : typeOf(value);
  return new EvaluationError('type', `type error: expected ${wanted}, got ${got}`);
}

const isNamed = (expected: Expected): expected is keyof typeof expectations => expected in expectations;
