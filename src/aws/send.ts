import type { IncomingMessage, ServerResponse } from 'node:http';
import { linger } from './linger.ts';
import type { WireReply } from './wire.ts';

/** Writes a reply, under the id by which the request is known. */
export function send(
  { status, headers, body }: WireReply,
  requestId: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): void {
  const told = [
    'x-amzn-requestid',
    requestId,
    'x-content-type-options',
    'nosniff',
    'cache-control',
    'no-store',
    'content-length',
    Buffer.byteLength(body).toString(),
  ];
  for (const name in headers) told.push(name, headers[name] ?? '');
  if (incoming.complete) {
    outgoing.writeHead(status, told);
    outgoing.end(body);
    return;
  }
  // What is left of a body that was not read would be taken for the next request.
  outgoing.writeHead(status, [...told, 'connection', 'close']);
  outgoing.write(body);
  linger(incoming, () => outgoing.end());
}
