// Opens no lake.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '#store';
import { Checkpoints } from './checkpoints.ts';
import { Ledger, type FileEnd } from './ledger.ts';
import { ingestMigrations } from './tables.ts';

const hour = 3_600_000;
let folder: string;
let store: Store;
let now: number;
beforeEach(async () => {
  now = 1000;
  folder = await mkdtemp(join(tmpdir(), 'yagura-ledger-'));
  store = await openStore({ path: join(folder, 'store.db') });
  await store.migrate(ingestMigrations);
});
afterEach(async () => {
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const open = (run = 'run'): Ledger => new Ledger(store, run, { now: () => new Date(now) });
const file = (identity: string, change: Partial<FileEnd> = {}): FileEnd => {
  const counts = { events: 1, refused: 0, first: 0, last: 0, lines: 1 };
  return { identity, path: `/logs/${identity}`, size: 10, state: 'done', source: 'cloudtrail', ...counts, ...change };
};
const spansOf = async (ledger: Ledger): Promise<number[][]> =>
  (await ledger.unsettled()).spans.map(({ from, to }) => [from, to]);

describe('The ledger of files', () => {
  it('knows how far each file is, among more than one statement holds', async () => {
    const identities = Array.from({ length: 1201 }, (_, place) => `file ${place}`);
    await open().start(identities.map((identity) => file(identity)));
    await open().finish([file('file 0'), file('file 1200', { state: 'refused', refused: 3 })]);
    const found = await open().find([...identities, 'never met']);
    expect(found.size).toBe(1201);
    expect(['file 0', 'file 1', 'file 1200'].map((one) => found.get(one)?.state)).toEqual([
      'done',
      'started',
      'refused',
    ]);
    expect(found.get('file 1200')).toMatchObject({ refused: 3, lines: 1, size: 10 });
  });

  it('finds what was read under a path by the path, however many files are done', async () => {
    const asked = `select * from ingest_files where path in ('/logs/a', '/logs/b') and state = 'done'`;
    const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(asked)}`.execute(store.db);
    expect(rows.map(({ detail }) => detail)).toEqual([expect.stringContaining('ingest_files_path')]);
  });

  it('tells what was acknowledged under a path, in all its contents, and nothing else', async () => {
    const path = '/logs/grows';
    await open().finish([file('early', { path }), file('late', { path }), file('broken', { path, state: 'refused' })]);
    await open().start([file('now', { path })]);
    const under = await open().under([path, '/logs/other']);
    expect([...under.keys()]).toEqual([path]);
    expect(
      under
        .get(path)
        ?.map(({ identity }) => identity)
        .toSorted(),
    ).toEqual(['early', 'late']);
  });

  it('tells of which files a run left rows behind, until they are taken out', async () => {
    await open('killed').start([file('a'), file('b'), file('c')]);
    await open('killed').finish([file('c')]);
    await open('other').start([file('d')]);
    expect((await open().leftBehind('killed')).toSorted()).toEqual(['a', 'b']);
    await open().cleared(['a']);
    expect(await open().leftBehind('killed')).toEqual(['b']);
    expect((await open().find(['a'])).get('a')?.state).toBe('cleared');
  });

  it('moves the marks of a listing with the files, each stem to its last key', async () => {
    const marks = ['k1', 'k3', 'k2'].map((key) => ({ place: 's3://logs', stem: 'a', key }));
    await open().finish([file('a')], [...marks, { place: 's3://logs', stem: 'b', key: 'k9' }]);
    await open().finish([], [{ place: 's3://other', stem: 'a', key: 'k5' }]);
    const rows = await store.db
      .withTables<{ ingest_checkpoints: object }>()
      .selectFrom('ingest_checkpoints')
      .selectAll()
      .execute();
    expect(rows).toHaveLength(3);
    expect(rows).toContainEqual({ place: 's3://logs', stem: 'a', key: 'k2' });
    expect((await Checkpoints.of('s3://logs', store)).jump('b', 'k0')).toBeUndefined(); // undated: looked at again
  });
});

describe('What detections over many events have not looked at', () => {
  it('is the spans of files with events, joined where less than an hour lies between them', async () => {
    await open().finish([
      file('late', { first: 10 * hour, last: 11 * hour }),
      file('long', { first: 0, last: 5 * hour }),
      file('within', { first: hour, last: 2 * hour }),
      file('an hour after', { first: 6 * hour, last: 6 * hour }),
      file('empty', { events: 0, first: 7 * hour, last: 9 * hour }),
      file('refused', { state: 'refused', first: 7 * hour, last: 9 * hour }),
    ]);
    expect(await spansOf(open())).toEqual([
      [0, 6 * hour],
      [10 * hour, 11 * hour],
    ]);
    await open().finish([file('a moment more', { first: 12 * hour + 1, last: 12 * hour + 1 })]);
    expect((await spansOf(open())).at(-1)).toEqual([12 * hour + 1, 12 * hour + 1]);
  });

  it('is settled once, but for files that came after it was asked', async () => {
    await open().finish([file('before', { first: 0, last: 10 })]);
    const asked = await open().unsettled();
    now += 1;
    await open().finish([file('meanwhile', { first: 5, last: 6 })]);
    await open().settled(asked);
    expect(await spansOf(open())).toEqual([[5, 6]]);
    await open().settled(await open().unsettled());
    expect(await spansOf(open())).toEqual([]);
    await open().finish([file('before', { first: 0, last: 12 })]); // it grew and was read again
    expect(await spansOf(open())).toEqual([[0, 12]]);
  });

  it('is looked at also where somebody has set the clock back since, and what another run brings is not lost by it', async () => {
    await open('of yesterday').finish([file('before', { first: 0, last: 10 })]);
    now -= hour;
    const asked = await open().unsettled();
    expect(asked.spans).toEqual([{ from: 0, to: 10 }]);
    await open('at the same time').finish([file('meanwhile', { first: 5, last: 6 })]);
    await open().settled(asked);
    expect(await spansOf(open())).toEqual([[5, 6]]);
  });

  it('covers every file with events, and no hour that is far from all of them', async () => {
    const lengths = fc.record({ first: fc.integer({ min: 0, max: 40 }), hours: fc.integer({ min: 0, max: 6 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(lengths, { minLength: 1, maxLength: 12 }), async (files) => {
        await store.db.withTables<{ ingest_files: object }>().deleteFrom('ingest_files').execute();
        const ends = files.map(({ first, hours }, place) =>
          file(`${place}`, { first: first * hour, last: (first + hours) * hour }),
        );
        await open().finish(ends);
        const spans = (await spansOf(open())).map(([from = 0, to = 0]) => ({ from: from / hour, to: to / hour }));
        for (let half = -1; half <= 100; half += 1) {
          const at = half / 2;
          const looked = spans.some(({ from, to }) => from <= at && at <= to);
          const inFile = files.some(({ first, hours }) => first <= at && at <= first + hours);
          const beside = [at - 0.5, at + 0.5].every((next) =>
            files.some(({ first, hours }) => first <= next && next <= first + hours),
          );
          expect(looked, `${at}`).toBe(inFile || beside);
        }
      }),
      { numRuns: 50 },
    );
  });
});
