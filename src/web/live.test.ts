import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operation } from '#aws';
import { Config, createLog, Fault } from '#kernel';
import { orgMigrations } from '#org';
import { openStore, type Store } from '#store';
import type { News } from './live.ts';
import { openDoor } from './open-door.contract.ts';
import { webMigrations } from './tables.ts';
import { openWeb, type Web } from './web.ts';

let folder: string;
let store: Store;
let web: Web;
let news: News;
let mayKnow: boolean;
const open: AbortController[] = [];

beforeEach(async () => {
  mayKnow = true;
  news = { findings: '1.100', progress: { phase: 'ready' } };
  folder = await mkdtemp(join(tmpdir(), 'yagura-live-'));
  store = await openStore({ path: join(folder, 'store.db') });
  await store.migrate([...orgMigrations, ...webMigrations]);
  web = await openWeb({
    config: Config.parse({ web: { port: 0 } }).web,
    operations: [getStatus],
    door: openDoor,
    store,
    log: createLog('silent'),
    clock: { now: () => new Date() },
    consoleFolder: folder,
    news: () => Promise.resolve(news),
    pace: { look: 0.02, beat: 0.06, most: 3, mostOfSession: 2 },
  });
});
afterEach(async () => {
  for (const listener of open.splice(0)) listener.abort();
  await web[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const getStatus = operation<null>()({
  name: 'GetStatus',
  about: '',
  input: z.strictObject({}),
  output: z.unknown(),
  handle: () =>
    mayKnow ? Promise.resolve({ version: '1' }) : Promise.reject(new Fault('Denied', 'That is not yours to know.')),
}).bind(null);

async function signIn(): Promise<string> {
  const token = new URL(await web.signInLink()).hash.slice(1);
  const headers = { 'content-type': 'application/json', origin: web.url };
  const reply = await fetch(`${web.url}/sign-in`, { method: 'POST', headers, body: JSON.stringify({ token }) });
  return reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

const ask = (headers: Record<string, string>, search = ''): Promise<Response> => {
  const listener = new AbortController();
  open.push(listener);
  return fetch(`${web.url}/live${search}`, { headers, signal: listener.signal });
};

interface Told {
  readonly event: string;
  readonly id: string;
  readonly data: unknown;
}

/** What is told, message by message, but for signs of life. */
async function* told(reply: Response): AsyncGenerator<Told> {
  let text = '';
  for await (const bytes of reply.body ?? []) {
    text += Buffer.from(bytes).toString();
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(message)?.[1] ?? '';
      if (field('event') !== 'beat') yield { event: field('event'), id: field('id'), data: JSON.parse(field('data')) };
    }
  }
}

async function listen(headers: Record<string, string>, search?: string) {
  const messages = told(await ask(headers, search));
  return async (): Promise<Told | undefined> => {
    const { done, value } = await messages.next();
    return done === true ? undefined : value;
  };
}

describe('What an open page is told', () => {
  it('begins with the status, and goes on with what changes', async () => {
    const next = await listen({ cookie: await signIn() });
    expect(await next()).toEqual({ event: 'status', id: '1.100', data: { version: '1' } });
    news = { ...news, findings: '2.200' };
    expect(await next()).toMatchObject({ event: 'findings', id: '2.200' });
    news = { ...news, progress: { phase: 'importing', steps: [] } };
    expect(await next()).toMatchObject({ event: 'progress', data: { phase: 'importing', steps: [] } });
  });

  it('is taken up again after a break: once for all that was missed, and not when nothing was', async () => {
    const cookie = await signIn();
    const missed = await listen({ cookie, 'last-event-id': '0.50' });
    expect((await missed())?.event).toBe('status');
    expect(await missed()).toMatchObject({ event: 'findings', id: '1.100' });
    const current = await listen({ cookie }, '?after=1.100');
    expect((await current())?.event).toBe('status');
    news = { ...news, findings: '2.200' };
    expect(await current()).toMatchObject({ event: 'findings', id: '2.200' });
  });

  it('shows that the connection lives, also when nothing happens', async () => {
    const reply = await ask({ cookie: await signIn() });
    let text = '';
    for await (const bytes of reply.body ?? []) if (/event: beat/.test((text += Buffer.from(bytes).toString()))) break;
    expect(text).toContain('event: beat');
  });

  it('ends with the session', async () => {
    const cookie = await signIn();
    const next = await listen({ cookie });
    await next();
    await fetch(`${web.url}/sign-out`, { method: 'POST', headers: { cookie, origin: web.url } });
    expect(await next()).toMatchObject({ event: 'ended' });
    expect(await next()).toBeUndefined();
  });

  it('ends when the server closes', async () => {
    const next = await listen({ cookie: await signIn() });
    await next();
    const closed = web[Symbol.asyncDispose]();
    expect(await next()).toBeUndefined();
    await closed;
  });
});

describe('Whoever listens', () => {
  it('is signed in, on a page of ours, and may know what the server is busy with', async () => {
    expect((await ask({})).status).toBe(401);
    const cookie = await signIn();
    expect((await ask({ cookie, origin: 'https://example.com' })).status).toBe(403);
    expect((await ask({ cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    mayKnow = false;
    expect((await ask({ cookie })).status).toBe(403);
  });

  it('leaves by closing their half of the connection, as a browser does with a tab', async () => {
    const cookie = await signIn();
    const { hostname, port } = new URL(web.url);
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    socket.write(`GET /live HTTP/1.1\r\nHost: ${hostname}:${port}\r\nCookie: ${cookie}\r\n\r\n`);
    await expect.poll(() => String(socket.read() ?? '')).toContain('event: status');
    socket.end();
    socket.resume();
    await once(socket, 'end');
  });

  it('finds no place when there are too many, and gives it back on leaving', async () => {
    const cookie = await signIn();
    expect([(await ask({ cookie })).status, (await ask({ cookie })).status]).toEqual([200, 200]);
    expect((await ask({ cookie })).status).toBe(429);
    const other = await signIn();
    expect((await ask({ cookie: other })).status).toBe(200);
    expect((await ask({ cookie: other })).status).toBe(429);
    open[0]?.abort();
    await expect.poll(async () => (await ask({ cookie: other })).status).toBe(200);
  });
});
