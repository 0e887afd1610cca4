import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { createLog, Fault, type FaultCode } from '#kernel';
import { faultReply, saidOf } from './replies.ts';

const log = createLog('silent');

async function replyOf(thrown: unknown): Promise<Response> {
  const app = new Hono();
  app.get('/', () => {
    throw thrown;
  });
  app.onError((error, context) => faultReply(error, context, log));
  return app.request('/');
}

test.each<[FaultCode, number, string | null]>([
  ['NotFound', 404, null],
  ['BadInput', 400, null],
  ['Denied', 403, null],
  ['TooLarge', 413, 'close'],
  ['TooSlow', 408, 'close'],
  ['TooMany', 429, null],
])('%s is answered with %i', async (code, status, connection) => {
  const reply = await replyOf(new Fault(code, { en: 'It was so.', ja: 'そうでした。' }));
  expect([reply.status, reply.headers.get('connection')]).toEqual([status, connection]);
  expect(await reply.json()).toEqual({ code, message: 'It was so.', ja: 'そうでした。' });
});

test('what has one language alone is said once', () => {
  expect(saidOf(new Fault('NotFound', 'gone'), log)).toEqual({ code: 'NotFound', message: 'gone' });
});

test('what is no fault is told by a reference, and none of its own words', async () => {
  const reply = await replyOf(new Error('password=secret'));
  expect(reply.status).toBe(500);
  const body = await reply.text();
  expect(body).toMatch(/"code":"Internal".*reference [0-9a-f-]{36}/);
  expect(body).not.toContain('secret');
});
