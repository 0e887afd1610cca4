import { folder } from '#kernel';
import type { Protocol } from './protocol.ts';
import type { ServiceShape } from './schemas.ts';
import { services } from './services.ts';
import { headerOf, type WireRequest } from './wire.ts';

/** Every protocol, by its id. */
export type Protocols = ReadonlyMap<string, Protocol>;

/** Every protocol by its id: one file each in `protocols/`. */
export async function openProtocols(): Promise<Protocols> {
  const all = await folder<Protocol>(new URL('./protocols/', import.meta.url));
  return new Map(all.map((protocol) => [protocol.id, protocol]));
}

/** The protocol that the client of a request understands: that of the service it is signed for, or else what it looks like. */
export function protocolOf(request: WireRequest, protocols: Protocols): Protocol {
  return protocolFor({ protocol: services[serviceOf(request)] ?? looksLike(request) }, protocols);
}

/** The protocol of a service. */
export function protocolFor({ protocol }: Pick<ServiceShape, 'protocol'>, protocols: Protocols): Protocol {
  const found = protocols.get(protocol);
  if (found === undefined) throw new TypeError('A protocol has no file in src/aws/protocols.');
  return found;
}

/** The service in the scope of the credential, before anything is verified. */
function serviceOf({ headers, query }: WireRequest): string {
  const header = headerOf(headers, 'authorization');
  const scope = /Credential=[^/,]+\/\d+\/[\w-]+\/([\w-]+)\/aws4_request/;
  return scope.exec(header ?? query.replaceAll('%2F', '/'))?.[1] ?? '';
}

function looksLike({ headers, query, method }: WireRequest): string {
  const type = headerOf(headers, 'content-type') ?? '';
  if (headers['x-amz-target'] !== undefined)
    return `aws.protocols#awsJson1_${type.startsWith('application/x-amz-json-1.0') ? 0 : 1}`;
  const form = method === 'POST' && type.startsWith('application/x-www-form-urlencoded');
  return form || query.includes('Action=') ? 'aws.protocols#awsQuery' : 'aws.protocols#restJson1';
}
