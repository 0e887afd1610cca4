// Opens no lake.
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Bench, type Ran } from './program.ts';

let bench: Bench;
let server: ReturnType<Bench['start']>;
let log = '';

const data = () => join(bench.folder, 'data');
const run = (...words: string[]): Promise<Ran> => bench.run(words);
const running = (): Promise<string[]> => readdir(data()).catch(() => []);

async function serve(): Promise<void> {
  server = bench.start(['serve', join(bench.folder, 'logs'), '--port', '0'], { YAGURA_LOG_LEVEL: 'trace' });
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  while (!(await running()).includes('server.json')) {
    if (server.exitCode !== null) throw new Error(`The server ended: ${log}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function stop(): Promise<void> {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
}

beforeAll(async () => {
  bench = await Bench.open();
  const event = { eventVersion: '1.08', eventID: 'e1', eventSource: 's3.amazonaws.com', eventName: 'ListBuckets' };
  await bench.write('logs/a.json', JSON.stringify({ ...event, eventTime: '2026-03-09T00:00:00Z' }));
});
afterAll(async () => {
  server.kill('SIGKILL');
  await bench[Symbol.asyncDispose]();
});

const variable = (out: string, name: string): string => new RegExp(`^export ${name}=(.+)$`, 'm').exec(out)?.[1] ?? '';

describe('Keys, people and policies from a shell', () => {
  test('say what to do before there is anything', async () => {
    const { code, err } = await run('keys', 'list');
    expect(err).toMatch(/Nothing has been served.*yagura serve/);
    expect(code).toBe(1);
    expect(await running()).toEqual([]); // and make nothing
  });

  test(
    'work while a server runs: what is printed can be pasted, and is nowhere else',
    { timeout: 180_000 },
    async () => {
      await serve();
      expect((await run('keys', 'list')).out).toMatch(/^There are no keys yet\. Make one: yagura keys create/);
      expect((await run('people', 'add', 'aiko', '--role', 'analyst')).out).toMatch(/aiko is analyst in account 0{12}/);
      const made = await run('keys', 'create', '--person', 'aiko');
      expect(
        made.out
          .trim()
          .split('\n')
          .map((line) => line.replace(/=.*/, '')),
      ).toEqual([
        'export AWS_ACCESS_KEY_ID',
        'export AWS_SECRET_ACCESS_KEY',
        'export AWS_ENDPOINT_URL',
        'export AWS_DEFAULT_REGION',
        'export AWS_REGION',
      ]);
      const secret = variable(made.out, 'AWS_SECRET_ACCESS_KEY');
      expect(secret).toHaveLength(40);
      const url = variable(made.out, 'AWS_ENDPOINT_URL');
      expect(await (await fetch(`${url}/health`)).text()).toBe('ok');

      const whoAmI = JSON.parse((await run('call', 'sts', 'GetCallerIdentity')).out);
      expect(whoAmI).toMatchObject({ Arn: 'arn:aws:iam::000000000000:user/this-machine' });
      const link = (await run('signin-link', '--person', 'aiko')).out.trim();
      expect(link.startsWith(`${url}/sign-in#`)).toBe(true);

      const id = variable(made.out, 'AWS_ACCESS_KEY_ID');
      expect((await run('keys', 'list')).out).toMatch(new RegExp(`${id}\\s+aiko\\s+active`));
      expect((await run('keys', 'revoke', id)).out).toContain(id);

      expect(log).toContain('GetCallerIdentity'); // it says much
      expect(log).not.toContain(secret);
      for (const name of await readdir(data(), { recursive: true })) {
        const bytes = await readFile(join(data(), name)).catch(() => undefined); // folders
        expect(bytes?.includes(secret) ?? false, name).toBe(false);
      }
    },
  );

  test(
    'change policies of the running server, and refuse what would lock everybody out',
    { timeout: 120_000 },
    async () => {
      const file = await bench.write(
        'night.cedar',
        '@id("night") permit (principal == Yagura::Person::"aiko", action in Yagura::Action::"administration", resource);',
      );
      expect((await run('policies', 'set', 'night', file)).out).toContain('night is in force');
      expect((await run('policies', 'who-can', 'yagura:CreateAccessKey')).out).toContain('aiko');
      const none = await bench.write('none.cedar', 'forbid (principal, action, resource);');
      const refused = await run('policies', 'check', 'night', none);
      expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/no administrator could/)]);
      expect((await run('policies', 'reset', 'night')).code).toBe(0);
    },
  );

  test(
    'work on the data folder when no server runs, and find what was called before',
    { timeout: 120_000 },
    async () => {
      await stop();
      expect(await running()).not.toContain('server.json');
      const sql = "SELECT DISTINCT action FROM api_activity WHERE source = 'yagura' ORDER BY action";
      const { out } = await run('call', 'yagura', 'RunQuery', JSON.stringify({ sql }));
      for (const action of ['CreateAccessKey', 'CreatePerson', 'GetCallerIdentity', 'PutPolicy', 'RevokeAccessKey'])
        expect(out).toContain(`"${action}"`);
    },
  );

  test('tell what is wrong with a call', async () => {
    expect(await run('keys', 'create')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--person NAME, or --role/),
    });
    expect(await run('call', 'yagura', 'GetStatus', '{')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no JSON/),
    });
    expect(await run('keys', 'create', '--person', 'nobody')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/nobody called "nobody"/),
    });
  });
});
