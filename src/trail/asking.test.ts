// Opens no lake.
import { expect, test } from 'vitest';
import { tableNames } from '#sources';
import { Asked, conditionOf, type EventCondition } from './asking.ts';
import { columnsOf, propertyNames, shown, texts } from './properties.ts';
import { spanOf } from './span.ts';
import { touchedBy, touchedName, touchedType } from './touched.ts';

const span = { from: 1, to: 2 };
const time = 'time >= fromUnixTimestamp64Milli({from:Int64}) AND time < fromUnixTimestamp64Milli({to:Int64})';
const condition = (table: (typeof tableNames)[number], where: EventCondition[], ownReads = true) =>
  conditionOf({ where, ownReads }, span, table);

test('without a restriction the span alone is asked, and what it binds', () => {
  expect(condition('dns_activity', [])).toEqual({ sql: time, params: span });
});

test('a value is compared in lower case in every column that holds the property', () => {
  expect(condition('api_activity', [{ property: 'key', operator: '=', values: ['AKIA1'] }])).toEqual({
    sql: `${time} AND (lowerUTF8(access_key) IN {v0:Array(String)} OR lowerUTF8(issued_key) IN {v0:Array(String)})`,
    params: { ...span, v0: ['akia1'] },
  });
});

test('what is to be held is looked for as it was written, and so is free text whatever the operator', () => {
  for (const operator of ['=', ':'] as const)
    expect(condition('dns_activity', [{ property: 'text', operator, values: ['Evil'] }])).toEqual({
      sql: `${time} AND (arrayExists(v -> positionCaseInsensitiveUTF8(raw, v) > 0, {v0:Array(String)}))`,
      params: { ...span, v0: ['Evil'] },
    });
});

test('no row of a log fits what the log does not say; all of them fit what must not be', () => {
  expect(condition('dns_activity', [{ property: 'agent', operator: '=', values: ['x'] }])).toBeUndefined();
  expect(condition('dns_activity', [{ property: 'agent', operator: '!=', values: ['x'] }])).toEqual({
    sql: time,
    params: span,
  });
});

test('restrictions all hold, each with values of its own, and none is ever part of the SQL', () => {
  const hostile = "') OR 1=1 --";
  const asked = condition('api_activity', [
    { property: 'action', operator: '!:', values: [hostile] },
    { property: 'account', operator: '=', values: ['1'] },
  ]);
  expect(asked?.sql).not.toContain(hostile);
  expect(asked?.sql).toMatch(/ AND NOT \(.*v0.*\) AND \(.*v1.*\)$/);
  expect(asked?.params).toMatchObject({ v0: [hostile], v1: ['1'] });
});

test('the page’s own reading is left out of calls when asked, and nothing is of other logs', () => {
  expect(condition('api_activity', [], false)?.sql).toContain("NOT (source = 'yagura' AND read_only)");
  expect(condition('dns_activity', [], false)?.sql).toBe(time);
});

test('every table shows and searches something, and the account, Region, source and id of every event', () => {
  for (const table of tableNames) {
    expect(texts[table].length, table).toBeGreaterThan(0);
    expect(Object.keys(shown[table]).toSorted()).toEqual([
      'action',
      'address',
      'error',
      'principal',
      'resource',
      'service',
    ]);
    for (const property of ['account', 'region', 'source', 'id'] as const)
      expect(columnsOf(property, table)).toEqual([property]);
  }
  for (const property of propertyNames)
    expect(
      tableNames.some((table) => columnsOf(property, table).length > 0),
      property,
    ).toBe(true);
});

test.each([
  [{ where: [{ property: 'nothing', operator: '=', values: ['x'] }] }],
  [{ where: [{ property: 'action', operator: '>=', values: ['x'] }] }],
  [{ where: [{ property: 'action', operator: '=', values: [''] }] }],
  [{ where: [{ property: 'action', operator: '=', values: [] }] }],
  [{ from: 'yesterday' }],
  [{ tables: [] }],
])('%j is no question', (asked) => {
  expect(Asked.safeParse(asked).success).toBe(false);
});

const day = 86_400_000;
const clock = { now: () => new Date(10 * day) };

test('without a time and without an event the day is meant that ends now', async () => {
  expect(await spanOf({}, { lake: { rows: async () => [] }, clock })).toEqual({ from: 9 * day, to: 10 * day });
});

test('with one end alone a day on its other side is meant', async () => {
  const [second, third] = ['1970-01-02T00:00:00Z', '1970-01-03T00:00:00Z'];
  const context = { lake: { rows: () => Promise.reject(new Error('Nobody need be asked.')) }, clock };
  expect(await spanOf({ from: second }, context)).toEqual({ from: day, to: 2 * day });
  expect(await spanOf({ to: third }, context)).toEqual({ from: day, to: 2 * day });
  expect(await spanOf({ from: second, to: third }, context)).toEqual({ from: day, to: 2 * day });
});

test('an event touched what it lists and what its parameters name', () => {
  const event = {
    resources: [{ ARN: 'arn:aws:s3:::photos', type: 'AWS::S3::Bucket' }, { arn: 'arn:x' }, { type: 'nameless' }],
    requestParameters: { bucketName: 'photos', userName: '', keyId: 7, other: 'x' },
  };
  expect(touchedBy(JSON.stringify(event))).toEqual([
    { ResourceType: 'AWS::S3::Bucket', ResourceName: 'arn:aws:s3:::photos' },
    { ResourceName: 'arn:x' },
    { ResourceType: 'AWS::S3::Bucket', ResourceName: 'photos' },
  ]);
  expect(touchedBy('{"resources":"none","requestParameters":[1]}')).toEqual([]);
});

test('what is touched is asked of the same parameters, by a value that is bound', () => {
  expect(touchedName('v')).toMatch(/^position\(raw, \{v:String\}\) > 0 AND \(.*'bucketName'\) = \{v:String\}/);
  expect(touchedType('v', 'AWS::IAM::Role')).toMatch(/'roleName'\) != '' OR .*'roleArn'\) != ''$/);
  expect(touchedType('v', 'AWS::Unknown')).not.toContain('requestParameters');
});
