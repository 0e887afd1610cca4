import { z } from 'zod';
import type { Guide } from '#attack';
import type { Lake } from '#lake';
import type { Source } from '#sources';
import type { RuleBook } from './book.ts';
import type { Delivered } from './detector.ts';
import type { Judge } from './judge.ts';
import { learnMachines } from './machines.ts';
import { madeEvents } from './made-events.ts';
import type { RuleOutcome } from './rule-tests.ts';
import { askAll } from './ask-all.ts';
import { madeLists } from './made-lists.ts';
import { sheetNames } from './sheet.ts';
import type { Window } from './window.ts';
import { rowOf, scratchTables } from './window-tables.ts';

/** Tests lie so far apart that none is within the memory of the next. A multiple of weeks, so that all begin on a Tuesday. */
const apart = 119 * 86_400_000;
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

interface Placed {
  readonly window: Window;
  readonly test: RuleTest;
  readonly name: string;
  readonly start: number;
}

/** The tests of all windows over one sheet, one after the other in time, asked together. */
async function testSheet(windows: readonly Window[], judge: Judge, lake: Lake): Promise<RuleOutcome[]> {
  const tests = windows
    .flatMap((window) =>
      (judge.book.claimed(window.id)?.guide?.tests ?? []).map((test, index) => ({
        window,
        test,
        name: test.name ?? `test ${index + 1}`,
      })),
    )
    .map((test, index): Placed => ({ ...test, start: firstTest + index * apart }));
  await fill(
    tests.flatMap(({ test, start }) => eventsOfTest(test, judge.sources, start)),
    lake,
  );
  const fired = new Set<string>();
  const whole = { from: firstTest - apart, to: firstTest + tests.length * apart };
  await learnMachines(whole, lake);
  const book: RuleBook = { ...judge.book, windows };
  const lists = await madeLists(tests.flatMap(({ test }) => linesOf(test)));
  for await (const { window, alerts } of askAll([whole], { lake, judge: { ...judge, book }, lists }))
    for (const { time } of alerts) fired.add(`${window.id} ${Math.round((time - firstTest) / apart)}`);
  return tests.map(({ window, test, name }, index) => ({
    file: window.file,
    rule: judge.book.claimed(window.id)?.title.en ?? window.title,
    name,
    expected: 'fires' in test ? 'fires' : 'quiet',
    passed: fired.has(`${window.id} ${index}`) === 'fires' in test,
  }));
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
