import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { openStore } from './open.ts';
import { storeContract } from './store.contract.ts';

const folder = await mkdtemp(join(tmpdir(), 'yagura-store-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const inside = join(folder, 'inside');
const path = join(inside, 'store.db');

storeContract(
  'sqlite',
  () => openStore({ path }),
  () => rm(inside, { recursive: true, force: true }),
);

describe('An SQLite store', () => {
  it('can be read by its owner alone', async () => {
    const file = join(folder, 'private', 'store.db');
    await using _ = await openStore({ path: file });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('says which file it cannot open, and what to do', async () => {
    const file = join(folder, 'no-database.db');
    await writeFile(file, 'this is no database, and long enough to be none'.repeat(100));
    const refusal = {
      code: 'Unavailable',
      message: expect.stringMatching(/no-database\.db could not be used: it is no database of SQLite.*backup/),
    };
    await expect(openStore({ path: file })).rejects.toMatchObject(refusal);
    await expect(openStore({ path: folder })).rejects.toMatchObject({ code: 'Unavailable' });
  });

  it('has nothing left in progress once it waited for somebody else who wrote', async () => {
    const path = join(folder, 'waited', 'store.db');
    await using first = await openStore({ path });
    await using second = await openStore({ path });
    await first.db.schema.createTable('n').addColumn('n', 'integer').execute();
    const add = (db: Kysely<unknown>) =>
      db.withTables<{ n: { n: number } }>().insertInto('n').values({ n: 1 }).execute();
    let waiting: Promise<unknown> | undefined;
    await first.db.transaction().execute(async (transaction) => {
      await add(transaction);
      waiting = add(second.db);
      await pause(50); // by now the second was refused
    });
    await waiting;
    await sql`vacuum`.execute(second.db); // is refused at once where a statement is in progress
    expect(await second.db.withTables<{ n: { n: number } }>().selectFrom('n').select('n').execute()).toHaveLength(2);
  });

  it('keeps every acknowledged write when its process is killed', async () => {
    const file = join(folder, 'killed', 'store.db');
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', writer(file)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let last = -1;
    child.stdout.on('data', (chunk: Buffer) => {
      last = Number(chunk.toString().trim().split('\n').at(-1));
      if (last > 200) child.kill('SIGKILL');
    });
    await once(child, 'close');
    await using store = await openStore({ path: file });
    const rows = await store.db.withTables<{ n: { n: number } }>().selectFrom('n').select('n').orderBy('n').execute();
    expect(rows.slice(0, last + 1)).toEqual(Array.from({ length: last + 1 }, (_, n) => ({ n })));
    expect(last).toBeGreaterThan(200);
  });
});

/** A program that writes numbers for ever, and says each when it was acknowledged. */
const writer = (path: string): string => `
  const { openStore } = await import(${JSON.stringify(new URL('open.ts', import.meta.url).href)});
  const { writeSync } = await import('node:fs');
  const store = await openStore(${JSON.stringify({ path })});
  await store.migrate([{ id: '1', up: (db) => db.schema.createTable('n').addColumn('n', 'integer').execute() }]);
  for (let n = 0; ; n += 1) {
    await store.db.insertInto('n').values({ n }).execute();
    writeSync(1, n + '\\n');
  }`;
