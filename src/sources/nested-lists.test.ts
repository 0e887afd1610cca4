import { expect, test } from 'vitest';
import cloudtrail from './all/cloudtrail.ts';

const call = (eventID: string) => ({
  eventVersion: '1.09',
  eventID,
  eventTime: '2026-11-20T03:04:05Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
});
const idsOf = (record: unknown): string[] =>
  cloudtrail
    .reader()
    .read(record)
    .map(({ id }) => id);

test('Files of lists that were put into one lose no event, whatever stands around them', () => {
  expect(idsOf([call('a'), call('b'), [call('c'), { Records: [call('d')] }]])).toEqual(['a', 'b', 'c', 'd']);
});

test('A row of a query of CloudTrail Lake is one event, column by column', () => {
  const row = Object.entries(call('a')).map(([name, value]) => ({ [name]: value }));
  expect(idsOf(row)).toEqual(['a']);
});
