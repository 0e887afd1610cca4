import { membersOf } from './check.ts';
import { restJson } from './json-form.ts';
import type { Shape } from './schemas.ts';

/** What a lasting value is on the wire, once it was asked for. */
interface Written {
  readonly schema: unknown;
  readonly json: Uint8Array;
}

const written = new WeakMap<object, Written | undefined>();

/**
 * Says of a structure that nobody will ever change it: an operation that answers a list of such writes each of them once,
 * and later answers hold the same bytes. For what is asked for again and again, and kept by whoever answers it.
 */
export function lasting<T extends object>(value: T): Readonly<T> {
  if (!written.has(value)) written.set(value, undefined);
  return value;
}

/** The output of an operation as the JSON of restJson1; all its members stand in the body. */
export function restJsonOf(shape: Shape, output: unknown): string | Uint8Array {
  const members = membersOf(output);
  const lists = Object.values(members).filter(isLasting);
  if (lists.length === 0) return JSON.stringify(restJson.write(shape)(output) ?? {});
  const pieces: Uint8Array[] = [];
  for (const [name, member] of shape.structIterator()) {
    const value = members[name];
    if (value === undefined || value === null) continue;
    const key = JSON.stringify(member.getMergedTraits().jsonName ?? name);
    pieces.push(Buffer.from(`${pieces.length === 0 ? '{' : ','}${key}:`));
    if (isLasting(value)) pieces.push(...listOf(value, member.getValueSchema()));
    else pieces.push(Buffer.from(JSON.stringify(restJson.write(member)(value))));
  }
  return Buffer.concat([...pieces, close]);
}

const [begin, end, close] = [Buffer.from('['), Buffer.from(']'), Buffer.from('}')];

/** A list that is not empty and holds lasting structures alone. */
const isLasting = (value: unknown): value is readonly object[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item: unknown) => typeof item === 'object' && item !== null && written.has(item));

function listOf(items: readonly object[], shape: Shape): Uint8Array[] {
  const schema = shape.getSchema();
  const [first = end, ...others] = items.map((item) => jsonOf(item, shape, schema));
  return [begin, first.subarray(1), ...others, end];
}

/** With a comma before it. */
function jsonOf(item: object, shape: Shape, schema: unknown): Uint8Array {
  const known = written.get(item);
  if (known !== undefined && known.schema === schema) return known.json;
  const json = Buffer.from(`,${JSON.stringify(restJson.write(shape)(item))}`);
  written.set(item, { schema, json });
  return json;
}
