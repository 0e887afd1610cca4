import { expect, test } from 'vitest';
import type { EventLine } from '../../operations.ts';
import { csvOf } from './csv.ts';

const line = (given: Partial<EventLine>): EventLine => ({
  time: '2026-01-01T00:00:00.000Z',
  source: 'cloudtrail',
  account: '111122223333',
  region: 'ap-northeast-1',
  principal: 'alice',
  service: 's3',
  action: 'GetObject',
  resource: 'bucket',
  address: '198.51.100.7',
  error: '',
  id: 'e1',
  table: 'api_activity',
  file: 'a.json',
  position: 1,
  ...given,
});

const rowOf = (given: Partial<EventLine>): string => csvOf([line(given)]).split('\r\n')[1] ?? '';

test('a line for the names of the columns, then one for each event, each ended as RFC 4180 says', () => {
  const text = csvOf([line({}), line({ id: 'e2' })]);
  expect(text.split('\r\n').map((row) => row.split(',').length)).toEqual([11, 11, 11, 1]);
});

test('commas, quotes and ends of lines stay in their cell', () => {
  expect(rowOf({ principal: 'a "b", c' })).toContain(',"a ""b"", c",');
  expect(csvOf([line({ resource: 'a\nb' })])).toContain(',"a\nb",');
});

test('no cell is a formula for a spreadsheet, whatever an attacker called a thing', () => {
  for (const sign of ['=', '+', '-', '@', '\t', '\r'])
    expect(csvOf([line({ principal: `${sign}cmd|' /C calc'!A0` })])).toContain(`'${sign}cmd`);
});
