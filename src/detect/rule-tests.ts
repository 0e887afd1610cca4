import type { Claim } from '#findings';
import type { Rule } from '#sigma';
import type { Event, Source } from '#sources';
import { looksAtMany, type Claimed, type RuleBook } from './book.ts';
import { correlationClaims } from './correlation-claims.ts';
import { claimOf } from './claims.ts';
import { nameOfTest } from './in-test.ts';
import { openJudge, type Judge } from './judge.ts';
import { severityOf } from './weight.ts';

/** What became of one test of a rule. */
export interface RuleOutcome {
  readonly file: string;
  readonly rule: string;
  readonly name: string;
  readonly expected: 'fires' | 'quiet';
  readonly passed: boolean;
}

/** Runs every test that stands in the rules and correlations of a book; those of windows need a lake (`testWindows`). */
export function testRules(book: RuleBook, sources: readonly Source[]): RuleOutcome[] {
  const judge = openJudge(book, sources);
  return book.all.filter(({ rule }) => !looksAtMany(rule)).flatMap((claimed) => testOne(claimed, judge));
}

/** Runs the tests that stand in one rule or correlation, judged by a book that holds it. */
export const testOne = (claimed: Claimed, judge: Judge): RuleOutcome[] =>
  (claimed.guide?.tests ?? []).map((test, index) => {
    const expected = 'fires' in test ? 'fires' : 'quiet';
    const events = ['fires' in test ? test.fires : test.quiet].flat();
    const fired = fires(claimed, events, judge, judge.sources);
    const level = 'fires' in test ? test.level : undefined;
    return {
      file: claimed.rule.file,
      rule: claimed.title.en,
      name: nameOfTest(test, index),
      expected,
      passed:
        fired === (expected === 'fires') &&
        (level === undefined || level === severityOf(claimed, seen(events)).severity),
    };
  });

const seen = (events: readonly Record<string, unknown>[]) => events.map((fields) => ({ fields }));

function fires(
  claimed: Claimed,
  events: readonly Record<string, unknown>[],
  judge: Judge,
  sources: readonly Source[],
): boolean {
  if (!('type' in claimed.rule))
    return events.every((event) => matchesAnywhere(claimed.rule.id, event, judge, sources));
  const claims = events.flatMap((event, index) => signals(event, index, judge, sources));
  return correlationClaims(judge.book, claims).some(({ rule }) => rule === claimed.id);
}

const matchesAnywhere = (
  id: string,
  event: Record<string, unknown>,
  { set }: Judge,
  sources: readonly Source[],
): boolean => sources.some(({ name }) => set.match(name, event).some((rule) => rule.id === id));

/** The hits of one event of a test; events without a time come a second after each other. */
function signals(
  fields: Record<string, unknown>,
  index: number,
  { set, book }: Judge,
  sources: readonly Source[],
): Claim[] {
  const time = typeof fields['eventTime'] === 'string' ? Date.parse(fields['eventTime']) : index * 1000;
  return sources.flatMap((source) => {
    const event: Event = { source: source.name, table: source.table, id: `test-${index}`, time, fields, columns: {} };
    return set.match(source.name, fields).flatMap((rule: Rule) => {
      const claimed = book.claimed(rule.id);
      return claimed ? [claimOf(claimed, { event, file: 'test', position: index + 1 }, [])] : [];
    });
  });
}
