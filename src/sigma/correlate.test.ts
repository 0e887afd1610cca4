import { describe, expect, it } from 'vitest';
import { correlate, correlateAll } from './correlate.ts';
import type { Hit } from './hits.ts';
import { parseRules } from './parse-rules.ts';
import type { Correlation } from './rule.ts';

const rule = (id: string): string =>
  `---\ntitle: ${id}\nid: ${id}\nname: ${id}\nlogsource: { product: aws }\ndetection: { s: { a: b }, condition: s }\n`;

function correlationsOf(...blocks: string[]): Correlation[] {
  const documents = blocks.map((block, place) => `---\ntitle: c${place}\nid: c${place}\ncorrelation: ${block}\n`);
  const { correlations, problems } = parseRules([
    { file: 'c.yml', text: [...documents, ...['failed', 'succeeded', 'created'].map(rule)].join('') },
  ]);
  expect(problems).toEqual([]);
  return correlations;
}

function correlationOf(block: string): Correlation {
  const [correlation] = correlationsOf(block);
  if (!correlation) throw new Error('no correlation');
  return correlation;
}

let ids = 0;
const hit = (
  rule: string,
  second: number,
  fields: Record<string, unknown> = { user: 'alice' },
  eventId = `e${ids++}`,
): Hit => ({ rule, time: second * 1000, eventId, fields });

const times = (alerts: readonly { first: number; last: number; count: number }[]): number[][] =>
  alerts.map(({ first, last, count }) => [first / 1000, last / 1000, count]);

describe('event_count', () => {
  const many = correlationOf(
    '{ type: event_count, rules: [failed], group-by: [user], timespan: 1m, condition: { gte: 3 } }',
  );

  it('finds a window wherever it lies, and joins those that overlap', () => {
    const hits = [0, 50, 59, 100, 300, 301, 302, 500].map((second) => hit('failed', second));
    expect(times(correlate(many, hits))).toEqual([
      [0, 100, 4],
      [300, 302, 3],
    ]);
  });

  it('joins windows that share the hit at which one ends and the other begins', () => {
    const hits = [0, 1, 60, 119, 120].map((second) => hit('failed', second));
    expect(times(correlate(many, hits))).toEqual([[0, 120, 5]]);
  });

  it('takes both ends of the window, and nothing beyond', () => {
    expect(
      correlate(
        many,
        [0, 30, 60].map((second) => hit('failed', second)),
      ),
    ).toHaveLength(1);
    expect(
      correlate(
        many,
        [0, 30, 60.001].map((second) => hit('failed', second)),
      ),
    ).toHaveLength(0);
  });

  it('counts each group by itself, hits in any order, and no other rules', () => {
    const hits = [
      hit('failed', 2),
      hit('failed', 1, { user: 'bob' }),
      hit('failed', 0),
      hit('succeeded', 1),
      hit('failed', 1),
    ];
    expect(correlate(many, hits)).toMatchObject([{ correlation: 'c0', group: { user: 'alice' }, count: 3 }]);
  });

  it('counts an event once that was delivered twice', () => {
    expect(correlate(many, [hit('failed', 0, {}, 'x'), hit('failed', 0, {}, 'x'), hit('failed', 1)])).toEqual([]);
  });

  it('names the events in the order of time, and the one that fulfilled it', () => {
    const hits = [
      hit('failed', 3, { user: 'alice', n: 3 }, 'c'),
      hit('failed', 1, undefined, 'a'),
      hit('failed', 2, undefined, 'b'),
    ];
    expect(correlate(many, hits)).toMatchObject([{ eventIds: ['a', 'b', 'c'], fields: { n: 3 } }]);
  });

  it('keeps to every bound of a range', () => {
    const few = correlationOf('{ type: event_count, rules: [failed], timespan: 1m, condition: { gt: 1, lt: 3 } }');
    expect(correlate(few, [hit('failed', 0)])).toEqual([]);
    expect(correlate(few, [hit('failed', 0), hit('failed', 1)])).toHaveLength(1);
  });
});

describe('the other types', () => {
  const values = (list: readonly unknown[]): Hit[] => list.map((n, second) => hit('failed', second, { n }));
  const of = (type: string, condition: string): Correlation =>
    correlationOf(`{ type: ${type}, rules: [failed], timespan: 1h, condition: { field: n, ${condition} } }`);

  it.each<[string, string, unknown[], number]>([
    ['value_count', 'gte: 3', ['a', 'b', 'a', 'c'], 1],
    ['value_count', 'gte: 3', ['a', 'b', 'a', null], 0],
    ['value_sum', 'gt: 9', [4, '5', 'x', 1], 1],
    ['value_sum', 'gt: 10', [4, '5', 'x', 1], 0],
    ['value_sum', 'lt: 1', [null], 0],
    ['value_avg', 'eq: 3', [2, 4], 1],
    ['value_avg', 'gt: 4', [2, 4, 'x'], 0],
    ['value_percentile', 'gte: 9, percentile: 90', [1, 1, 1, 1, 1, 1, 1, 1, 1, 9], 1],
    ['value_percentile', 'gte: 9, percentile: 50', [1, 1, 9], 0],
    ['value_percentile', 'lte: 20', ['a', 'a', 'a', 'a', 'b'], 1], // a value that makes up little
    ['value_percentile', 'lte: 10', ['a', 'a', 'a', 'a', 'b'], 0],
  ])('%s with %s of %j: %j alerts', (type, condition, list, alerts) => {
    expect(correlate(of(type, condition), values(list))).toHaveLength(alerts);
  });

  it('temporal wants all rules in any order, or as many as its condition says', () => {
    const all = correlationOf(
      '{ type: temporal, rules: [failed, succeeded, created], group-by: [user], timespan: 1m }',
    );
    const two = correlationOf(
      '{ type: temporal, rules: [failed, succeeded, created], group-by: [user], timespan: 1m, condition: { gte: 2 } }',
    );
    const hits = [hit('created', 0), hit('failed', 30), hit('failed', 31), hit('succeeded', 55)];
    expect(times(correlate(all, hits))).toEqual([[0, 55, 4]]);
    expect(correlate(all, hits.slice(1))).toEqual([]);
    expect(times(correlate(two, hits.slice(1)))).toEqual([[30, 55, 3]]);
  });

  it('temporal_ordered wants them in their order, the shortest chain within the timespan', () => {
    const order = correlationOf(
      '{ type: temporal_ordered, rules: [failed, succeeded, created], group-by: [user], timespan: 1m }',
    );
    expect(correlate(order, [hit('succeeded', 0), hit('failed', 1), hit('created', 2)])).toEqual([]);
    expect(correlate(order, [hit('failed', 0), hit('succeeded', 50), hit('created', 61)])).toEqual([]);
    const hits = [hit('failed', 0), hit('failed', 20), hit('succeeded', 50), hit('created', 61)];
    expect(times(correlate(order, hits))).toEqual([[20, 61, 3]]);
    expect(correlate(order, [hit('failed', 5), hit('succeeded', 5), hit('created', 5)])).toHaveLength(1); // logs count in seconds
  });

  it('an alias means another field for each rule', () => {
    const same = correlationOf(
      '{ type: temporal, rules: [failed, created], group-by: [who], timespan: 1m, aliases: { who: { failed: src.user, created: target } } }',
    );
    expect(
      correlate(same, [hit('failed', 0, { src: { user: 'x' } }), hit('created', 1, { target: 'x' })]),
    ).toMatchObject([{ group: { who: 'x' } }]);
    expect(correlate(same, [hit('failed', 0, { src: { user: 'x' } }), hit('created', 1, { target: 'y' })])).toEqual([]);
  });
});

describe('correlations of correlations', () => {
  it('many failures and then a success, even when failures go on', () => {
    const all = correlationsOf(
      '{ type: temporal_ordered, rules: [c1, succeeded], group-by: [user], timespan: 5m }',
      '{ type: event_count, rules: [failed], group-by: [address], timespan: 1m, condition: { gte: 3 } }',
    );
    const from = { user: 'alice', address: '192.0.2.1' };
    const hits = [...[0, 1, 2, 4].map((second) => hit('failed', second, from)), hit('succeeded', 3, from)];
    expect(correlateAll(all, hits).map(({ correlation, last }) => [correlation, last / 1000])).toEqual([
      ['c1', 4],
      ['c0', 3],
    ]);
    expect(correlateAll(all, hits.slice(1)).map(({ correlation }) => correlation)).toEqual(['c1']);
  });
});
