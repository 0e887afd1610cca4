import type { IncomingMessage } from 'node:http';
import { Fault, type Soon } from '#kernel';
import { mannersOf } from './manners.ts';
import type { WireRequest } from './wire.ts';

/** Larger than what any of AWS's services takes: the largest, a full BatchImportFindings, has some 24 MB in theory and 1 MB in practice. */
export const mostBytes = 10_000_000;
export const mostSeconds = 30;

/** Whether a request is one of AWS's clients: signed, or in a form that the page never uses. */
export function isForFront({ method, url = '', headers }: IncomingMessage): boolean {
  return (
    headers.authorization?.startsWith('AWS') === true ||
    clientsHeaders.some((name) => headers[name] !== undefined) ||
    (url.includes('X-Amz-') && /[?&]X-Amz-(Algorithm|Credential|Signature)=/.test(url)) ||
    (method === 'POST' && (url === '/' || url.startsWith('/?')))
  );
}

const clientsHeaders = ['x-amz-target', 'x-amz-date', 'amz-sdk-invocation-id'];

/** A request whose body is put when it is known that somebody with a key sends it. */
export interface Arriving extends WireRequest {
  body: Uint8Array;
}

/** The request without its body. */
export function headOf({ method = 'GET', url = '/', headers, rawHeaders }: IncomingMessage): Arriving {
  const cut = url.indexOf('?');
  const path = cut < 0 ? url : url.slice(0, cut);
  return { method, path, query: cut < 0 ? '' : url.slice(cut + 1), headers, rawHeaders, body: nothing };
}

const nothing = new Uint8Array(0);

/** The whole body of a request to a service. Throws `TooSlow`, and what the service has for a body that is too large. */
export function bodyOf(incoming: IncomingMessage, service: string): Soon<Uint8Array> {
  const { headers } = incoming;
  const length = headers['content-length'];
  if (length !== undefined && Number(length) > mostBytes) throw tooLarge(service);
  if (length === undefined && headers['transfer-encoding'] === undefined) return nothing;
  return incoming.complete ? bodyAtHand(incoming) : bodyToCome(incoming, service);
}

function bodyAtHand(incoming: IncomingMessage): Uint8Array {
  const body: unknown = incoming.read();
  return body instanceof Uint8Array ? body : nothing;
}

function bodyToCome(incoming: IncomingMessage, service: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => fail(tooSlow()), mostSeconds * 1000);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      incoming.removeAllListeners('data').resume();
      reject(error);
    };
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) fail(tooLarge(service));
      else chunks.push(chunk);
    });
    incoming.on('end', () => {
      clearTimeout(timer);
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
    });
    incoming.on('error', fail);
    incoming.on('close', () => {
      if (!incoming.complete)
        fail(
          new Fault('BadInput', {
            en: 'The connection was closed before the whole body came.',
            ja: '本文がすべて届く前に接続が閉じられました。',
          }),
        );
    });
  });
}

function tooLarge(service: string): Fault {
  const fault = new Fault('TooLarge', {
    en: `The body is larger than ${mostBytes / 1_000_000} MB, the most that is taken here. Send less at once.`,
    ja: `本文が上限の ${mostBytes / 1_000_000} MB を超えています。分けて送ってください。`,
  });
  return mannersOf(service).tooLarge?.(fault.message) ?? fault;
}

const tooSlow = (): Fault =>
  new Fault('TooSlow', {
    en: `The body did not arrive within ${mostSeconds} seconds. Send it again over a faster connection.`,
    ja: `本文が ${mostSeconds} 秒以内に届きませんでした。もっと速い接続で送り直してください。`,
  });
