import fc from 'fast-check';
import { expect, it } from 'vitest';
import { correlateAll } from './correlate.ts';
import type { Hit } from './hits.ts';
import { mayBeFulfilled } from './may-be-fulfilled.ts';
import { parseRules } from './parse-rules.ts';
import type { Correlation } from './rule.ts';

const rules = ['one', 'two', 'three'].map(
  (id) =>
    `title: ${id}\nid: ${id}\nname: ${id}\nlogsource: { product: aws }\ndetection: { s: { a: b }, condition: s }\n`,
);

/** The last one counts what the other is fulfilled by. */
function correlationsOf(type: string): Correlation[] {
  const inner = `title: inner\nid: inner\nname: inner\ncorrelation: { type: ${type}, rules: [one, two], group-by: [who], timespan: 5s }\n`;
  const outer = `title: outer\nid: outer\ncorrelation: { type: temporal, rules: [inner, three], timespan: 5s }\n`;
  const { correlations, problems } = parseRules([{ file: 'c.yml', text: [...rules, inner, outer].join('---\n') }]);
  expect(problems).toEqual([]);
  return correlations;
}

const types = [
  'event_count, condition: { gte: 3 }',
  'event_count, condition: { gt: 1, lte: 4 }',
  'event_count, condition: { neq: 2 }',
  'value_count, condition: { eq: 2, field: n }',
  'temporal',
  'temporal, condition: { lt: 2 }',
  'temporal_ordered',
  'value_sum, condition: { lt: 4, field: n }',
  'value_percentile, condition: { lte: 25, field: n }',
];

const hit: fc.Arbitrary<Hit> = fc.record({
  rule: fc.constantFrom('one', 'two', 'three'),
  time: fc.integer({ min: 0, max: 8 }).map((second) => second * 1000),
  eventId: fc.integer({ min: 0, max: 9 }).map((id) => (id === 0 ? '' : `e${id}`)),
  fields: fc.record({ who: fc.constantFrom('x', 'y'), n: fc.constantFrom(1, 2, 3) }),
});

const countsOf =
  (hits: readonly Hit[]) =>
  (rule: string): number =>
    hits.filter((one) => one.rule === rule).length;

it.each(types)('is true wherever a correlation fires, and one that counts it: %s', (type) => {
  const correlations = correlationsOf(type);
  let fired = 0;
  fc.assert(
    fc.property(fc.array(hit, { maxLength: 12 }), (hits) => {
      for (const alert of correlateAll(correlations, hits)) {
        fired++;
        const correlation = correlations.find(({ id }) => id === alert.correlation);
        expect(correlation && mayBeFulfilled(correlation, countsOf(hits), correlations)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
  expect(fired).toBeGreaterThan(20);
});

it.each([
  ['event_count, condition: { gte: 3 }', { one: 1, two: 1 }],
  ['event_count, condition: { eq: 4, lt: 9 }', { one: 3 }],
  ['value_count, condition: { gt: 2, field: n }', { two: 1 }],
  ['temporal', { one: 9 }],
  ['temporal_ordered', { two: 9 }],
  ['value_sum, condition: { lt: 4, field: n }', {}],
])('is false with too few hits, and for what counts it: %s', (type, counts: Readonly<Record<string, number>>) => {
  const correlations = correlationsOf(type);
  const hits = (rule: string): number => counts[rule] ?? (rule === 'three' ? 9 : 0);
  expect(correlations.map((one) => mayBeFulfilled(one, hits, correlations))).toEqual([false, false]);
});
