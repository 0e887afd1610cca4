import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { misfit } from './check.ts';
import { serviceShape } from './clients.ts';
import { openProtocols, protocolOf } from './protocol-of.ts';
import type { OperationShape, ServiceShape } from './schemas.ts';
import { services } from './services.ts';
import { valuesOf, type Wire } from './values.contract.ts';
import type { WireRequest } from './wire.ts';

// Every operation of every client package, there and back: what an unmodified client sends is read as it was meant, and
// what we answer the client reads as it was meant. The transport alone is ours.

const protocols = await openProtocols();

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string | string[] | null>;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array;
}

const escaped = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);

const wire = ({ method, path, query, headers, body = '' }: Sent): WireRequest => ({
  method,
  path,
  query: Object.entries(query)
    .flatMap(([name, values]) => [values ?? ''].flat().map((value) => `${escaped(name)}=${escaped(value)}`))
    .join('&'),
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  rawHeaders: [],
  body: typeof body === 'string' ? Buffer.from(body) : body,
});

type AnyClient = new (config: object) => { send(command: object): Promise<Record<string, unknown>> };

/** A client whose transport asks the protocol instead of a server. */
async function clientOf(service: ServiceShape, server: { read?: unknown; output?: unknown }) {
  const exported: Record<string, unknown> = await import(`@aws-sdk/client-${service.name}`);
  const [, Client] = Object.entries(exported).find(([key]) => /^(?!_)\w+Client$/.test(key)) ?? [];
  const requestHandler = {
    async handle(sent: Sent) {
      const request = wire(sent);
      const protocol = protocolOf(request, protocols);
      const { operation, read, name } = protocol.ask(service, request);
      if (operation === undefined) throw new Error(`No operation was found for ${name}.`);
      server.read = read();
      const { status, headers, body } = protocol.answer({ service, operation, output: server.output, requestId: 'r' });
      return {
        response: {
          statusCode: status,
          headers: { ...headers },
          body: typeof body === 'string' ? Buffer.from(body) : body,
        },
      };
    },
  };
  const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' };
  const client = new (z.custom<AnyClient>().parse(Client))({
    region: 'us-east-1',
    credentials,
    requestHandler,
    maxAttempts: 1,
    endpoint: 'http://127.0.0.1',
  });
  return async (operation: OperationShape, input: unknown) => {
    const Command = z.custom<new (input: unknown) => object>().parse(exported[`${operation.name}Command`]);
    const { $metadata: _, ...output } = await client.send(new Command(input));
    return output;
  };
}

/** Without what is absent, and, where the wire loses them, without what is empty. */
function pruned(value: unknown, keepsEmpty: boolean): unknown {
  if (Array.isArray(value))
    return value.map((item) => pruned(item, keepsEmpty)).filter((item) => keepsEmpty || !isEmpty(item));
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const entries = Object.entries(value)
    .map(([name, inner]) => [name, pruned(inner, keepsEmpty)] as const)
    .filter(([, inner]) => inner !== undefined && (keepsEmpty || !isEmpty(inner)));
  return Object.fromEntries(entries);
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !(value instanceof Date) && Object.keys(value).length === 0;

const anyText = fc.string({ unit: 'grapheme', maxLength: 8 });
const xmlText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
  .filter((text) => text.trim() === text && !/\s/.test(text));
const wires: Readonly<Record<string, Wire>> = {
  rest: { text: anyText, keepsEmpty: true },
  rpc: { text: anyText, keepsEmpty: true },
  query: { text: xmlText, keepsEmpty: false },
  ec2: { text: xmlText, keepsEmpty: false },
};

describe.each(Object.keys(services).filter((name) => name !== 's3' && name !== 'sqs'))('the client of %s', (name) => {
  it('speaks with us about every operation', async () => {
    const service = await serviceShape(name);
    const { family } = protocols.get(service.protocol) ?? { family: '' };
    const way = wires[family];
    if (way === undefined) throw new Error(`How does ${family} carry values?`);
    const server: { read?: unknown; output?: unknown } = {};
    const call = await clientOf(service, server);
    for (const operation of service.operations.values()) {
      const [inputs, outputs] = [operation.input, operation.output].map((shape) =>
        fc.sample(valuesOf(shape, way), { numRuns: name === 'ec2' ? 1 : 2, seed: 7 }),
      );
      for (const [index, input] of (inputs ?? []).entries()) {
        server.output = outputs?.[index];
        const output = await call(operation, input);
        expect(pruned(server.read ?? {}, way.keepsEmpty), `${operation.name} in`).toEqual(
          pruned(input ?? {}, way.keepsEmpty),
        );
        if (way.keepsEmpty) expect(misfit(operation.input, server.read ?? {}), operation.name).toBeUndefined();
        expect(pruned(output, way.keepsEmpty), `${operation.name} out`).toEqual(
          pruned(server.output ?? {}, way.keepsEmpty),
        );
      }
    }
    expect(service.operations.size).toBeGreaterThan(5);
  });
});
