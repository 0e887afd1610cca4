// Opens no lake.
import { expect, test } from 'vitest';
import { parseRules } from '#sigma';
import { allSources } from '#sources';
import { conditionOf, rowColumns, rowEvent, storedEvent } from './row-event.ts';

const all = await allSources();
const sourceOf = (name: string) => {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no source ${name}`);
  return found;
};
const [cloudtrail, vpcflow] = [sourceOf('cloudtrail'), sourceOf('vpcflow')];

test('what is asked of rows are their columns, their time in milliseconds, and the fields of their log', () => {
  const columns = rowColumns(cloudtrail);
  expect(columns.startsWith('*, toString(toUnixTimestamp64Milli(time)) AS milliseconds, ')).toBe(true);
  for (const name of Object.keys(cloudtrail.sqlFields)) expect(columns).toContain(` AS \`field:${name}\``);
});

test('a row becomes the event that it was: fields under their names, columns under theirs', () => {
  const row = { milliseconds: '1773144000000', service: 'iam', 'field:eventSource': 'iam.amazonaws.com', raw: '' };
  expect(rowEvent(row, cloudtrail)).toEqual({
    source: 'cloudtrail',
    table: 'api_activity',
    id: '',
    time: 1_773_144_000_000,
    fields: { eventSource: 'iam.amazonaws.com' },
    columns: { milliseconds: '1773144000000', service: 'iam', raw: '' },
  });
});

test('a row that was kept whole has its id and every field that its log wrote', () => {
  const row = { milliseconds: '5', id: 'e1', 'field:eventName': 'A', raw: '{"eventName":"A","other":{"deep":1}}' };
  expect(storedEvent(row, cloudtrail)).toMatchObject({ id: 'e1', fields: { eventName: 'A', other: { deep: 1 } } });
  expect(storedEvent({ ...row, raw: '' }, cloudtrail)).toMatchObject({ id: 'e1', fields: { eventName: 'A' } });
  expect(storedEvent({ milliseconds: '5', raw: '[1]' }, cloudtrail)).toMatchObject({ id: '', fields: {} });
});

test('a condition looks into whole records where the table keeps them', () => {
  const text = 'title: t\nlogsource: { product: aws }\ndetection: { s: { unheardOf: x }, condition: s }\n';
  const [rule] = parseRules([{ file: 'a.yml', text }]).rules;
  if (rule === undefined) throw new Error('no rule');
  expect(conditionOf(rule, cloudtrail)).toContain('raw');
  expect(conditionOf(rule, vpcflow)).not.toContain('raw');
});
