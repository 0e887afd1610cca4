import type { IncomingHttpHeaders } from 'node:http';
import { splitEvery, splitHeader } from '@smithy/core/serde';
import { isPlain, membersOf } from './check.ts';
import { restJson } from './json-form.ts';
import { Malformed } from './malformed.ts';
import { parseJson } from './parse-json.ts';
import type { Route } from './rest-routes.ts';
import type { OperationShape, Shape } from './schemas.ts';
import { headerText, queryText, type FromText } from './text-values.ts';
import { formDecoded, headerOf, pairsOf, type WireRequest } from './wire.ts';

/** Puts the input of a restJson1 request together from its path, query, headers and body. Throws `Malformed`. */
export function readRestInput({ operation, labels }: Route, request: WireRequest): Record<string, unknown> {
  const members = bindingsOf(operation);
  const source: Source = {
    labels,
    headers: request.headers,
    query: pairsOf(request.query, formDecoded),
    body: request.body,
  };
  const input = members.hasBody ? bodyOf(operation.input, request.body) : {};
  for (const { name, read } of members.bound) {
    const value = read(source);
    if (value === undefined) delete input[name];
    else input[name] = value;
  }
  return input;
}

interface Source {
  readonly labels: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly query: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** A member that stands elsewhere than in the JSON of the body. */
interface Bound {
  readonly name: string;
  readonly read: (source: Source) => unknown;
}

interface Bindings {
  readonly bound: readonly Bound[];
  /** Whether the body is JSON of the other members. */
  readonly hasBody: boolean;
}

function bodyOf(shape: Shape, body: Uint8Array): Record<string, unknown> {
  const json = parseJson(body) ?? {};
  if (!isPlain(json)) throw new Malformed('The body must be a JSON object.');
  return { ...membersOf(restJson.read(shape)(json)) };
}

const known = new WeakMap<OperationShape, Bindings>();

function bindingsOf(operation: OperationShape): Bindings {
  const found = known.get(operation);
  if (found !== undefined) return found;
  const members = operation.input.isUnitSchema() ? [] : [...operation.input.structIterator()];
  const demanded = new Set(pairsOf(operation.http?.path.split('?')[1] ?? '', formDecoded).map(([name]) => name));
  const named = new Set(members.flatMap(([, member]) => member.getMergedTraits().httpQuery ?? []));
  const taken = new Set([...demanded, ...named]);
  const bound = members.flatMap(([name, member]) => {
    const read = readerOf(name, member, taken);
    return read === undefined ? [] : [{ name, read }];
  });
  const made = { bound, hasBody: bound.length < members.length }; // beside a payload every member is bound
  known.set(operation, made);
  return made;
}

/** How a member is read that its traits bind to a place; nothing for a member of the body. */
function readerOf(name: string, member: Shape, taken: ReadonlySet<string>): Bound['read'] | undefined {
  const { httpLabel, httpQuery, httpQueryParams, httpHeader, httpPrefixHeaders, httpPayload } =
    member.getMergedTraits();
  if (httpLabel) return single(queryText(member), ({ labels }) => labels[name]);
  if (httpQuery !== undefined) return fromQuery(member, httpQuery);
  if (httpQueryParams) return fromWholeQuery(member, taken);
  if (httpHeader !== undefined) return fromHeader(member, httpHeader.toLowerCase());
  if (httpPrefixHeaders !== undefined) return fromHeaders(httpPrefixHeaders.toLowerCase());
  if (httpPayload) return fromPayload(member);
  return undefined;
}

function single(read: FromText, of: (source: Source) => string | undefined): Bound['read'] {
  return (source) => {
    const text = of(source);
    return text === undefined ? undefined : read(text);
  };
}

function fromQuery(member: Shape, key: string): Bound['read'] {
  if (!member.isListSchema())
    return single(queryText(member), ({ query }) => query.find(([name]) => name === key)?.[1]);
  const item = queryText(member.getValueSchema());
  return ({ query }) => {
    const all = query.filter(([name]) => name === key);
    return all.length === 0 ? undefined : all.map(([, text]) => item(text));
  };
}

/** Every parameter that no other member has taken. */
function fromWholeQuery(member: Shape, taken: ReadonlySet<string>): Bound['read'] {
  const many = member.getValueSchema().isListSchema();
  return ({ query }) => {
    const rest = query.filter(([name]) => !taken.has(name));
    const names = [...new Set(rest.map(([name]) => name))];
    if (names.length === 0) return undefined;
    const all = (name: string) => rest.filter(([other]) => other === name).map(([, value]) => value);
    return Object.fromEntries(names.map((name) => [name, many ? all(name) : all(name)[0]]));
  };
}

function fromHeader(member: Shape, header: string): Bound['read'] {
  if (!member.isListSchema()) return single(headerText(member), ({ headers }) => headerOf(headers, header));
  const item = headerText(member.getValueSchema());
  // A date in a header holds one comma of its own.
  const cut = member.getValueSchema().isTimestampSchema() ? (text: string) => splitEvery(text, ',', 2) : splitHeader;
  return ({ headers }) => {
    const text = headerOf(headers, header);
    return text === undefined ? undefined : cut(text).map((part) => item(part.trim()));
  };
}

function fromHeaders(prefix: string): Bound['read'] {
  return ({ headers }) => {
    const names = Object.keys(headers).filter((name) => name.startsWith(prefix));
    if (names.length === 0) return undefined;
    return Object.fromEntries(names.map((name) => [name.slice(prefix.length), headerOf(headers, name) ?? '']));
  };
}

function fromPayload(member: Shape): Bound['read'] {
  if (member.isBlobSchema()) return ({ body }) => body;
  if (member.isStringSchema()) return ({ body }) => (body.length === 0 ? undefined : new TextDecoder().decode(body));
  return ({ body }) => {
    const json = parseJson(body);
    return json === undefined ? undefined : restJson.read(member)(json);
  };
}
