import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { request } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Config, createLog, Fault, systemClock } from '#kernel';
import { orgMigrations } from '#org';
import { openStore, type Store } from '#store';
import type { HandedOver } from './imports.ts';
import { openDoor } from './open-door.contract.ts';
import { webMigrations } from './tables.ts';
import { openWeb, type Web } from './web.ts';

let folder: string;
let store: Store;
let web: Web;
let taken: { inputs: readonly string[]; stdin: string }[];
const machineToken = 'the-token-of-the-data-folder';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-imports-'));
  await mkdir(join(folder, 'page'));
  await writeFile(join(folder, 'page/index.html'), '<!doctype html><title>Yagura</title>');
  store = await openStore({ path: join(folder, 'store.db') });
  await store.migrate([...orgMigrations, ...webMigrations]);
  web = await openWeb({
    // Open to a network, so that this machine can be reached as a stranger would reach it.
    config: Config.parse({ web: { port: 0, host: '0.0.0.0', behindProxy: true } }).web,
    operations: [],
    door: openDoor,
    store,
    log: createLog('silent'),
    clock: systemClock,
    consoleFolder: join(folder, 'page'),
    machineToken,
    takeImport,
  });
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => void (taken = []));

async function takeImport({ inputs, stdin, progress }: HandedOver): Promise<object> {
  taken.push({ inputs, stdin: inputs.includes('-') ? await text(stdin) : '' });
  progress.report({ what: { en: 'Reading', ja: '読み込み' }, done: 5, unit: 'bytes' });
  if (inputs.includes('/full')) throw new Fault('Unavailable', 'The disk is full. Make room.');
  return { filesRead: 1 };
}

interface Reply {
  readonly status: number;
  readonly lines: unknown[];
}

const linesOf = (said: string): unknown[] =>
  said
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

const token = { Authorization: `Bearer ${machineToken}` };

function ask(body: string, headers: Record<string, string> = token, host = '127.0.0.1'): Promise<Reply> {
  const { port } = new URL(web.localUrl);
  return new Promise((resolve, reject) => {
    const sent = request({ host, port, path: '/import', method: 'POST', headers }, (reply) => {
      text(reply).then((said) => resolve({ status: reply.statusCode ?? 0, lines: linesOf(said) }), reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('Handing paths over to be read', () => {
  it('takes them from the command line of this machine, with its standard input, and tells each step and the end', async () => {
    const { status, lines } = await ask('{"inputs":["/logs","-"]}\n{"first": 1}\nand more');
    expect(status).toBe(200);
    expect(taken).toEqual([{ inputs: ['/logs', '-'], stdin: '{"first": 1}\nand more' }]);
    expect(lines).toMatchObject([{ step: { done: 0 } }, { step: { done: 5 } }, { report: { filesRead: 1 } }]);
    expect((await ask('{"inputs":["/full"]}')).lines.at(-1)).toEqual({
      fault: { code: 'Unavailable', message: 'The disk is full. Make room.' },
    });
  });

  it('refuses whoever has not the token, has it through a proxy, or says what is no list of inputs', async () => {
    const good = '{"inputs":["/logs"]}\n';
    const addresses = Object.values(networkInterfaces()).flatMap((all = []) => all);
    const own = addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
    // Reached by an address of its own, this machine is still this machine.
    if (own !== undefined) expect((await ask(good, { ...token, Host: own }, own)).status).toBe(200);
    taken = [];
    expect((await ask(good, {})).status).toBe(401);
    expect((await ask(good, { Authorization: 'Bearer guessed' })).status).toBe(401);
    expect((await ask(good, { ...token, 'X-Forwarded-For': '203.0.113.9' })).status).toBe(403);
    expect((await ask(good, { ...token, Origin: 'https://evil.example' })).status).toBe(403);
    for (const bad of ['', 'no JSON', '{"inputs":[]}', '{"inputs":[""]}', '{"inputs":"/logs"}'])
      expect(await ask(bad), bad).toMatchObject({ status: 400, lines: [{ code: 'BadInput' }] });
    expect((await ask('x'.repeat(9_000_000))).status).toBe(413);
    expect(taken).toEqual([]);
  });
});
