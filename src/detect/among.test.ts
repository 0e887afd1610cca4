import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentFolder, yamlFiles } from '#kernel';
import { openLake, type Lake } from '#lake';
import { allSources } from '#sources';
import { openBook } from './book.ts';
import { openJudge } from './judge.ts';
import { askAll } from './ask-all.ts';
import { eventsOfTest } from './window-tests.ts';
import { eventTables, rowOf, scratchTables } from './window-tables.ts';
import type { Window } from './window.ts';

const sources = await allSources();
const files = (await yamlFiles(`${contentFolder}/rules`)).filter(({ text }) => /^window:/m.test(text));
const judge = openJudge(openBook({ own: files, other: [] }), sources);
const narrowed = judge.book.windows.filter(({ among }) => among !== undefined);

let folder: string;
let lake: Lake;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-among-'));
  lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  await lake.migrate(scratchTables);
});
afterAll(async () => {
  await lake[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const hour = Date.UTC(2026, 0, 6, 9);
const day = { from: hour - 86_400_000, to: hour + 86_400_000 };

/** What fires when the records of the lake are looked at by these windows. */
async function firedBy(windows: readonly Window[]): Promise<unknown[]> {
  const fired: unknown[] = [];
  for await (const { window, alerts } of askAll([day], {
    lake,
    judge: { ...judge, book: { ...judge.book, windows } },
  }))
    for (const { time, measured, claims } of alerts)
      fired.push({
        rule: window.id,
        time,
        measured,
        subject: claims[0]?.subject,
        events: claims.map(({ event }) => event.id),
      });
  return fired;
}

test('what a window leaves out before it looks could not have changed what fires', async () => {
  expect(narrowed.length).toBeGreaterThan(10);
  const tests = narrowed.flatMap(({ id }) => judge.book.claimed(id)?.guide?.tests ?? []);
  const firing = tests.filter((one) => 'fires' in one).slice(0, 1);
  const mixed = fc.array(fc.tuple(fc.constantFrom(...tests), fc.integer({ min: 0, max: 120 })), {
    minLength: 20,
    maxLength: 30,
  });
  const whole = narrowed.map((window) => ({ ...window, among: undefined }));
  let fires = 0;
  await fc.assert(
    fc.asyncProperty(mixed, async (chosen) => {
      const events = chosen.flatMap(([one, minutes]) => eventsOfTest(one, sources, hour + minutes * 60_000));
      for (const table of [eventTables.network_activity, eventTables.dns_activity]) {
        await lake.client.command({ query: `TRUNCATE TABLE ${table.name}` });
        await lake.append(table, events.filter(({ event }) => event.table === table.name).map(rowOf));
      }
      const fired = await firedBy(narrowed);
      expect(fired).toEqual(await firedBy(whole));
      fires += fired.length;
    }),
    { numRuns: 2, endOnFailure: true, examples: [[firing.map((one): [typeof one, number] => [one, 0])]] }, // so that something fires, whatever is drawn
  );
  expect(fires).toBeGreaterThan(0);
}, 240_000);
