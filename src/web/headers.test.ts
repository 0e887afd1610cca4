// Opens no lake.
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { headersOfEveryReply, securityHeaders } from './headers.ts';

async function reply(secure: boolean, headers: Record<string, string> = {}): Promise<Headers> {
  const app = new Hono().use(securityHeaders(secure)).get('/', (context) => context.text('x', 200, headers));
  return (await app.request('/')).headers;
}

test('every reply forbids what the page does not need, and is kept nowhere unless it says so', async () => {
  const headers = await reply(false);
  for (const [name, value] of Object.entries(headersOfEveryReply(false))) expect(headers.get(name)).toBe(value);
  expect(headers.get('Cache-Control')).toBe('no-store');
  expect((await reply(false, { 'Cache-Control': 'max-age=60' })).get('Cache-Control')).toBe('max-age=60');
});

test('nothing inline runs, and nothing comes from elsewhere', async () => {
  const policy = (await reply(false)).get('Content-Security-Policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'/);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

test('a browser is told to stay with TLS only where people come over it', async () => {
  expect((await reply(true)).get('Strict-Transport-Security')).toMatch(/^max-age=\d+$/);
  expect((await reply(false)).has('Strict-Transport-Security')).toBe(false);
});
