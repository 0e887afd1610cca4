import { Datetime } from './datetime.ts';
import { Decimal } from './decimal.ts';
import { Duration } from './duration.ts';
import type { IpAddress } from './ip-address.ts';
import { CedarRecord, CedarSet, EntityUid, type Extension, type Value } from './values.ts';

/** A value as a policy writes it. */
export function writeValue(value: Value): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object') return String(value);
  if (value instanceof EntityUid) return `${value.type}::${quoted(value.id)}`;
  if (value instanceof CedarSet) return `[${value.items.map(writeValue).join(', ')}]`;
  if (value instanceof CedarRecord)
    return `{${[...value.fields].map(([name, field]) => `${quoted(name)}: ${writeValue(field)}`).join(', ')}}`;
  const { fn, arg } = callOf(value);
  return `${fn}(${quoted(arg)})`;
}

/** A value in Cedar's JSON form, as entities and contexts hold it; whole numbers beyond 2^53 as bigints. */
export function valueJson(value: Value): unknown {
  if (typeof value !== 'object') return value;
  if (value instanceof EntityUid) return { __entity: { type: value.type, id: value.id } };
  if (value instanceof CedarSet) return value.items.map(valueJson);
  if (value instanceof CedarRecord)
    return Object.fromEntries([...value.fields].map(([name, field]) => [name, valueJson(field)]));
  return { __extn: callOf(value) };
}

/** A text as Cedar's grammar has it: what steers is written by its number. */
export const quoted = (text: string): string =>
  `"${text.replaceAll(/["\\]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (letter) =>
    letter === '"' || letter === '\\' ? `\\${letter}` : `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`,
  )}"`;

/** The call that makes an extension value. */
function callOf(value: Extension): { readonly fn: string; readonly arg: string } {
  if (value instanceof Decimal) return { fn: 'decimal', arg: decimalText(value.parts) };
  if (value instanceof Duration) return { fn: 'duration', arg: `${value.milliseconds}ms` };
  if (value instanceof Datetime) return { fn: 'datetime', arg: datetimeText(value.milliseconds) };
  return { fn: 'ip', arg: addressText(value) };
}

function decimalText(parts: bigint): string {
  const digits = (parts < 0n ? -parts : parts).toString().padStart(5, '0');
  return `${parts < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** In UTC; datetimes that were computed beyond what can be written have no text, and their nearest one is given. */
function datetimeText(milliseconds: bigint): string {
  const [first, last] = [-62_167_219_200_000n, 253_402_300_799_999n];
  const within = milliseconds < first ? first : milliseconds > last ? last : milliseconds;
  return new Date(Number(within)).toISOString();
}

function addressText({ version, address, prefix }: IpAddress): string {
  const [count, width] = version === 4 ? [4, 8n] : [8, 16n];
  const parts = Array.from(
    { length: count },
    (_, place) => (address >> (width * BigInt(count - 1 - place))) & ((1n << width) - 1n),
  );
  const text = parts.map((part) => part.toString(version === 4 ? 10 : 16)).join(version === 4 ? '.' : ':');
  return prefix === count * Number(width) ? text : `${text}/${prefix}`;
}
