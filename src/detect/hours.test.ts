import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentFolder, yamlFiles } from '#kernel';
import { openLake, type Lake } from '#lake';
import { allSources } from '#sources';
import { askAll } from './ask-all.ts';
import { openBook } from './book.ts';
import { merged, piecesOf } from './hours.ts';
import { openJudge } from './judge.ts';
import { scratchTables } from './window-tables.ts';

const hour = 3_600_000;
const first = Date.UTC(2026, 0, 5);

let folder: string;
let lake: Lake;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-hours-'));
  lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  await lake.migrate(scratchTables);
});
afterAll(async () => {
  await lake[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Puts so many rows into each of these hours, and nothing else. */
async function fill(hours: readonly number[], rows: number): Promise<void> {
  await lake.client.command({ query: 'TRUNCATE TABLE api_activity' });
  const times = `arrayJoin([${hours.map((at) => `toInt64(${first + at * hour})`).join()}])`;
  if (hours.length > 0)
    await lake.client.command({
      query: `INSERT INTO api_activity (time) SELECT fromUnixTimestamp64Milli(${times} + number, 'UTC') FROM numbers(${rows})`,
    });
}

const spanOf = (at: number, hours = 1) => ({ from: first + at * hour, to: first + (at + hours) * hour - 1 });

test('every hour with rows is in one piece, in the order of time; a piece reaches beyond the spans only between them', async () => {
  const someHours = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 0, maxLength: 12 });
  const someSpans = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 30 })), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(someHours, someSpans, fc.constantFrom(1, 90_000), async (hours, chosen, rows) => {
      await fill(hours, rows);
      const imported = chosen.map(([at, length]) => spanOf(at, length));
      const [spans, pieces] = [merged(imported), await piecesOf('api_activity', imported, lake)];
      for (const [at, { from, to }] of pieces.entries()) {
        expect(from).toBeGreaterThanOrEqual(pieces[at - 1]?.to ?? spans[0]?.from ?? NaN);
        expect(to).toBeLessThanOrEqual(spans.at(-1)?.to ?? NaN);
      }
      const times = hours.map((at) => first + at * hour);
      for (const time of times.filter((one) => spans.some(({ from, to }) => one >= from && one < to)))
        expect(pieces.filter(({ from, to }) => time >= from && time < to)).toHaveLength(1);
    }),
    { numRuns: 15 },
  );
});

test('lone hours are one piece where little lies in them and between them, and stay apart where much does', async () => {
  const lone = Array.from({ length: 40 }, (_, at) => at * 50);
  await fill(lone, 100);
  const spans = lone.map((at) => spanOf(at));
  expect(await piecesOf('api_activity', spans, lake)).toHaveLength(1);
  await fill([0, 10, 20], 250_000);
  const ends = [spanOf(0), spanOf(20)];
  expect(await piecesOf('api_activity', ends, lake)).toEqual(merged(ends)); // what lies in the hour 10 is not read
});

const files = (await yamlFiles(`${contentFolder}/rules`)).filter(({ file }) => /recon-port-scan\./.test(file));
const judge = openJudge(openBook({ own: files, other: [] }), await allSources());

/** What fires when these spans are asked together. */
async function firedIn(spans: readonly { from: number; to: number }[]): Promise<string[]> {
  const fired: string[] = [];
  for await (const { window, alerts } of askAll(spans, { lake, judge }))
    for (const { time, measured, claims } of alerts)
      fired.push(JSON.stringify([window.id, time, measured, claims.map(({ event }) => event.id)]));
  return fired;
}

test('many lone hours asked together tell what each of them tells alone', async () => {
  const gaps = fc.array(fc.constantFrom(1, 2, 30, 500, 9000), { minLength: 3, maxLength: 4 });
  let fires = 0;
  await fc.assert(
    fc.asyncProperty(gaps, fc.integer({ min: 15, max: 40 }), async (between, ports) => {
      const hours = between.map((_, at) => first + hour * between.slice(0, at).reduce((sum, gap) => sum + gap, 0));
      await lake.client.command({ query: 'TRUNCATE TABLE network_activity' });
      await lake.client.command({
        query: `INSERT INTO network_activity (time, end_time, source, account, interface, src_address, dst_address, src_port, dst_port, protocol, packets, bytes, action, status)
          SELECT fromUnixTimestamp64Milli(arrayJoin([${hours.map((at) => `toInt64(${at})`).join()}]) + number * 60000, 'UTC') AS began, began, 'vpcflow', '111122223333', 'eni-1',
            '10.0.0.5', '10.0.0.9', 40000 + number, 1 + number, 6, 1, 44, 'REJECT', 'OK' FROM numbers(${ports})`,
      });
      const spans = hours.map((from) => ({ from, to: from + hour - 1 }));
      const alone: string[] = [];
      for (const span of spans) alone.push(...(await firedIn([span])));
      expect(new Set(await firedIn(spans))).toEqual(new Set(alone));
      fires += alone.length;
    }),
    { numRuns: 2, examples: [[[1, 30, 500], 40]] }, // so that something fires, whatever else is drawn
  );
  expect(fires).toBeGreaterThan(0);
});
