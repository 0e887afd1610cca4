import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findingChanges, findingMigrations, occurrences, occurrencesOf } from '#findings';
import { systemClock } from '#kernel';
import { openLake, type Lake, type LakeTable } from '#lake';
import { allSources, tables } from '#sources';
import { openStore, type Store } from '#store';
import { openBook } from './book.ts';
import type { Delivered } from './detector.ts';
import { openJudge } from './judge.ts';
import { openDetector } from './open-detector.ts';

const rules = `
title: A secret was read
name: read
logsource: { product: aws, service: cloudtrail }
detection: { one: { eventName: GetSecretValue }, condition: one }
---
title: Many secrets read by one caller
status: test
correlation:
  type: value_count
  rules: [read]
  group-by: [who]
  timespan: 10m
  condition: { field: requestParameters.secretId, gte: 3 }
  aliases: { who: { read: userIdentity.arn } }
level: high
`;

const calls: LakeTable = { name: 'api_activity', columns: tables.api_activity, orderBy: ['time', 'id'], time: 'time' };
const start = Date.parse('2026-03-10T12:00:00Z');
let folder: string;
let lake: Lake;
let store: Store;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-signals-'));
  lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  store = await openStore({ path: join(folder, 'store.db') });
  await lake.migrate([occurrences, findingChanges, calls]);
  await store.migrate(findingMigrations);
});
afterAll(async () => {
  await lake[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const record = (number: number): Record<string, unknown> => ({
  eventTime: new Date(start + number * 1000).toISOString(),
  eventSource: 'secretsmanager.amazonaws.com',
  eventName: 'GetSecretValue',
  eventID: `event-${number}`,
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/mallory' },
  requestParameters: { secretId: `secret-${number}` },
  userAgent: 'aws-cli/2.9',
});

test('a signal is kept with what correlations read of it, and the finding they make has the events whole', async () => {
  const sources = await allSources();
  const book = openBook({ own: [], other: [{ file: 'secrets.yml', text: rules }] });
  expect(book.problems).toEqual([]);
  const detector = openDetector({ judge: openJudge(book, sources), lake, store, clock: systemClock });
  const reader = sources.find(({ name }) => name === 'cloudtrail')?.reader();
  const delivered = [1, 2, 3].flatMap(
    (number): Delivered[] =>
      reader?.read(record(number)).map((event) => ({ event, file: 'f', position: number })) ?? [],
  );
  await lake.append(
    calls,
    delivered.slice(1).map(({ event: { columns, time, id, source } }) => ({ ...columns, time, id, source })),
  );
  await detector.judge(delivered);
  await detector.settle([{ from: start, to: start + 60_000 }]);

  const kept = await lake.rows<{ raw: string }>("SELECT raw FROM occurrences WHERE finding = '' ORDER BY time");
  const { requestParameters } = record(1);
  const userIdentity = { arn: 'arn:aws:iam::111122223333:user/mallory' };
  expect(JSON.parse(kept[0]?.raw ?? '')).toEqual({ userIdentity, requestParameters });
  expect(kept).toHaveLength(3);

  const [made] = await lake.rows<{ finding: string }>("SELECT DISTINCT finding FROM occurrences WHERE finding != ''");
  const shown = await occurrencesOf(made?.finding ?? '', { limit: 10, offset: 0 }, lake);
  // The first event is no longer in its table: what was kept of it stands in for it.
  expect(shown.map(({ event }) => event)).toEqual([record(3), record(2), { userIdentity, requestParameters }]);
});
