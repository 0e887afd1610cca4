import { quoteHeader } from '@smithy/core/serde';
import { membersOf } from './check.ts';
import { restJson } from './json-form.ts';
import { restJsonOf } from './lasting.ts';
import type { OperationShape, Shape } from './schemas.ts';
import { timeFormatOf, timeFormats } from './times.ts';
import type { WireReply } from './wire.ts';

type Members = Readonly<Record<string, unknown>>;

/** The reply of restJson1: members in headers, status and payload where their traits say so, the others as JSON. */
export function writeRestOutput(operation: OperationShape, output: unknown): WireReply {
  const usual = operation.http?.status ?? 200;
  const bound = boundOf(operation);
  if (bound.length === 0) return { status: usual, headers: json, body: restJsonOf(operation.output, output) };
  const written = restJson.write(operation.output)(output) ?? {};
  const given = membersOf(output);
  const status = bound.find(({ traits }) => traits.httpResponseCode)?.name;
  const code = status === undefined ? usual : Number(given[status] ?? usual);
  const headers = Object.fromEntries(bound.flatMap((member) => headersOf(member, given)));
  return { status: code, ...bodyOf(bound, given, written), headers: { ...json, ...headers } };
}

const json = { 'content-type': 'application/json' };

interface Bound {
  readonly name: string;
  readonly key: string;
  readonly member: Shape;
  readonly traits: ReturnType<Shape['getMergedTraits']>;
}

const known = new WeakMap<OperationShape, readonly Bound[]>();

/** The members that do not stand in the JSON of the body. */
function boundOf(operation: OperationShape): readonly Bound[] {
  const found = known.get(operation);
  if (found !== undefined) return found;
  const members = operation.output.isUnitSchema() ? [] : [...operation.output.structIterator()];
  const bound = members
    .map(([name, member]) => ({ name, member, traits: member.getMergedTraits() }))
    .filter(
      ({ traits }) => traits.httpHeader ?? traits.httpPrefixHeaders ?? traits.httpPayload ?? traits.httpResponseCode,
    )
    .map((member) => ({ ...member, key: member.traits.jsonName ?? member.name }));
  known.set(operation, bound);
  return bound;
}

function headersOf({ name, member, traits }: Bound, given: Members): [string, string][] {
  const value = given[name];
  if (value === undefined || value === null) return [];
  if (traits.httpHeader !== undefined) return [[traits.httpHeader.toLowerCase(), headerText(member, value)]];
  if (traits.httpPrefixHeaders === undefined) return [];
  const prefix = traits.httpPrefixHeaders.toLowerCase();
  return Object.entries(value).map(([key, text]) => [prefix + key.toLowerCase(), clean(String(text))]);
}

function headerText(member: Shape, value: unknown): string {
  if (Array.isArray(value)) {
    const item = member.getValueSchema();
    const texts = value.map((inner) => headerText(item, inner));
    return (item.isTimestampSchema() ? texts : texts.map(quoteHeader)).join(', ');
  }
  if (value instanceof Date) return String(timeFormats[timeFormatOf(member, 'http')].write(value));
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  const text = String(value);
  return member.getMergedTraits().mediaType === undefined ? clean(text) : Buffer.from(text).toString('base64');
}

/** INVARIANT: no value ends a header line. */
const clean = (text: string): string => text.replaceAll(/[^\t\x20-\x7E\x80-\xFF]/g, ' ');

/** The body: the payload member alone, or the JSON without the members that stand elsewhere. */
function bodyOf(bound: readonly Bound[], given: Members, written: unknown): Pick<WireReply, 'body'> {
  const payload = bound.find(({ traits }) => traits.httpPayload);
  if (payload !== undefined) return { body: payloadOf(payload, given[payload.name]) };
  const elsewhere = new Set(bound.map(({ key }) => key));
  return {
    body: JSON.stringify(Object.fromEntries(Object.entries(membersOf(written)).filter(([key]) => !elsewhere.has(key)))),
  };
}

function payloadOf({ member }: Bound, value: unknown): string | Uint8Array {
  if (value === undefined || value === null) return '';
  if (value instanceof Uint8Array || typeof value === 'string') return value;
  return JSON.stringify(restJson.write(member)(value));
}
