// Opens no lake.
import { expect, test } from 'vitest';
import type { Claim } from '#findings';
import { parseRules } from '#sigma';
import { leanClaims, rulesBelow } from './signal.ts';

const rule = (id: string): string =>
  `title: ${id}\nid: ${id}\nlogsource: { product: aws }\ndetection: { s: { a: b }, condition: s }\n`;
const correlation = (id: string, block: string): string => `title: ${id}\nid: ${id}\ncorrelation: ${block}\n`;

const { correlations, problems } = parseRules([
  {
    file: 'rules.yml',
    text: [
      ...['failed', 'denied', 'other'].map(rule),
      correlation(
        'many',
        '{ type: value_count, rules: [failed, denied], group-by: [user.name, who], timespan: 1h, condition: { field: object, gte: 3 }, aliases: { who: { failed: caller.id, denied: source } } }',
      ),
      correlation(
        'more',
        '{ type: event_count, rules: [many, other], group-by: [account], timespan: 1h, condition: { gte: 2 } }',
      ),
    ].join('---\n'),
  },
]);

const fields = {
  user: { name: 'rin', age: 7 },
  caller: { id: 5, more: 1 },
  source: 's',
  object: 'o',
  account: 'a',
  note: 'n',
};
const claim = (more: Partial<Claim> = {}, id = 'e1'): Claim => ({
  rule: 'failed',
  type: '',
  title: { en: 'a', ja: 'b' },
  severity: 'low',
  tactics: [],
  techniques: [],
  account: '1',
  region: 'r',
  principal: 'p',
  resource: '',
  event: { source: 'cloudtrail', table: 'api_activity', id, time: 5, fields, columns: { raw: '{}' } },
  file: 'f',
  position: 1,
  matched: [],
  ...more,
});
const lean = leanClaims(correlations);

test('a correlation counts the rules that it names, also those of correlations that it names', () => {
  expect(problems).toEqual([]);
  const below = Object.fromEntries(correlations.map((one) => [one.id, rulesBelow(one, correlations)]));
  expect(below).toEqual({ many: ['failed', 'denied'], more: ['failed', 'denied', 'other'] });
});

test('of a signal stays what the correlations above it group by and count', () => {
  const { event } = lean(claim());
  expect(event).toMatchObject({ id: 'e1', time: 5, columns: {} });
  expect(event.fields).toEqual({ user: { name: 'rin' }, caller: { id: 5 }, source: 's', object: 'o', account: 'a' });
  expect(lean(claim({ rule: 'other' })).event.fields).toEqual({ account: 'a' });
  expect(lean(claim({ rule: 'nobody counts it' })).event.fields).toEqual({});
});

test('what raises a finding keeps all fields, and so does a signal without an id', () => {
  expect(lean(claim({ type: 'Some:Type/Finding' })).event).toMatchObject({ fields, columns: {} });
  expect(lean(claim({}, '')).event.fields).toEqual(fields);
});

test('all else of a claim stays, and the claim that was given is not changed', () => {
  const given = claim();
  const { event: _, ...rest } = lean(given);
  const { event, ...before } = given;
  expect(rest).toEqual(before);
  expect(event.columns).toEqual({ raw: '{}' });
});
