import { z } from 'zod';
import { graver, type Guide } from '#attack';
import type { Alert } from '#findings';
import type { Lake } from '#lake';
import type { Source } from '#sources';
import type { RuleBook } from './book.ts';
import type { Delivered } from './detector.ts';
import type { Judge } from './judge.ts';
import { memoryOf } from './kept.ts';
import { learnMachines } from './machines.ts';
import { extentOf, madeEvents } from './made-events.ts';
import { inTest, nameOfTest } from './in-test.ts';
import type { RuleOutcome } from './rule-tests.ts';
import { askAll } from './ask-all.ts';
import { madeLists } from './made-lists.ts';
import { sheetNames, type Span } from './sheet.ts';
import type { Window } from './window.ts';
import { rowOf, scratchTables } from './window-tables.ts';

const day = 86_400_000;
/** All tests begin on a Tuesday, this one first. */
const firstTest = Date.UTC(2000, 0, 4, 9);

/** Runs every test that stands in the windows of a book, in a lake that holds nothing else. */
export async function testWindows(judge: Judge, lake: Lake): Promise<RuleOutcome[]> {
  await lake.migrate(scratchTables);
  const outcomes: RuleOutcome[] = [];
  for (const name of sheetNames) {
    const windows = judge.book.windows.filter(({ reads }) => reads === name);
    if (windows.length > 0) outcomes.push(...(await testSheet(windows, judge, lake)));
  }
  return outcomes;
}

interface Tried {
  readonly window: Window;
  readonly file: string;
  readonly test: RuleTest;
  readonly name: string;
}

/** When a test begins, and the span in which windows that begin then look at its records and at no other test's. */
interface Placed extends Tried {
  readonly start: number;
  readonly own: Span;
}

/** The tests of all windows over one sheet, one after the other in time, asked together. */
async function testSheet(windows: readonly Window[], judge: Judge, lake: Lake): Promise<RuleOutcome[]> {
  const tests = placed(
    windows.flatMap((window) =>
      (judge.book.claimed(window.id)?.guide?.tests ?? []).map((test, index) => ({
        window,
        file: window.file,
        test,
        name: nameOfTest(test, index),
      })),
    ),
    Math.max(...windows.map((window) => memoryOf(window) + 1000 * (window.spanSeconds + window.stepSeconds))),
  );
  await fill(
    tests.flatMap((tried) => inTest(tried, () => eventsOfTest(tried.test, judge.sources, tried.start))),
    lake,
  );
  const fired = new Map<string, Alert[]>();
  const whole = { from: tests[0]?.own.from ?? 0, to: tests.at(-1)?.own.to ?? 0 };
  await learnMachines(whole, lake);
  const book: RuleBook = { ...judge.book, windows };
  const lists = await madeLists(tests.flatMap(({ test }) => linesOf(test)));
  for await (const { window, alerts } of askAll([whole], { lake, judge: { ...judge, book }, lists }))
    fired.set(window.id, [...(fired.get(window.id) ?? []), ...alerts]);
  return tests.map(({ window, file, test, name, own }) => ({
    file,
    rule: judge.book.claimed(window.id)?.title.en ?? window.title,
    name,
    expected: 'fires' in test ? 'fires' : 'quiet',
    passed: isAsSaid(
      test,
      (fired.get(window.id) ?? []).filter(({ time }) => own.from <= time && time < own.to),
    ),
  }));
}

/** True for a test whose windows fire or not as it says, and as gravely, where it says so. */
function isAsSaid(test: RuleTest, alerts: readonly Alert[]): boolean {
  if (!('fires' in test)) return alerts.length === 0;
  const levels = alerts.flatMap(({ claims }) => claims.map(({ severity }) => severity));
  const [first] = levels;
  return first !== undefined && (test.level === undefined || levels.reduce(graver, first) === test.level);
}

/**
 * Tests one after the other, each in a week that no window reaches from the records of another, for one looks no further
 * than `reach`. The nearer they lie, the fewer the pieces of time that are asked.
 */
function placed(tests: readonly Tried[], reach: number): Placed[] {
  let free = firstTest;
  return tests.map((tried) => {
    const extent = inTest(tried, () => extentOf(linesOf(tried.test)));
    const start = firstTest + Math.ceil((free - firstTest - extent.from) / (7 * day)) * 7 * day;
    const own = { from: start + extent.from - reach, to: start + extent.to + reach };
    free = own.to + reach;
    return { ...tried, start, own };
  });
}

type RuleTest = Guide['tests'][number];
const Lines = z.array(z.record(z.string(), z.unknown()));

/** The events that a test of a window stands for. */
export const eventsOfTest = (test: RuleTest, sources: readonly Source[], start?: number): Delivered[] =>
  madeEvents(linesOf(test), sources, start);

const linesOf = (test: RuleTest) => Lines.parse(['fires' in test ? test.fires : test.quiet].flat());

/** Puts events, and nothing else, into the tables. */
async function fill(events: readonly Delivered[], lake: Lake): Promise<void> {
  for (const table of scratchTables) {
    await lake.client.command({ query: `TRUNCATE TABLE ${table.name}` });
    const own = events.filter(({ event }) => event.table === table.name);
    if (own.length > 0) await lake.append(table, own.map(rowOf));
  }
}
