import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GroupedHit } from './hits.ts';
import type { Correlation, CorrelationType } from './rule.ts';
import { momentsOf } from './windows.ts';

const correlation = (type: CorrelationType, gte: number, more: Partial<Correlation> = {}): Correlation => ({
  id: 'c',
  title: 'c',
  level: 'low',
  description: '',
  falsepositives: [],
  references: [],
  tags: [],
  file: 'c.yml',
  line: 1,
  extra: {},
  type,
  rules: ['a', 'b', 'c'],
  groupBy: [],
  timespanSeconds: 10,
  condition: { bounds: [{ compare: 'gte', than: gte }], fields: ['n'] },
  aliases: {},
  generate: false,
  ...more,
});

const hits = fc
  .array(
    fc.record({ rule: fc.constantFrom('a', 'b', 'c'), second: fc.nat(40), value: fc.constantFrom('1', '2', '7', '') }),
    { maxLength: 15 },
  )
  .map((all) =>
    all
      .toSorted((one, other) => one.second - other.second)
      .map(({ rule, second, value }): GroupedHit => ({
        hit: { rule, time: second * 1000, eventId: '', fields: {} },
        group: [],
        values: [value],
      })),
  );

/** The hits of the ten seconds that end with a time, both ends among them. */
const windowAt = (group: readonly GroupedHit[], end: number): GroupedHit[] =>
  group.filter(({ hit }) => hit.time >= end - 10_000 && hit.time <= end);

const numbers = (window: readonly GroupedHit[]): number[] =>
  window.flatMap(({ values: [value = ''] }) => (value === '' ? [] : [Number(value)]));
const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0);

/** What each type looks at, told of a whole window at once; nothing where there is nothing to look at. */
const figures: readonly (readonly [CorrelationType, number, (window: readonly GroupedHit[]) => number | undefined])[] =
  [
    ['event_count', 3, (window) => window.length],
    ['value_count', 2, (window) => new Set(numbers(window)).size],
    ['temporal', 3, (window) => new Set(window.map(({ hit }) => hit.rule)).size],
    ['value_sum', 9, (window) => (numbers(window).length === 0 ? undefined : sum(numbers(window)))],
    [
      'value_avg',
      3,
      (window) => (numbers(window).length === 0 ? undefined : sum(numbers(window)) / numbers(window).length),
    ],
  ];

test.each(figures)(
  '%s finds the hits whose window of the timespan before them holds at least %i',
  (type, least, figure) => {
    fc.assert(
      fc.property(hits, (group) => {
        const wanted = group
          .filter(({ hit }) => (figure(windowAt(group, hit.time)) ?? -1) >= least)
          .map((at) => ({ at, start: windowAt(group, at.hit.time)[0]?.hit.time }));
        expect(momentsOf(correlation(type, least), group)).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  },
);

/** The last time at which a chain of the first rules in their order may have begun, that ends by a time; all chains are tried. */
function begunBy(group: readonly GroupedHit[], rules: readonly string[], end: number): number[] {
  const [rule, before] = [rules.at(-1), rules.slice(0, -1)];
  const own = group.filter(({ hit }) => hit.rule === rule && hit.time <= end);
  return before.length === 0
    ? own.map(({ hit }) => hit.time)
    : own.flatMap(({ hit }) => begunBy(group, before, hit.time));
}

test('an order is found where any chain of its rules, one not before the other, ends within the timespan', () => {
  fc.assert(
    fc.property(hits, (group) => {
      const wanted = group.filter(
        ({ hit }) =>
          hit.rule === 'c' && begunBy(group, ['a', 'b'], hit.time).some((begin) => hit.time - begin <= 10_000),
      );
      expect(momentsOf(correlation('temporal_ordered', 0), group).map(({ at }) => at)).toEqual(wanted);
    }),
    { numRuns: 500 },
  );
});

test('a chain begins as late as it can', () => {
  const hit = (rule: string, second: number): GroupedHit => ({
    hit: { rule, time: second * 1000, eventId: '', fields: {} },
    group: [],
    values: [],
  });
  const last = hit('c', 9);
  const group = [hit('a', 0), hit('b', 1), hit('a', 4), hit('b', 5), last];
  expect(momentsOf(correlation('temporal_ordered', 0), group)).toEqual([{ at: last, start: 4000 }]);
});
