import { AwsRestJsonProtocol } from '@aws-sdk/core/protocols';
import { operation as operationSchema } from '@smithy/core/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { namespace, structure } from './made-shape.contract.ts';
import restJson1 from './protocols/rest-json-1.ts';
import { readSchemas } from './schemas.ts';
import type { WireReply, WireRequest } from './wire.ts';

// A service that binds members in every way that restJson1 knows; the services in use bind few. The peer is the SDK's
// own protocol for clients.

const [string, number, boolean, blob, time, isoTime, httpTime] = [0, 1, 2, 21, 4, 5, 6];
const [stringList, timeList, stringMap] = [64 | 0, 64 | 4, 128 | 0];

const Inner$ = structure('Inner', { Name: [string, { jsonName: 'name' }], At: time, IsoAt: isoTime, Bytes: blob });
const Choice$ = [4, namespace, 'Choice', 0, ['Left', 'Right'], [string, () => Inner$]];
const SparseList$ = [1, namespace, 'SparseList', { sparse: 1 }, string];

const Everywhere$ = structure(
  'Everywhere',
  {
    Label: [string, 1],
    Count: [number, { httpLabel: 1 }],
    Since: [time, { httpQuery: 'since' }],
    Until: [httpTime, { httpQuery: 'until' }],
    Only: [boolean, { httpQuery: 'only' }],
    Keys: [stringList, { httpQuery: 'key' }],
    Rest: [stringMap, { httpQueryParams: 1 }],
    Header: [string, { httpHeader: 'X-Text' }],
    Sent: [time, { httpHeader: 'X-Sent' }],
    Days: [timeList, { httpHeader: 'X-Days' }],
    Words: [stringList, { httpHeader: 'X-Words' }],
    Json: [[0, namespace, 'JsonText', { mediaType: 'application/json' }, 0], { httpHeader: 'X-Json' }],
    Labels: [stringMap, { httpPrefixHeaders: 'X-Label-' }],
    Inner: [() => Inner$, { jsonName: 'inner' }],
    Choice: () => Choice$,
    Sparse: () => SparseList$,
    Anything: 15,
  },
  2,
);
const Told$ = structure('Told', {
  Code: [number, { httpResponseCode: 1 }],
  Header: [string, { httpHeader: 'X-Text' }],
  Sent: [time, { httpHeader: 'X-Sent' }],
  Words: [stringList, { httpHeader: 'X-Words' }],
  Labels: [stringMap, { httpPrefixHeaders: 'X-Label-' }],
  Inner: [() => Inner$, { jsonName: 'inner' }],
  Choice: () => Choice$,
});
const PathIn$ = structure('PathIn', { Path: [string, 1], Inner: [() => Inner$, 16] }, 1);
const BytesIn$ = structure('BytesIn', { Bytes: [blob, 16] });
const BytesOut$ = structure('BytesOut', { Bytes: [blob, 16], Header: [string, { httpHeader: 'X-Text' }] });

const operation = (name: string, http: [string, string, number], input: unknown, output: unknown) => [
  9,
  namespace,
  name,
  { http },
  () => input,
  () => output,
];
const operations = {
  Everywhere$: operation('Everywhere', ['PUT', '/things/{Label}/{Count}', 201], Everywhere$, Told$),
  GetTree$: operation('GetTree', ['POST', '/things/{Path+}', 200], PathIn$, PathIn$),
  GetSpecial$: operation('GetSpecial', ['POST', '/things/special', 200], 'unit', 'unit'),
  GetAcl$: operation('GetAcl', ['POST', '/things/special?acl', 200], 'unit', 'unit'),
  PutBytes$: operation('PutBytes', ['POST', '/bytes', 200], BytesIn$, BytesOut$),
};

class ExampleClient {
  readonly config = {
    protocol: new AwsRestJsonProtocol({ defaultNamespace: namespace, errorTypeRegistries: [] }),
    protocolSettings: { defaultNamespace: namespace, serviceTarget: 'Example', version: '1' },
  };
}
const service = readSchemas('example', { ...operations, ExampleClient });
const { protocol: client } = new ExampleClient().config;
type Arguments = Parameters<typeof client.serializeRequest>;
const context = z
  .custom<Parameters<typeof client.deserializeResponse>[1] & Arguments[2]>()
  .parse({ endpoint: async () => ({ url: new URL('http://127.0.0.1/') }) });
const Schema = z.tuple([
  z.literal(9),
  z.string(),
  z.string(),
  z.custom<{ http: [string, string, number] }>(),
  z.custom<Parameters<typeof operationSchema>[3]>(),
  z.custom<Parameters<typeof operationSchema>[4]>(),
]);
const schemaOf = (name: keyof typeof operations): Arguments[0] => {
  const [, space, operationName, traits, input, output] = Schema.parse(operations[name]);
  return z.custom<Arguments[0]>().parse(operationSchema(space, operationName, traits, input, output));
};

async function sent(name: keyof typeof operations, input: object): Promise<WireRequest> {
  const { method, path, query, headers, body } = await client.serializeRequest(schemaOf(name), input, context);
  const pairs = Object.entries(query ?? {}).flatMap(([key, values]) =>
    [values ?? ''].flat().map((value): [string, string] => [key, value]),
  );
  return {
    method,
    path,
    query: new URLSearchParams(pairs).toString(),
    headers,
    rawHeaders: Object.entries(headers).flat(),
    body: typeof body === 'string' ? Buffer.from(body) : (body ?? new Uint8Array()),
  };
}

function received(request: WireRequest): unknown {
  const asked = restJson1.ask(service, request);
  return [asked.operation?.name, asked.read()];
}

function answered(name: string, output: object): WireReply {
  const found = service.operations.get(name);
  if (found === undefined) throw new Error(name);
  return restJson1.answer({ service, operation: found, output, requestId: 'r' });
}

async function understood(name: keyof typeof operations, { status, headers, body }: WireReply): Promise<unknown> {
  const reply = {
    statusCode: status,
    headers: { ...headers },
    body: typeof body === 'string' ? Buffer.from(body) : body,
  };
  const { $metadata: _, ...output } = await client.deserializeResponse(
    schemaOf(name),
    context,
    z.custom<Parameters<typeof client.deserializeResponse>[2]>().parse(reply),
  );
  return output;
}

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((value) => !/^\.+$/.test(value));
const headerText = fc.stringMatching(/^[!-~]([ -~]{0,8}[!-~])?$/);
const word = fc.stringMatching(/^[A-Za-z0-9,"]{1,6}$/);
const label = fc.stringMatching(/^[a-z]{1,6}$/);
const seconds = fc.integer({ min: 0, max: 4e9 }).map((value) => new Date(value * 1000));
const inner = fc.record(
  { Name: text, At: seconds, IsoAt: seconds, Bytes: fc.uint8Array({ minLength: 1, maxLength: 9 }) },
  { requiredKeys: [] },
);
const choice = fc.oneof(fc.record({ Left: text }), fc.record({ Right: inner }));
const inHeaders = {
  Header: headerText,
  Sent: seconds,
  Words: fc.array(word, { minLength: 1, maxLength: 4 }),
  Labels: fc.dictionary(label, headerText, { minKeys: 1, maxKeys: 3 }),
  Inner: inner,
  Choice: choice,
};
const everywhere = fc.record(
  {
    ...inHeaders,
    Label: text,
    Count: fc.integer(),
    Since: seconds,
    Until: seconds,
    Only: fc.boolean(),
    Keys: fc.array(text, { minLength: 1, maxLength: 3 }),
    Rest: fc.dictionary(label, text, { minKeys: 1, maxKeys: 3 }),
    Days: fc.array(seconds, { minLength: 1, maxLength: 3 }),
    Json: fc.jsonValue().map((value) => JSON.stringify(value)),
    Sparse: fc.array(fc.option(text), { maxLength: 3 }),
    Anything: fc.jsonValue().filter((value) => value !== null),
  },
  { requiredKeys: ['Label', 'Count'] },
);

const plainValue = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, inside: unknown) =>
      inside instanceof Uint8Array ? Buffer.from(inside).toString('hex') : inside,
    ),
  );

describe('members bound to path, query, headers and body', () => {
  it('are read as the client sent them', async () => {
    await fc.assert(
      fc.asyncProperty(everywhere, async (input) => {
        fc.pre(Object.keys(input.Rest ?? {}).every((name) => !['since', 'until', 'only', 'key'].includes(name)));
        expect(plainValue(received(await sent('Everywhere$', input)))).toEqual(plainValue(['Everywhere', input]));
      }),
      { numRuns: 100 },
    );
  });

  it('are written as the client reads them, with the status among them', async () => {
    const told = fc.record({ ...inHeaders, Code: fc.integer({ min: 200, max: 299 }) }, { requiredKeys: ['Code'] });
    await fc.assert(
      fc.asyncProperty(told, async (output) => {
        const reply = answered('Everywhere', output);
        expect(reply.status).toBe(output.Code);
        expect(plainValue(await understood('Everywhere$', reply))).toEqual(plainValue({ Labels: {}, ...output }));
      }),
      { numRuns: 100 },
    );
    expect(answered('Everywhere', {}).status).toBe(201);
  });

  it('never end a header line, whatever is answered', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (value) => {
        const { headers } = answered('Everywhere', { Header: value, Labels: { a: value }, Words: [value] });
        return !/[\r\n\0]/.test(Object.values(headers).join(''));
      }),
    );
  });
});

describe('a payload', () => {
  it('is the whole body: bytes as they are, a structure as its own JSON', async () => {
    const Bytes = new Uint8Array([0, 255, 10]);
    expect(received(await sent('PutBytes$', { Bytes }))).toEqual(['PutBytes', { Bytes }]);
    expect(plainValue(await understood('PutBytes$', answered('PutBytes', { Bytes, Header: 'h' })))).toEqual({
      Bytes: '00ff0a',
      Header: 'h',
    });
    const Inner = { Name: 'n' };
    const request = await sent('GetTree$', { Path: 'a', Inner });
    expect(new TextDecoder().decode(request.body)).toBe('{"name":"n"}');
    expect(received(request)).toEqual(['GetTree', { Path: 'a', Inner }]);
  });
});

describe('the most specific path', () => {
  it.each([
    ['/things/special', '', 'GetSpecial'],
    ['/things/special', 'acl', 'GetAcl'],
    ['/things/special', 'acl=', 'GetAcl'],
    ['/things/other', '', 'GetTree'],
    ['/things/special/more', '', 'GetTree'],
    ['/things/', '', undefined],
    ['/things', '', undefined],
    ['/', '', undefined],
    ['//things/special', '', undefined],
  ])('POST %s?%s leads to %s', (path, query, name) => {
    const asked = restJson1.ask(service, {
      method: 'POST',
      path,
      query,
      headers: {},
      rawHeaders: [],
      body: new Uint8Array(),
    });
    expect(asked.operation?.name).toBe(name);
  });

  it('keeps the slashes of a greedy label and those that were encoded', async () => {
    expect(received(await sent('GetTree$', { Path: 'a/b//c', Inner: {} }))).toEqual([
      'GetTree',
      { Path: 'a/b//c', Inner: {} },
    ]);
    expect(received(await sent('Everywhere$', { Label: 'a/b', Count: 1 }))).toEqual([
      'Everywhere',
      { Label: 'a/b', Count: 1 },
    ]);
  });
});
