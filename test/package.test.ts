// Opens no lake.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { noteModules, notedModules } from './cli/loaded-modules.ts';

// The package as npm makes it, in an empty folder beside what it depends on and nothing else.

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const run = promisify(execFile);
const Dependencies = z.record(z.string(), z.string());
const Manifest = z.object({ dependencies: Dependencies, optionalDependencies: Dependencies });

/** A program of somebody else. What it marks as an error of types must be one, or the types say nothing. */
const application = `
import { Hono } from 'hono';
import { open, type AccessRequest } from 'yagura/authz';
import { authorize } from 'yagura/authz/hono';

const authorizer = await open('policies');
const view = (user: string): AccessRequest => ({
  principal: { type: 'User', id: user }, action: 'Action::"view"', resource: 'Photo::"beach"',
});
console.log('alice %s, bob %s', authorizer.isAllowed(view('alice')), authorizer.isAllowed(view('bob')));
// @ts-expect-error a request has an action
export const wrong: AccessRequest = { principal: '', resource: '' };
// @ts-expect-error a decision is no number
export const count: number = authorizer.isAllowed(view('alice'));

const asked = (user: string | undefined) => (user === undefined ? undefined : view(user));
const app = new Hono().use(authorize(authorizer, (context) => asked(context.req.header('user')))).get('/', (context) => context.text(''));
const status = async (headers: Record<string, string>): Promise<number> => (await app.request('/', { headers })).status;
console.log('alice %s, bob %s, nobody %s', await status({ user: 'alice' }), await status({ user: 'bob' }), await status({}));
`;

let folder: string;
let installed: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-package-'));
  installed = join(folder, 'node_modules', 'yagura');
  await mkdir(installed, { recursive: true });
  await run(process.execPath, [join(root, 'scripts', 'build.mjs')]);
  await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], { cwd: root });
  await run('tar', ['-xzf', join(folder, 'yagura-0.1.0.tgz'), '-C', installed, '--strip-components=1']);
  const manifest = Manifest.parse(JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')));
  for (const name of Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })) {
    await mkdir(dirname(join(folder, 'node_modules', name)), { recursive: true });
    await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  const call = { eventVersion: '1.08', eventTime: '2026-03-09T00:00:00Z', eventID: 'e1', awsRegion: 'us-east-1' };
  const stopped = { ...call, eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging' };
  await mkdir(join(folder, 'logs'));
  await writeFile(join(folder, 'logs', 'calls.json'), JSON.stringify({ Records: [stopped] }));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const yagura = (...words: string[]): Promise<{ stdout: string }> => yaguraWith({}, ...words);

const yaguraWith = (environment: Record<string, string>, ...words: string[]): Promise<{ stdout: string }> =>
  run(process.execPath, [join(installed, 'bin', 'yagura'), ...words], {
    cwd: folder,
    env: { ...environment, PATH: process.env['PATH'], HOME: folder, YAGURA_DATA: join(folder, 'data') },
  });

describe('The installed package', { timeout: 120_000 }, () => {
  test('finds what stands in logs, with its own rules and knowledge', async () => {
    const { stdout } = await yagura('detect', 'logs', '--format', 'jsonl');
    expect(stdout).toContain('Stealth:IAMUser/CloudTrailLoggingDisabled');
    expect((await yagura('rules', 'list')).stdout.split('\n').length).toBeGreaterThan(100);
  });

  test('starts a short command from a few files, not from one for each that it was written in', async () => {
    const noted = join(folder, 'modules');
    await yaguraWith(noteModules(noted), 'rules', 'list');
    const own = (await notedModules(noted)).filter((url) => url.includes('/yagura/dist/'));
    expect(own.length).toBeGreaterThan(5);
    expect(own.length).toBeLessThan(80); // 34; by themselves 360
  });

  test('keeps logs and answers questions about them', async () => {
    await yagura('ingest', 'logs');
    const { stdout } = await yagura('query', 'SELECT action FROM api_activity');
    expect(stdout).toContain('StopLogging');
    expect((await yagura('doctor')).stdout).not.toContain('not installed');
  });

  test('decides in the process of another program, and brings the types for it', async () => {
    await writeFile(join(folder, 'package.json'), '{"type": "module"}');
    await mkdir(join(folder, 'policies'), { recursive: true });
    await writeFile(
      join(folder, 'policies', 'owner.cedar'),
      'permit (principal == User::"alice", action, resource is Photo);',
    );
    await writeFile(join(folder, 'application.ts'), application);
    for (const name of ['@types/node', 'undici-types'])
      await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name)).catch(() => undefined);
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const flags = ['--strict', '--module', 'nodenext', '--target', 'es2023', '--skipLibCheck'];
    await run(process.execPath, [compiler, ...flags, 'application.ts'], { cwd: folder });
    const { stdout } = await run(process.execPath, ['application.js'], { cwd: folder });
    expect(stdout).toBe('alice true, bob false\nalice 200, bob 403, nobody 401\n');
  });

  test('serves its page', async () => {
    const server = spawn(process.execPath, [join(installed, 'bin', 'yagura'), 'serve', 'logs', '--port', '0'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: folder, YAGURA_DATA: join(folder, 'served') },
    });
    try {
      const address = await new Promise<string>((resolve, reject) => {
        let said = '';
        for (const stream of [server.stdout, server.stderr]) {
          stream.on('data', (chunk: Buffer) => {
            said += chunk.toString();
            const found = /http:\/\/[\w.:[\]]+:\d+/.exec(said)?.[0];
            if (found !== undefined) resolve(found);
          });
        }
        server.on('exit', () => reject(new Error(`The server ended: ${said}`)));
      });
      expect(await (await fetch(address)).text()).toContain('<script type="module"');
    } finally {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
    }
  });
});
