import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alerts, findingChanges, findingMigrations } from '#findings';
import { contentFolder, systemClock, yamlFiles } from '#kernel';
import { openLake, type Lake } from '#lake';
import { allSources } from '#sources';
import { openStore, type Store } from '#store';
import { openBook } from './book.ts';
import type { Delivered } from './detector.ts';
import { openJudge } from './judge.ts';
import { madeLists } from './made-lists.ts';
import { openDetector } from './open-detector.ts';
import { eventTables, rowOf, scratchTables } from './window-tables.ts';
import { eventsOfTest } from './window-tests.ts';

const sources = await allSources();
/** One window of each way to decide; all of them take minutes. */
const chosen =
  /port-scan|ssh-brute-force\.|regular-beacon|miner-by|unusual-do[ht]|traffic-volume-unusual|network-port|\/backdoor-slow-beacon|many-logins\.|dns-tunnel-of|dga-slow|dns-data-exf|command-server-queried|tor-ip-caller|resource-credential/;
const files = (await yamlFiles(`${contentFolder}/rules`)).filter(
  ({ file, text }) => /^window:/m.test(text) && chosen.test(file),
);
const judge = openJudge(openBook({ own: files, other: [] }), sources);
const tables = [...scratchTables, alerts, findingChanges];

/** Of each window what fires it with the fewest events, so far apart that none is within the memory of the next. */
const apart = 35 * 86_400_000;
const cases = judge.book.windows.flatMap((window, at) => {
  const fires = (judge.book.claimed(window.id)?.guide?.tests ?? []).filter((one) => 'fires' in one);
  const made = fires
    .map((one) => ({ one, events: eventsOfTest(one, sources, Date.UTC(2010, 0, 5, 9) + at * apart) }))
    .toSorted((a, b) => a.events.length - b.events.length);
  return made.slice(0, 1).map((first) => ({ window, ...first }));
});
const events = cases.flatMap((one) => one.events);
/** Events whose log gives them an id come into the lake once; others as often as files deliver them. */
const doubling = events.filter(({ event }) => event.id === '');
const lists = await madeLists(
  cases.flatMap(({ one }) => ('fires' in one ? [one.fires].flat() : [])).filter((line) => 'list' in line),
);

let folder: string;
let lake: Lake;
let store: Store;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-untidy-'));
  lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 700, threads: 2 });
  store = await openStore({ path: join(folder, 'store.db') });
  await lake.migrate(tables);
  await store.migrate(findingMigrations);
});
afterAll(async () => {
  await lake[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

type Shown = { findings: Record<'id' | 'type' | 'principal' | 'resource', string> & { count: number } };

/** What people are shown after events were brought in these parts, one after the other, into an empty lake. */
async function shownAfter(parts: readonly (readonly Delivered[])[]) {
  for (const { name } of tables) await lake.client.command({ query: `TRUNCATE TABLE ${name}` });
  await store.db.withTables<Shown>().deleteFrom('findings').execute();
  const detector = openDetector({ lake, store, clock: systemClock, judge, lists });
  for (const part of parts) {
    for (const table of Object.values(eventTables))
      await lake.append(table, part.filter(({ event }) => event.table === table.name).map(rowOf));
    await detector.settle([spanOf(part)]);
  }
  const findings = await store.db.withTables<Shown>().selectFrom('findings').selectAll().orderBy('id').execute();
  return {
    findings: findings.map(({ id, type, principal, resource, count }) => ({ id, type, principal, resource, count })),
    measured: await lake.rows<{ rule: string }>(
      'SELECT rule, finding, time, en FROM alerts FINAL WHERE alive ORDER BY rule, finding, time',
    ),
  };
}

/** The span of an import. */
function spanOf(part: readonly Delivered[]) {
  const times = part.map(({ event }) => event.time);
  return { from: Math.min(...times), to: Math.max(...times) };
}

/** A minute of work: `npm run test:long`. settle-windows.test.ts and settle-baselines.test.ts try the same of some in every run. */
const isShort = process.env['YAGURA_LONG'] === undefined;

test.skipIf(isShort)(
  'of every sort of window: late, doubled and shuffled events give the findings of tidy ones (only in npm run test:long)',
  async () => {
    const tidy = await shownAfter([events]);
    const fired = new Set(tidy.measured.map(({ rule }) => rule));
    expect(cases.filter(({ window }) => !fired.has(window.id)).map(({ window }) => window.file)).toEqual([]);
    const untidy = fc
      .tuple(
        fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length }),
        fc.shuffledSubarray(doubling, { minLength: 50, maxLength: 100 }),
      )
      .map(([shuffled, again]) => {
        const half = Math.floor(shuffled.length / 2);
        const doubled = again.map((delivered) => ({ ...delivered, file: 'again' }));
        return [shuffled.slice(0, half), [...shuffled.slice(half), ...doubled]];
      });
    await fc.assert(
      fc.asyncProperty(untidy, async (parts) => {
        expect(await shownAfter(parts)).toEqual(tidy);
      }),
      { numRuns: 1, endOnFailure: true },
    );
  },
  240_000,
);
