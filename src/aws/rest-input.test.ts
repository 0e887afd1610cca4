import { NormalizedSchema } from '@smithy/core/schema';
import { expect, test } from 'vitest';
import { madeShape } from './made-shape.contract.ts';
import { Malformed } from './malformed.ts';
import { readRestInput } from './rest-input.ts';
import type { WireRequest } from './wire.ts';

// What clients of the SDK never send, and therefore `rest-bindings.test.ts` does not.

const [string, number, blob, stringMap, listMap] = [0, 1, 21, 128, () => [2, 'com.example', 'Lists', 0, string, 64]];

/** The input of an operation with these members at this path. */
function read(members: Readonly<Record<string, unknown>>, sent: Partial<WireRequest> & { text?: string }, path = '/') {
  const input = madeShape(members);
  const http = { method: 'PUT', path, status: 200 };
  const { text = '', ...request } = sent;
  return readRestInput(
    { operation: { name: 'Put', input, output: NormalizedSchema.of('unit'), http }, labels: {} },
    { method: 'PUT', path, query: '', headers: {}, rawHeaders: [], body: Buffer.from(text), ...request },
  );
}

test('a member that stands in query or header is not taken from the body', () => {
  const members = { Name: string, Most: [number, { httpQuery: 'most' }], Tag: [string, { httpHeader: 'X-Tag' }] };
  const text = '{"Name": "a", "Most": 5, "Tag": "body"}';
  expect(read(members, { text })).toEqual({ Name: 'a' });
  expect(read(members, { text, query: 'most=7', headers: { 'x-tag': 'header' } })).toEqual({
    Name: 'a',
    Most: 7,
    Tag: 'header',
  });
});

test('a body that nothing is read from may hold anything', () => {
  expect(read({ Most: [number, { httpQuery: 'most' }] }, { query: 'most=7', text: 'no JSON' })).toEqual({ Most: 7 });
  expect(() => read({ Name: string }, { text: 'no JSON' })).toThrow(Malformed);
  expect(() => read({ Name: string }, { text: '["no object"]' })).toThrow('The body must be a JSON object.');
});

test('a payload of text or bytes is the body as it is, and an empty text is none', () => {
  expect(read({ Text: [string, { httpPayload: 1 }] }, { text: '{"Text": "火"}' })).toEqual({ Text: '{"Text": "火"}' });
  expect(read({ Text: [string, { httpPayload: 1 }] }, { text: 'a' })).toEqual({ Text: 'a' });
  expect(read({ Text: [string, { httpPayload: 1 }] }, {})).toEqual({});
  expect(read({ Bytes: [blob, { httpPayload: 1 }] }, { text: 'a' })).toEqual({ Bytes: Buffer.from('a') });
});

test('the rest of the query is what neither the path nor another member has taken', () => {
  const query = 'list-type=2&most=7&colour=blue&colour=red';
  const most = { Most: [number, { httpQuery: 'most' }] };
  const ask = (map: unknown) =>
    read({ ...most, Rest: [map, { httpQueryParams: 1 }] }, { query }, '/things?list-type=2');
  expect(ask(stringMap)).toEqual({ Most: 7, Rest: { colour: 'blue' } });
  expect(ask(listMap)).toEqual({ Most: 7, Rest: { colour: ['blue', 'red'] } });
});
