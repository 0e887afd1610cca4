import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { IncomingMessage, request, type ClientRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { z } from 'zod';
import { localAccount, operation, type Bindable, type Callable } from '#aws';
import { Config, createLog, Fault, folder as folderOf } from '#kernel';
import { orgMigrations } from '#org';
import { openStore, type Store } from '#store';
import { openDoor } from './open-door.contract.ts';
import type { Pushed } from './push.ts';
import { webMigrations } from './tables.ts';
import type { WebContext } from './tokens.ts';
import { openWeb, type Web, type WebParts } from './web.ts';

export const start = Date.parse('2026-11-23T00:00:00Z');

/** A server of its own for each test of a file: a page of two files, and operations that answer, refuse, break and hang. */
export class Site {
  now = start;
  logged: string[] = [];
  pushed: { name: string; bytes: number; by: string }[] = [];
  folder = '';
  declare store: Store;
  declare web: Web;

  constructor() {
    beforeEach(() => this.begin());
    afterEach(() => this.end());
  }

  private async begin(): Promise<void> {
    Object.assign(this, { now: start, logged: [], pushed: [] });
    this.folder = await mkdtemp(join(tmpdir(), 'yagura-web-'));
    await mkdir(join(this.folder, 'page/assets'), { recursive: true });
    await writeFile(join(this.folder, 'page/index.html'), '<!doctype html><title>Yagura</title>');
    await writeFile(join(this.folder, 'page/assets/app-1a2b.js'), 'console.log(1)');
    await writeFile(join(this.folder, 'secret.txt'), 'outside of the page');
    this.store = await openStore({ path: join(this.folder, 'store.db') });
    await this.store.migrate([...orgMigrations, ...webMigrations]);
    this.web = await this.open();
  }

  private async end(): Promise<void> {
    await this.web[Symbol.asyncDispose]();
    await this.store[Symbol.asyncDispose]();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Opens one more server over the same store and page, other in what `change` says. */
  readonly open = (change: Partial<WebParts> = {}): Promise<Web> =>
    openWeb({
      config: settings(),
      operations: operations(this),
      door: openDoor,
      store: this.store,
      log: createLog('debug', { write: (line: string) => void this.logged.push(line) }),
      clock: { now: () => new Date(this.now) },
      consoleFolder: join(this.folder, 'page'),
      push: (pushed) => this.take(pushed),
      ...change,
    });

  private async take({ name, stream, caller, progress }: Pushed): Promise<object> {
    let bytes = 0;
    for await (const chunk of stream) bytes += z.instanceof(Uint8Array).parse(chunk).length;
    this.pushed.push({ name, bytes, by: caller.name });
    for (const done of [bytes / 2, bytes])
      progress.report({ what: { en: 'Reading', ja: '読み込み' }, done, unit: 'bytes' });
    if (name === 'broken') throw new Fault('Unavailable', 'The disk is full. Make room.');
    return { events: 1 };
  }

  /** Asks as any program could: headers as given, the path untouched (fetch would mend both). */
  readonly ask = async (
    path: string,
    { method = 'GET', headers = {}, body }: Ask = {},
    url = this.web.url,
  ): Promise<Reply> => {
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, path, method, headers, agent: false });
    sent.on('error', () => undefined); // a refused body is cut off while it is still sent
    sent.end(body);
    const reply = await replyTo(sent);
    let text = '';
    for await (const chunk of reply) text += String(chunk);
    return { status: reply.statusCode ?? 0, headers: reply.headers, text };
  };

  readonly post = (
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
    url = this.web.url,
  ): Promise<Reply> =>
    this.ask(path, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) }, url);

  /** Signs in and returns the header that carries the session. */
  readonly signedIn = async (to = this.web): Promise<{ Cookie: string }> => {
    const { headers } = await this.post('/sign-in', { token: tokenOf(await to.signInLink()) }, {}, to.url);
    return { Cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '' };
  };
}

export const settings = (change: Record<string, unknown> = {}): Config['web'] =>
  Config.parse({ web: { port: 0, ...change } }).web;

export const json = { 'Content-Type': 'application/json' };
export const tokenOf = (link: string): string => new URL(link).hash.slice(1);
export const codeOf = ({ text }: Reply): unknown => z.object({ code: z.string() }).parse(JSON.parse(text)).code;

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** What a server answers to what is sent. */
export async function replyTo(sent: ClientRequest): Promise<IncomingMessage> {
  return z.instanceof(IncomingMessage).parse((await once(sent, 'response'))[0]);
}

interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

const own = await folderOf<Bindable<WebContext>>(new URL('operations/', import.meta.url));

const define = (name: string, handle: (input: unknown) => Promise<unknown>): Callable =>
  operation<null>()({ name, about: '', input: z.looseObject({}), output: z.unknown(), handle }).bind(null);

function operations(site: Site): Callable[] {
  const context = { store: site.store, clock: { now: () => new Date(site.now) }, homeAccount: localAccount };
  return [
    ...own.map((operation) => operation.bind(context)),
    define('Echo', async (input) => input),
    define('Refuse', async () => Promise.reject(new Fault('Conflict', 'It is taken already. Choose another.'))),
    define('Break', async () => Promise.reject(new TypeError('password of the lake is hunter2'))),
    define('Hang', async () => new Promise(() => undefined)),
  ];
}
