import type { IncomingMessage, RequestListener } from 'node:http';
import { headersOfEveryReply } from './headers.ts';

/** Whether somebody asks if the program is alive: load balancers do so all the time, and from any address. */
export const isHealthCheck = ({ method, url = '' }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') && (url === '/health' || url.startsWith('/health?'));

/** Answers `ok`. It does not pass through hono, which takes longer than everything else of it. */
export function health(secure: boolean): RequestListener {
  const told = { 'Content-Type': 'text/plain; charset=UTF-8', ...headersOfEveryReply(secure) };
  const headers = Object.entries({ ...told, 'Content-Length': '2' }).flat();
  return (_incoming, outgoing) => {
    outgoing.writeHead(200, headers);
    outgoing.end('ok');
  };
}
