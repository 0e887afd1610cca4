import { isJsonObject, type JsonObject } from '#kernel';
import type { CedarType, RecordType } from './schema.ts';
import type { PlainFields } from './values.ts';

/** Whether JSON is plain and just what the type expects, so that it need not be read. */
export function isPlainFields(json: unknown, type: RecordType | undefined): json is PlainFields {
  if (!isBare(json)) return false;
  let required = type?.required ?? 0;
  for (const name in json) {
    const kind = plainKindOf(name, json[name]);
    if (kind === undefined) return false;
    if (type === undefined) continue;
    const attribute = type.attributes.get(name);
    if (attribute?.type.kind !== kind) return false;
    if (attribute.required) required -= 1;
  }
  return required === 0;
}

const isBare = (json: unknown): json is JsonObject => isJsonObject(json) && !isInstance(json);

function plainKindOf(name: string, value: unknown): CedarType['kind'] | undefined {
  if (!name.isWellFormed()) return undefined;
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return value.isWellFormed() ? 'string' : undefined;
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? 'long' : undefined;
}

/** True for what a class made. A `Date` or a `Map` has no names, and would be an empty record without a word. */
export function isInstance(json: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(json);
  return prototype !== null && prototype !== Object.prototype && !isRoot(prototype);
}

/** True for the `Object.prototype` of another realm: test runners such as Jest give their tests globals of their own. */
const isRoot = (prototype: unknown): boolean =>
  typeof prototype === 'object' &&
  prototype !== null &&
  Object.getPrototypeOf(prototype) === null &&
  Object.hasOwn(prototype, 'isPrototypeOf');
