import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { request, type IncomingHttpHeaders } from 'node:http';
import { request as requestTls } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { localAccount, operation, type Bindable, type Callable } from '#aws';
import { Config, createLog, Fault, folder as folderOf } from '#kernel';
import { orgMigrations } from '#org';
import { openStore, type Store } from '#store';
import { openDoor } from './open-door.contract.ts';
import type { Pushed } from './push.ts';
import { openWeb, type WebParts } from './web.ts';
import type { Web } from './web.ts';
import { webMigrations } from './tables.ts';
import type { WebContext } from './tokens.ts';

const start = Date.parse('2026-11-23T00:00:00Z');
const hour = 3_600_000;

let folder: string;
let store: Store;
let web: Web;
let now: number;
let logged: string[];
let pushed: { name: string; bytes: number; by: string }[];

beforeEach(async () => {
  now = start;
  logged = [];
  pushed = [];
  folder = await mkdtemp(join(tmpdir(), 'yagura-web-'));
  await mkdir(join(folder, 'page/assets'), { recursive: true });
  await writeFile(join(folder, 'page/index.html'), '<!doctype html><title>Yagura</title>');
  await writeFile(join(folder, 'page/assets/app-1a2b.js'), 'console.log(1)');
  await writeFile(join(folder, 'secret.txt'), 'outside of the page');
  store = await openStore({ path: join(folder, 'store.db') });
  await store.migrate([...orgMigrations, ...webMigrations]);
  web = await open();
});
afterEach(async () => {
  await web[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const settings = (change: Record<string, unknown> = {}): Config['web'] =>
  Config.parse({ web: { port: 0, ...change } }).web;

const open = (change: Partial<WebParts> = {}): Promise<Web> =>
  openWeb({
    config: settings(),
    operations: operations(),
    door: openDoor,
    store,
    log: createLog('debug', { write: (line: string) => void logged.push(line) }),
    clock: { now: () => new Date(now) },
    consoleFolder: join(folder, 'page'),
    push,
    ...change,
  });

const own = await folderOf<Bindable<WebContext>>(new URL('operations/', import.meta.url));

const define = (name: string, handle: (input: unknown) => Promise<unknown>): Callable =>
  operation<null>()({ name, about: '', input: z.looseObject({}), output: z.unknown(), handle }).bind(null);

function operations(): Callable[] {
  const context = { store, clock: { now: () => new Date(now) }, homeAccount: localAccount };
  return [
    ...own.map((operation) => operation.bind(context)),
    define('Echo', async (input) => input),
    define('Refuse', async () => Promise.reject(new Fault('Conflict', 'It is taken already. Choose another.'))),
    define('Break', async () => Promise.reject(new TypeError('password of the lake is hunter2'))),
    define('Hang', async () => new Promise(() => undefined)),
  ];
}

async function push({ name, stream, caller, progress }: Pushed): Promise<object> {
  let bytes = 0;
  for await (const chunk of stream) bytes += Buffer.byteLength(chunk);
  pushed.push({ name, bytes, by: caller.name });
  for (const done of [bytes / 2, bytes])
    progress.report({ what: { en: 'Reading', ja: '読み込み' }, done, unit: 'bytes' });
  if (name === 'broken') throw new Fault('Unavailable', 'The disk is full. Make room.');
  return { events: 1 };
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** Asks as any program could: headers as given, the path untouched (fetch would mend both). */
async function ask(path: string, { method = 'GET', headers = {}, body }: Ask = {}, url = web.url): Promise<Reply> {
  const { hostname, port } = new URL(url);
  const sent = request({ hostname, port, path, method, headers, agent: false });
  sent.on('error', () => undefined); // a refused body is cut off while it is still sent
  sent.end(body);
  const [reply] = await once(sent, 'response');
  let text = '';
  for await (const chunk of reply) text += String(chunk);
  return { status: reply.statusCode, headers: reply.headers, text };
}

const json = { 'Content-Type': 'application/json' };
const post = (path: string, body: unknown, headers: Record<string, string> = {}, url = web.url): Promise<Reply> =>
  ask(path, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) }, url);

const tokenOf = (link: string): string => new URL(link).hash.slice(1);

/** Signs in and returns the header that carries the session. */
async function signedIn(to = web): Promise<{ Cookie: string }> {
  const { headers } = await post('/sign-in', { token: tokenOf(await to.signInLink()) }, {}, to.url);
  return { Cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '' };
}

const codeOf = ({ text }: Reply): unknown => z.object({ code: z.string() }).parse(JSON.parse(text)).code;

describe('Signing in', () => {
  it('gives a session for the token of a link, in a cookie that scripts and other sites never get', async () => {
    const link = await web.signInLink();
    expect(Buffer.from(tokenOf(link), 'base64url')).toHaveLength(32);
    const { status, headers } = await post('/sign-in', { token: tokenOf(link) });
    expect(status).toBe(200);
    const [cookie] = headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^yagura-\d+=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it('keeps no token and no session in the store, only their hashes', async () => {
    const link = await web.signInLink();
    const { Cookie } = await signedIn();
    const db = store.db.withTables<{ sessions: { hash: string }; sign_in_links: { hash: string } }>();
    const kept = JSON.stringify([
      await db.selectFrom('sessions').selectAll().execute(),
      await db.selectFrom('sign_in_links').selectAll().execute(),
    ]);
    expect(kept).not.toContain(tokenOf(link));
    expect(kept).not.toContain(Cookie.split('=')[1]);
  });

  it('takes a link once, also when two browsers open it at the same moment', async () => {
    const token = tokenOf(await web.signInLink());
    const replies = await Promise.all([1, 2, 3, 4].map(() => post('/sign-in', { token })));
    expect(replies.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 401, 401, 401]);
  });

  it('refuses a link after an hour', async () => {
    const link = await web.signInLink();
    now += hour + 1;
    expect((await post('/sign-in', { token: tokenOf(link) })).status).toBe(401);
  });

  it('does not use a link up when a program looks at it ahead of the reader', async () => {
    const link = await web.signInLink();
    expect((await ask('/sign-in')).status).toBe(200); // all that a browser sends of it
    expect((await post('/sign-in', { token: tokenOf(link) })).status).toBe(200);
  });

  it('ends with the hours of a session', async () => {
    const cookie = await signedIn();
    now += 12 * hour - 1000;
    expect((await post('/call/yagura/Echo', {}, cookie)).status).toBe(200);
    now += 2000;
    expect((await post('/call/yagura/Echo', {}, cookie)).status).toBe(401);
  });

  it('ends when one signs out, also for whoever copied the cookie', async () => {
    const cookie = await signedIn();
    const { headers } = await post('/sign-out', {}, cookie);
    expect(headers['set-cookie']?.[0]).toMatch(/Max-Age=0/);
    expect((await post('/call/yagura/Echo', {}, cookie)).status).toBe(401);
  });

  it('refuses an address after ten wrong tokens, for ten minutes', async () => {
    for (let index = 0; index < 10; index++) expect((await post('/sign-in', { token: 'guess' })).status).toBe(401);
    const token = tokenOf(await web.signInLink());
    expect(codeOf(await post('/sign-in', { token }))).toBe('TooMany');
    now += 10 * 60_000;
    expect((await post('/sign-in', { token })).status).toBe(200);
  });

  it('writes no token and no cookie to the log', async () => {
    const link = await web.signInLink();
    const { Cookie } = await signedIn();
    await post('/call/yagura/Echo', {}, { Cookie });
    expect(logged.join('')).not.toContain(tokenOf(link));
    expect(logged.join('')).not.toContain(Cookie.split('=')[1]);
  });
});

describe('A call', () => {
  it('answers JSON with JSON, which nobody keeps', async () => {
    const reply = await post('/call/yagura/Echo', { a: [1, 'ü'] }, await signedIn());
    expect(JSON.parse(reply.text)).toEqual({ a: [1, 'ü'] });
    expect(reply.headers['cache-control']).toBe('no-store');
    const exact = '{"n":9007199254740993,"most":-9223372036854775808}';
    const headers = { ...json, ...(await signedIn()) };
    expect((await ask('/call/yagura/Echo', { method: 'POST', headers, body: exact })).text).toBe(exact);
  });

  it('is refused without a session, and with one that was made up', async () => {
    expect(codeOf(await post('/call/yagura/Echo', {}))).toBe('NotSignedIn');
    const { Cookie } = await signedIn();
    expect((await post('/call/yagura/Echo', {}, { Cookie: `${Cookie.split('=')[0]}=${'A'.repeat(43)}` })).status).toBe(
      401,
    );
  });

  it('tells a fault by its code, its sentence and its status', async () => {
    const reply = await post('/call/yagura/Refuse', {}, await signedIn());
    expect(reply.status).toBe(409);
    expect(JSON.parse(reply.text)).toEqual({ code: 'Conflict', message: 'It is taken already. Choose another.' });
  });

  it('tells nothing of what broke inside but a reference, under which the log tells all', async () => {
    const reply = await post('/call/yagura/Break', {}, await signedIn());
    expect(reply.status).toBe(500);
    expect(reply.text).not.toMatch(/hunter2|TypeError|\.ts/);
    const reference = /reference ([0-9a-f-]{36})/.exec(reply.text)?.[1] ?? 'none';
    expect(logged.join('')).toContain(reference);
  });

  it('of an operation that does not exist is not found', async () => {
    const cookie = await signedIn();
    for (const path of [
      '/call/yagura/Nothing',
      '/call/other/Echo',
      '/call/yagura/__proto__',
      '/call/yagura/constructor',
    ]) {
      expect(codeOf(await post(path, {}, cookie)), path).toBe('NotFound');
    }
  });

  it('refuses broken JSON, other kinds of body, and more than a megabyte', async () => {
    const cookie = await signedIn();
    const send = (headers: Record<string, string>, body: string | Buffer) =>
      ask('/call/yagura/Echo', { method: 'POST', headers: { ...cookie, ...headers }, body });
    expect(codeOf(await send(json, '{"a":'))).toBe('BadInput');
    expect(codeOf(await send({ 'Content-Type': 'text/plain' }, '{}'))).toBe('BadInput');
    expect(codeOf(await send(json, Buffer.alloc(1_500_000, 32)))).toBe('TooLarge');
    expect(codeOf(await send({ ...json, 'Transfer-Encoding': 'chunked' }, Buffer.alloc(1_500_000, 32)))).toBe(
      'TooLarge',
    );
  });

  it('goes on answering others after a body that was too large', async () => {
    const cookie = await signedIn();
    await ask('/call/yagura/Echo', { method: 'POST', headers: { ...json, ...cookie }, body: Buffer.alloc(30_000_000) });
    expect((await post('/call/yagura/Echo', {}, cookie)).status).toBe(200);
  });

  it('tells its operation when whoever asked has left, and not before', async () => {
    const asked: AbortSignal[] = [];
    const watched = operation<null>()({
      name: 'Watched',
      about: '',
      input: z.looseObject({ waits: z.boolean() }),
      output: z.unknown(),
      handle: async ({ waits }, _, { left }) => {
        if (left !== undefined) asked.push(left);
        if (waits && left !== undefined) await once(left, 'abort');
      },
    }).bind(null);
    await using other = await open({ operations: [...operations(), watched] });
    const session = await signedIn(other);
    await post('/call/yagura/Watched', { waits: false }, session, other.url);
    const { hostname, port } = new URL(other.url);
    const socket = connect(Number(port), hostname);
    const body = '{"waits":true}';
    socket.write(
      `POST /call/yagura/Watched HTTP/1.1\r\nHost: ${hostname}:${port}\r\nCookie: ${session.Cookie}\r\n` +
        `Origin: ${other.url}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await expect.poll(() => asked.length).toBe(2);
    expect(asked.map(({ aborted }) => aborted)).toEqual([false, false]);
    socket.destroy();
    await expect.poll(() => asked.map(({ aborted }) => aborted)).toEqual([false, true]);
  });

  it('ends when it takes longer than it may', async () => {
    await using slow = await open({ callSeconds: 0.05 });
    const reply = await post('/call/yagura/Hang', {}, await signedIn(slow), slow.url);
    expect(codeOf(reply)).toBe('TooSlow');
    expect(reply.text).toContain('Ask for less');
  });
});

describe('Strangers', () => {
  it('under a foreign name (DNS rebinding) are refused everything but the health of the server', async () => {
    for (const host of [
      'evil.example',
      'evil.example:80',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '@',
      'a b',
      '192.0.2.1',
    ]) {
      expect((await ask('/', { headers: { Host: host } })).status, host).toBeGreaterThanOrEqual(400);
    }
    expect((await ask('/health', { headers: { Host: 'evil.example' } })).text).toBe('ok');
  });

  it('do not include those who use the address listened on, or localhost', async () => {
    const { port } = new URL(web.url);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, 'localhost:1234', `LOCALHOST:${port}`]) {
      expect((await ask('/', { headers: { Host: host } })).status, host).toBe(200);
    }
  });

  it('do not include those who use the public address', async () => {
    await using proxied = await open({ config: settings({ publicUrl: 'https://yagura.example/', behindProxy: true }) });
    const { port } = new URL(web.url);
    expect(proxied.url).toBe('https://yagura.example');
    expect(await proxied.signInLink()).toMatch(/^https:\/\/yagura\.example\/sign-in#/);
    expect((await ask('/', { headers: { Host: 'yagura.example' } })).status, port).toBe(403); // the other server
  });

  it('cannot make a browser call from a page of another origin (CSRF)', async () => {
    const cookie = await signedIn();
    const { port } = new URL(web.url);
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: `http://127.0.0.1:${Number(port) + 1}` },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ]) {
      for (const path of ['/call/yagura/Echo', '/sign-in', '/sign-out', '/push']) {
        expect(codeOf(await post(path, {}, { ...cookie, ...headers })), `${path} ${JSON.stringify(headers)}`).toBe(
          'Denied',
        );
      }
    }
    const own = { Origin: web.url, 'Sec-Fetch-Site': 'same-origin' };
    expect((await post('/call/yagura/Echo', {}, { ...cookie, ...own })).status).toBe(200);
  });

  it('who send half a request are cut off', async () => {
    await using impatient = await open({ patience: { headers: 0.2, request: 0.2, silence: 5 } });
    const { port } = new URL(impatient.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.resume(); // the end is seen only by who reads
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
    await once(socket, 'close');
  });

  it('who send endless headers are refused', async () => {
    expect((await ask('/', { headers: { 'X-Long': 'x'.repeat(20_000) } })).status).toBe(431);
  });
});

describe('The page', () => {
  it('is index.html under every address that looks like a page, and is asked for anew each time', async () => {
    for (const path of ['/', '/findings', '/findings/abc', '/sign-in?to=x']) {
      const { status, headers, text } = await ask(path);
      expect([status, text], path).toEqual([200, '<!doctype html><title>Yagura</title>']);
      expect(headers['cache-control']).toBe('no-cache');
    }
  });

  it('keeps files whose name holds their content for good, and packs them', async () => {
    const { headers, text } = await ask('/assets/app-1a2b.js');
    expect(text).toBe('console.log(1)');
    expect(headers['cache-control']).toContain('immutable');
    expect(headers['content-type']).toContain('text/javascript');
    expect(
      (await ask('/assets/app-1a2b.js', { headers: { 'Accept-Encoding': 'gzip' } })).headers['content-encoding'],
    ).toBe('gzip');
  });

  it('leads to no file outside of its folder', async () => {
    for (const path of [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/..%5c..%5csecret.txt',
      '/..\\secret.txt',
      '/%00../secret.txt',
      '//secret.txt',
      '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
      '/%ff',
    ]) {
      const { status, text } = await ask(path);
      expect(text, path).not.toContain('outside');
      expect(status, path).toBeGreaterThanOrEqual(400);
    }
  });

  it('says how to build it when it was not built', async () => {
    await using bare = await open({ consoleFolder: join(folder, 'nowhere') });
    expect((await ask('/', {}, bare.url)).text).toContain('npm run build');
  });

  it('comes with a policy that lets nothing in from elsewhere and nothing run inline', async () => {
    for (const path of ['/', '/assets/app-1a2b.js', '/assets/none.js', '/health']) {
      const { headers } = await ask(path);
      expect(headers['content-security-policy'], path).toContain(
        "default-src 'none'; script-src 'self'; style-src 'self'",
      );
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['strict-transport-security']).toBeUndefined();
    }
  });
});

const bearer = async (name = 'collector'): Promise<{ Authorization: string }> => {
  const { text } = await post('/call/yagura/CreatePushToken', { name }, await signedIn());
  return { Authorization: `Bearer ${z.object({ token: z.string() }).parse(JSON.parse(text)).token}` };
};

describe('Pushing logs', () => {
  it('streams the body of a program that has a token', async () => {
    const headers = await bearer();
    const reply = await ask('/push?name=a/b.json.gz', { method: 'POST', headers, body: Buffer.alloc(3_000_000) });
    expect(JSON.parse(reply.text)).toEqual({ name: 'a/b.json.gz', events: 1 });
    expect(pushed).toEqual([{ name: 'a/b.json.gz', bytes: 3_000_000, by: 'push token collector' }]);
  });

  it('tells line by line how far a file has been read, and at last what became of it', async () => {
    const headers = { ...(await bearer()), Accept: 'application/x-ndjson' };
    const lines = async (name: string): Promise<unknown[]> => {
      const { text } = await ask(`/push?name=${name}`, { method: 'POST', headers, body: Buffer.alloc(1000) });
      return text
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line));
    };
    expect(await lines('a')).toEqual([{ done: 500 }, { done: 1000 }, { report: { name: 'a', events: 1 } }]);
    expect((await lines('broken')).at(-1)).toEqual({
      fault: { code: 'Unavailable', message: 'The disk is full. Make room.' },
    });
    await using small = await open({ config: settings({ pushLimitMegabytes: 1 }) });
    const large = { method: 'POST', headers, body: Buffer.alloc(2_000_000) };
    expect(codeOf(await ask('/push', large, small.url))).toBe('TooLarge');
  });

  it('takes what the page of somebody who is signed in sends', async () => {
    await ask('/push', { method: 'POST', headers: await signedIn(), body: 'x' });
    expect(pushed).toEqual([{ name: 'pushed', bytes: 1, by: 'administrator' }]);
  });

  it('is refused without a token, with a wrong one, and with one that was deleted', async () => {
    const headers = await bearer();
    expect((await ask('/push', { method: 'POST', body: 'x' })).status).toBe(401);
    expect((await ask('/push', { method: 'POST', headers: { Authorization: 'Bearer wrong' }, body: 'x' })).status).toBe(
      401,
    );
    await post('/call/yagura/DeletePushToken', { name: 'collector' }, await signedIn());
    expect((await ask('/push', { method: 'POST', headers, body: 'x' })).status).toBe(401);
    expect(pushed).toEqual([]);
  });

  it('is the only thing that a token can do', async () => {
    expect((await post('/call/yagura/Echo', {}, await bearer())).status).toBe(401);
  });

  it('is refused above its limit, and refuses a second token of the same name', async () => {
    await using small = await open({ config: settings({ pushLimitMegabytes: 1 }) });
    const headers = await bearer();
    const chunked = { ...headers, 'Transfer-Encoding': 'chunked' };
    for (const sent of [headers, chunked]) {
      const reply = await ask('/push', { method: 'POST', headers: sent, body: Buffer.alloc(2_000_000) }, small.url);
      expect(codeOf(reply)).toBe('TooLarge');
    }
    expect(codeOf(await post('/call/yagura/CreatePushToken', { name: 'collector' }, await signedIn()))).toBe(
      'Conflict',
    );
  });

  it('lists tokens by name and last use, never the tokens', async () => {
    const headers = await bearer();
    await ask('/push', { method: 'POST', headers, body: 'x' });
    const { text } = await post('/call/yagura/ListPushTokens', {}, await signedIn());
    const createdAt = new Date(start).toISOString();
    expect(JSON.parse(text)).toEqual({
      tokens: [{ name: 'collector', createdBy: 'administrator', createdAt, usedAt: createdAt }],
    });
  });
});

describe('Listening', () => {
  it('on a network without TLS is refused with the three ways out', async () => {
    for (const host of ['0.0.0.0', '::', '192.0.2.7', 'yagura.internal']) {
      await expect(open({ config: settings({ host }) })).rejects.toThrow(
        /without TLS.*web\.tlsKey.*web\.behindProxy.*127\.0\.0\.1/s,
      );
    }
  });

  it('on a network behind a proxy that ends TLS is allowed, with cookies for TLS only', async () => {
    await using proxied = await open({ config: settings({ host: '0.0.0.0', behindProxy: true }) });
    const { port } = new URL(proxied.url);
    const url = `http://127.0.0.1:${port}`;
    const reply = await post('/sign-in', { token: tokenOf(await proxied.signInLink()) }, {}, url);
    expect(reply.headers['set-cookie']?.[0]).toMatch(/^__Host-yagura-\d+=.*Secure/);
    expect(reply.headers['strict-transport-security']).toBe('max-age=31536000');
  });

  it('with TLS answers over TLS, and lets nobody come without it again', async (test) => {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const made = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-subj',
      '/CN=localhost',
    ];
    const openssl = promisify(execFile)('openssl', [...made, '-keyout', key, '-out', cert]);
    await openssl.catch(() => test.skip('openssl is not installed.'));
    await using secure = await open({ config: settings({ tlsKey: key, tlsCertificate: cert }) });
    expect(secure.url).toMatch(/^https:/);
    const sent = requestTls(`${secure.url}/`, { rejectUnauthorized: false });
    sent.end();
    const [reply] = await once(sent, 'response');
    expect(reply.headers['strict-transport-security']).toBe('max-age=31536000');
    reply.resume();
  });

  it('says which TLS file cannot be read, and that one alone is not enough', async () => {
    await expect(
      open({ config: settings({ tlsKey: '/none/key.pem', tlsCertificate: '/none/cert.pem' }) }),
    ).rejects.toThrow('/none/key.pem');
    await expect(open({ config: settings({ tlsKey: '/none/key.pem' }) })).rejects.toThrow(
      'both web.tlsKey and web.tlsCertificate',
    );
  });

  it('on a port that is taken says so, and what to do', async () => {
    const port = Number(new URL(web.url).port);
    await expect(open({ config: settings({ port }) })).rejects.toThrow(/port \d+.*EADDRINUSE.*web\.port/s);
  });

  it('ends without waiting for connections that are idle', async () => {
    const other = await open();
    const socket = connect(Number(new URL(other.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    await other[Symbol.asyncDispose]();
    await closed;
  });
});
