import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { headAndRest, limited, readJson } from './body.ts';
import { isHealthCheck } from './health.ts';
import { Places } from './places.ts';

/** A request whose body comes in these pieces. */
function incoming(headers: Record<string, string>, ...pieces: readonly string[]): IncomingMessage {
  const message = new IncomingMessage(new Socket());
  Object.assign(message.headers, headers);
  for (const piece of pieces) message.push(piece);
  message.push(null);
  return message;
}
const json = { 'content-type': 'application/json; charset=utf-8' };
const limits = { bytes: 100, seconds: 60 };

async function all(chunks: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk.toString();
  return text;
}

test('a body of JSON is read whole, with numbers that JavaScript does not hold', async () => {
  expect(await readJson(incoming(json, '{"a":', '9007199254740993}'), limits)).toEqual({ a: 9_007_199_254_740_993n });
  expect(await readJson(incoming(json), limits)).toEqual({});
});

test('another type, what is no JSON, and what is too large are refused, each with its own code', async () => {
  await expect(readJson(incoming({ 'content-type': 'text/plain' }, '{}'), limits)).rejects.toMatchObject({
    code: 'BadInput',
  });
  await expect(readJson(incoming({}, '{}'), limits)).rejects.toMatchObject({ code: 'BadInput' });
  await expect(readJson(incoming(json, '{'), limits)).rejects.toMatchObject({ code: 'BadInput' });
  await expect(readJson(incoming(json, '"'.padEnd(101)), limits)).rejects.toMatchObject({ code: 'TooLarge' });
});

test('a body that says that it is too large is refused before it comes, and one that lies while it comes', async () => {
  await expect(all(limited(incoming({ 'content-length': '101' }), 100))).rejects.toMatchObject({ code: 'TooLarge' });
  expect(await all(limited(incoming({ 'content-length': '3' }, 'x'.repeat(100)), 100))).toHaveLength(100);
  await expect(
    all(limited(incoming({ 'content-length': '3' }, 'x'.repeat(50), 'x'.repeat(51)), 100)),
  ).rejects.toMatchObject({ code: 'TooLarge' });
});

test('a body that never ends is too slow', async () => {
  const endless = new IncomingMessage(new Socket());
  Object.assign(endless.headers, json);
  await expect(readJson(endless, { bytes: 100, seconds: 0.001 })).rejects.toMatchObject({ code: 'TooSlow' });
});

test('a first line is taken off, wherever the pieces of the body are cut', async () => {
  for (const pieces of [['head\nrest'], ['he', 'ad', '\n', 're', 'st'], ['head\n', 'rest']]) {
    const { head, rest } = await headAndRest(incoming({}, ...pieces), 100);
    expect([head, await all(rest)]).toEqual(['head', 'rest']);
  }
  const alone = await headAndRest(incoming({}, 'head'), 100);
  expect([alone.head, await all(alone.rest)]).toEqual(['head', '']);
  await expect(headAndRest(incoming({}, 'x'.repeat(60), 'x'.repeat(60)), 100)).rejects.toMatchObject({
    code: 'TooLarge',
  });
});

test('so many may listen, of one session and altogether, and a place that is given back is free', () => {
  const places = new Places({ most: 3, mostOfSession: 2 });
  const leave = places.take('a');
  places.take('a');
  expect(() => places.take('a')).toThrow('Too many pages');
  places.take('b');
  expect(() => places.take('c')).toThrow('Too many pages');
  leave();
  places.take('a');
  expect(() => places.take('b')).toThrow('Too many pages');
});

test('a health check is a question for /health and nothing below it', () => {
  const asked = (method: string, url: string) => isHealthCheck(Object.assign(incoming({}), { method, url }));
  expect([asked('GET', '/health'), asked('HEAD', '/health?x=1')]).toEqual([true, true]);
  expect([asked('POST', '/health'), asked('GET', '/healthy'), asked('GET', '/health/x'), asked('GET', '/')]).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
