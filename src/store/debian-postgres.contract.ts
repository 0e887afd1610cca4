import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe } from 'vitest';
import { processEnvironment } from '#kernel';
import { openStore } from './open.ts';
import type { Store } from './store.ts';

const run = promisify(execFile);

/** A PostgreSQL server for tests: Debian's own, on a folder and a port of its own. */
export interface Postgres extends AsyncDisposable {
  readonly url: string;
}

/** What tests have of a server: its address once they run, and a store on it that nobody has written to. */
interface PostgresUnderTest {
  readonly url: string;
  emptied(): Promise<Store>;
}

/** Tests over a server of their own; where PostgreSQL is not installed they are skipped, and their title says so. */
export async function describeOnPostgres(title: string, tests: (server: PostgresUnderTest) => void): Promise<void> {
  const folder = await postgresFolder();
  const missing = ' (skipped: it is not installed; `apt-get install postgresql` brings it)';
  describe.skipIf(folder === undefined)(`${title}${folder === undefined ? missing : ''}`, () => {
    let server: Postgres;
    beforeAll(async () => {
      server = await startPostgres(folder ?? '');
    });
    afterAll(() => server[Symbol.asyncDispose]());

    tests({
      get url() {
        return server.url;
      },
      async emptied() {
        const store = await openStore({ url: server.url });
        await sql`drop schema public cascade`.execute(store.db);
        await sql`create schema public`.execute(store.db);
        return store;
      },
    });
  });
}

/** Where Debian's PostgreSQL is installed; undefined when it is not. */
export async function postgresFolder(): Promise<string | undefined> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  const debian = versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => `/usr/lib/postgresql/${version}/bin`);
  const path = (processEnvironment()['PATH'] ?? '').split(':');
  return [...debian, ...path].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
}

/** Starts a server from the programs in `folder`; it is ended, and its data removed, when it is disposed of. `tls`: texts of PEM. */
export async function startPostgres(
  folder: string,
  tls?: { readonly key: string; readonly certificate: string },
): Promise<Postgres> {
  const who = await identity();
  const data = await mkdtemp(join(tmpdir(), 'yagura-postgres-'));
  if (who.uid !== undefined) await chown(data, who.uid, who.gid);
  const options = { ...who, cwd: data, env: { LC_ALL: 'C' } };
  await run(join(folder, 'initdb'), ['-D', data, '-U', 'yagura', '-A', 'trust', '-E', 'UTF8', '-N'], options);
  if (tls !== undefined) {
    const files = { 'server.key': tls.key, 'server.crt': tls.certificate };
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(data, name), text, { mode: 0o600 });
      if (who.uid !== undefined) await chown(join(data, name), who.uid, who.gid);
    }
  }
  const port = await freePort();
  const flags = [
    ...(tls === undefined ? [] : ['-c', 'ssl=on']),
    '-D',
    data,
    '-k',
    data,
    '-h',
    '127.0.0.1',
    '-p',
    String(port),
    '-c',
    'fsync=off',
  ];
  const server = spawn(join(folder, 'postgres'), flags, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  await ready(server);
  return {
    url: `postgres://yagura:hidden-word@127.0.0.1:${port}/postgres`,
    async [Symbol.asyncDispose]() {
      const ended = once(server, 'exit');
      server.kill('SIGINT'); // ends it at once, and in order
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: then it runs as the user that Debian made for it. */
async function identity(): Promise<{ uid: number; gid: number } | { uid?: never; gid?: never }> {
  if (process.getuid?.() !== 0) return {};
  return { uid: await numberOf('-u'), gid: await numberOf('-g') };
}

const numberOf = async (flag: '-u' | '-g'): Promise<number> => Number((await run('id', [flag, 'postgres'])).stdout);

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => void probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function ready(server: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    server.once('exit', () => reject(new Error(`PostgreSQL ended before it listened: ${said}`)));
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('ready to accept connections')) resolve();
    });
  });
}
