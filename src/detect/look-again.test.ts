import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alerts, findingChanges, findingMigrations } from '#findings';
import { contentFolder, systemClock, yamlFiles } from '#kernel';
import { openLake, type Lake } from '#lake';
import { allSources } from '#sources';
import { openStore, type Store } from '#store';
import { openBook } from './book.ts';
import { openJudge } from './judge.ts';
import { madeEvents } from './made-events.ts';
import { madeLists } from './made-lists.ts';
import { openDetector } from './open-detector.ts';
import type { ThreatLists } from './threat-lists.ts';
import { eventTables, rowOf, scratchTables } from './window-tables.ts';

const sources = await allSources();
const files = (await yamlFiles(`${contentFolder}/rules`)).filter(({ text }) =>
  /^finding: .*Caller\.Custom$|^finding: .*Request\.Custom$/m.test(text),
);
const judge = openJudge(openBook({ own: files, other: [] }), sources);

let folder: string;
let lake: Lake;
let store: Store;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-lists-'));
  lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  store = await openStore({ path: join(folder, 'store.db') });
  await lake.migrate([...scratchTables, alerts, findingChanges]);
  await store.migrate(findingMigrations);
});
afterAll(async () => {
  await lake[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const detectorWith = (lists: ThreatLists) => openDetector({ lake, store, clock: systemClock, judge, lists });

async function look(lists: ThreatLists): Promise<number> {
  let days = 0;
  for await (const day of detectorWith(lists).lookAgain()) days += day === undefined ? 0 : 1;
  return days;
}

type Shown = { findings: Record<'type' | 'principal' | 'resource', string> };
const found = async (): Promise<string[]> =>
  (await store.db.withTables<Shown>().selectFrom('findings').select(['type', 'principal']).execute())
    .map(({ type, principal }) => `${type} ${principal}`)
    .toSorted();

/** Of yesterday and of a month ago: a flow, a query and a call each, and others that no list holds. */
const events = [1, 31].flatMap((daysAgo) =>
  madeEvents(
    [
      { flows: 3, from: '10.0.1.5', to: '198.51.100.9', port: 443, answer: { packets: 8, bytes: 900 } },
      { flows: 3, from: '10.0.1.6', to: '203.0.113.77', port: 443, answer: { packets: 8, bytes: 900 } },
      { queries: 2, from: '10.0.1.5', name: 'orders.bad.example.net' },
      {
        calls: 1,
        eventSource: 'iam.amazonaws.com',
        eventName: 'CreateUser',
        sourceIPAddress: '198.51.100.9',
        userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/mei' },
      },
    ],
    sources,
    (Math.floor(Date.now() / 86_400_000) - daysAgo) * 86_400_000 + 36_000_000,
  ),
);

const bad = [
  { list: 'threat', entry: '198.51.100.0/24' },
  { list: 'threat', entry: 'bad.example.net' },
];
const all = [
  'Impact:EC2/MaliciousDomainRequest.Custom 10.0.1.5',
  'UnauthorizedAccess:EC2/MaliciousIPCaller.Custom 10.0.1.5',
  'UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom arn:aws:iam::111122223333:user/mei',
];

test('a list finds what came before it, a changed one takes back what it no longer says, and each is held against the past once', async () => {
  for (const table of Object.values(eventTables))
    await lake.append(table, events.filter(({ event }) => event.table === table.name).map(rowOf));
  const times = events.map(({ event }) => event.time);
  await detectorWith(await madeLists([])).settle([{ from: Math.min(...times), to: Math.max(...times) }]);
  expect(await found()).toEqual([]);

  expect(await look(await madeLists(bad))).toBe(2);
  expect(await found()).toEqual(all);
  expect(await look(await madeLists(bad))).toBe(0);

  // The same by an import after the list.
  await detectorWith(await madeLists(bad)).settle([{ from: Math.min(...times), to: Math.max(...times) }]);
  expect(await found()).toEqual(all);

  await look(await madeLists([...bad, { list: 'trusted', entry: '198.51.100.9' }]));
  expect(await found()).toEqual(all.slice(0, 1));
  await look(await madeLists(bad.slice(0, 1)));
  expect(await found()).toEqual(all.slice(1));
  await look(await madeLists([]));
  expect(await found()).toEqual([]);
});

test('a search of the past that ends in the middle is begun anew and finds the rest', async () => {
  const detector = detectorWith(await madeLists(bad));
  for await (const day of detector.lookAgain()) {
    expect(day).toBeDefined();
    break; // the process ends here
  }
  expect(await look(await madeLists(bad))).toBe(2);
  expect(await found()).toEqual(all);
  const counted = await lake.rows<{ count: number }>('SELECT count() AS count FROM occurrences');
  await look(await madeLists([...bad, { list: 'threat', entry: '192.0.2.1' }]));
  expect(await lake.rows('SELECT count() AS count FROM occurrences')).toEqual(counted);
});
