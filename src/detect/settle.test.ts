import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findingChanges, occurrences } from '#findings';
import { Fault, systemClock } from '#kernel';
import type { Lake, LakeTable } from '#lake';
import { allSources, tables, type Source } from '#sources';
import { openBook } from './book.ts';
import type { Delivered } from './detector.ts';
import { openJudge } from './judge.ts';
import { openDetector } from './open-detector.ts';
import { openSettling, type Settling } from './settling.contract.ts';

const calls: LakeTable = { name: 'api_activity', columns: tables.api_activity, orderBy: ['time', 'id'], time: 'time' };
const start = Date.parse('2026-03-10T00:00:00Z');
const minute = 60_000;
let settling: Settling;
let sources: readonly Source[];

beforeAll(async () => {
  settling = await openSettling([occurrences, findingChanges, calls]);
  sources = await allSources();
});
beforeEach(() => settling.empty());
afterAll(() => settling[Symbol.asyncDispose]());

const rules = (condition: string): string => `
title: A secret was read
name: read
logsource: { product: aws, service: cloudtrail }
detection: { one: { eventName: GetSecretValue }, condition: one }
---
title: So many secrets read within ten minutes
status: test
correlation:
  type: event_count
  rules: [read]
  group-by: [userIdentity.arn]
  timespan: 10m
  condition: { ${condition} }
level: high
`;

function readAt(minutes: number, caller: string): Delivered[] {
  const event = {
    eventTime: new Date(start + minutes * minute).toISOString(),
    eventSource: 'secretsmanager.amazonaws.com',
    eventName: 'GetSecretValue',
    eventID: `${caller}-${minutes}`,
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::111122223333:user/${caller}` },
    userAgent: 'aws-cli/2.9',
  };
  const reader = sources.find(({ name }) => name === 'cloudtrail')?.reader();
  return reader?.read(event).map((read) => ({ event: read, file: 'f', position: minutes })) ?? [];
}

const detectorOver = (lake: Lake, condition: string) => {
  const book = openBook({ own: [], other: [{ file: 'secrets.yml', text: rules(condition) }] });
  expect(book.problems).toEqual([]);
  return openDetector({ judge: openJudge(book, sources), lake, store: settling.store, clock: systemClock });
};

/** The ids of the events that stand in findings. */
async function told(): Promise<string[]> {
  const rows = await settling.lake.rows<{ event_id: string }>(
    "SELECT DISTINCT event_id FROM occurrences WHERE finding != '' ORDER BY event_id",
  );
  return rows.map(({ event_id: id }) => id);
}

test('few events are not told of a window of which only a part was asked for', async () => {
  const detector = detectorOver(settling.lake, 'lte: 3');
  await detector.judge(Array.from({ length: 120 }, (_, at) => readAt(at, 'alice')).flat());
  await detector.settle([{ from: start + 60 * minute, to: start + 70 * minute }]);
  expect(await told()).toEqual([]);
});

/** A lake that has too little memory for more than so many minutes at once. */
function withMemoryFor(minutes: number, lake: Lake): { lake: Lake; refused: () => number } {
  let refused = 0;
  const rows: Lake['rows'] = async (sql, given) => {
    const isWide = sql.includes('runs AS') && Number(given?.['to']) - Number(given?.['from']) > minutes * minute;
    if (!isWide) return lake.rows(sql, given);
    refused += 1;
    throw new Fault('TooLarge', { en: 'too large', ja: '大きすぎます' });
  };
  return { lake: { ...lake, rows }, refused: () => refused };
}

test('what needs more memory than there is, is asked for halves of its time and tells the same', async () => {
  const bursts = [3, 478, 482, 950].flatMap((at) =>
    ['alice', 'bob'].flatMap((caller, place) => [0, 1, 2, 3].flatMap((one) => readAt(at + 3 * place + one, caller))),
  );
  const lone = [100, 400, 600].flatMap((at) => readAt(at, 'carol'));
  const span = { from: start, to: start + 960 * minute };
  const whole = detectorOver(settling.lake, 'gte: 4');
  await whole.judge([...bursts, ...lone]);
  await whole.settle([span]);
  const expected = await told();
  expect(expected).toEqual([...new Set(bursts.map(({ event }) => event.id))].toSorted());

  await settling.empty();
  const { lake, refused } = withMemoryFor(200, settling.lake);
  const halved = detectorOver(lake, 'gte: 4');
  await halved.judge([...bursts, ...lone]);
  await halved.settle([span]);
  expect(await told()).toEqual(expected);
  expect(refused()).toBeGreaterThan(2);
});
