import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentFolder, yamlFiles } from '#kernel';
import { openLake, type Lake } from '#lake';
import { allSources } from '#sources';
import { openBook } from './book.ts';
import type { Delivered } from './detector.ts';
import { openJudge, type Judge } from './judge.ts';
import { Scratch } from './scratch.ts';
import { eventTables } from './window-tables.ts';
import { eventsOfTest } from './window-tests.ts';

const sources = await allSources();
const files = (await yamlFiles(`${contentFolder}/rules`)).filter(({ text }) => /^window:/m.test(text));
const judge = openJudge(openBook({ own: files, other: [] }), sources);
const windows = judge.book.windows.filter(({ reads }) => reads === 'calls');
const calls: Judge = { ...judge, book: { ...judge.book, windows } };
/** The same windows, which need what every call has: the engine is asked whatever comes. */
const asking: Judge = {
  ...judge,
  book: { ...judge.book, windows: windows.map((one) => ({ ...one, needs: { action: '' } })) },
};

let folder: string;
let lake: Lake;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-scratch-test-'));
  lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
});
afterAll(async () => {
  await lake[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const hour = Date.UTC(2026, 0, 6, 9);

/** What fires over batches of events, and whether the engine was opened for it. */
async function firedOver(batches: readonly (readonly Delivered[])[], by: Judge) {
  let opened = false;
  const scratch = new Scratch(by, async () => {
    opened = true;
    return lake;
  });
  for (const batch of batches) await scratch.take(batch);
  const fired: unknown[] = [];
  for await (const { time, measured, claims } of scratch.alerts([]))
    fired.push({ rule: claims[0]?.rule, time, measured, events: claims.map(({ event }) => event.id) });
  if (opened) await lake.client.command({ query: `TRUNCATE TABLE ${eventTables.api_activity.name}` });
  return { fired, opened };
}

test('whether the engine is opened for what may fire or for everything, the same fires; for ordinary calls it is not', async () => {
  const testsOf = (some: typeof windows) => some.flatMap(({ id }) => judge.book.claimed(id)?.guide?.tests ?? []);
  const needing = testsOf(windows.filter(({ needs }) => needs !== undefined));
  const firing = needing.filter((test) => 'fires' in test).map((test): [typeof test, number] => [test, 0]);
  const one = fc.oneof(fc.constantFrom(...needing), fc.constantFrom(...testsOf(windows)));
  const chosen = fc.array(fc.tuple(one, fc.integer({ min: 0, max: 600 })), { maxLength: 4 });
  const [outcomes, shut]: [number[], number[]] = [[], []];
  await fc.assert(
    fc.asyncProperty(fc.array(chosen, { minLength: 1, maxLength: 3 }), async (some) => {
      const batches = some.map((batch) =>
        batch.flatMap(([one, minutes]) => eventsOfTest(one, sources, hour + minutes * 60_000)),
      );
      const { fired, opened } = await firedOver(batches, calls);
      expect(fired).toEqual((await firedOver(batches, asking)).fired);
      outcomes.push(fired.length);
      if (!opened) shut.push(batches.flat().length);
    }),
    { numRuns: 6, endOnFailure: true, examples: [[[firing]]] }, // so that something fires, whatever else is drawn
  );
  expect(Math.max(...outcomes)).toBeGreaterThan(0);
  const quiet = eventsOfTest(
    { quiet: { calls: 1, eventSource: 'iam.amazonaws.com', eventName: 'GetUser', sourceIPAddress: '198.51.100.7' } },
    sources,
    hour,
  );
  expect(await firedOver([quiet], calls)).toEqual({ fired: [], opened: false });
});
