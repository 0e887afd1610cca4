import { expect, test } from 'vitest';
import type { EventLine } from '../../operations.ts';
import { runsOf } from './runs.ts';

let position = 0;
const call = (action: string, time: string, given: Partial<EventLine> = {}): EventLine => ({
  table: 'api_activity',
  time,
  source: 'cloudtrail',
  account: '111122223333',
  region: 'ap-northeast-1',
  principal: 'alice',
  service: 's3',
  action,
  resource: '',
  address: '198.51.100.7',
  error: '',
  id: `${action}-${time}`,
  file: 'a.json',
  position: (position += 1),
  ...given,
});

test('like events one after the other are one line, with their number and from when to when', () => {
  const runs = runsOf(
    [call('Get', '12:03'), call('Get', '12:02'), call('Get', '12:01'), call('Put', '12:00')],
    new Set(),
  );
  expect(runs.map(({ event, count, first, last }) => [event.action, count, first, last])).toEqual([
    ['Get', 3, '12:01', '12:03'],
    ['Put', 1, '12:00', '12:00'],
  ]);
});

test('an event that shows the finding stands apart from like ones that do not', () => {
  const [newest, own, oldest] = [call('Get', '12:03'), call('Get', '12:02'), call('Get', '12:01')];
  expect(runsOf([newest, own, oldest], new Set([own.id])).map((run) => run.own)).toEqual([false, true, false]);
  expect(runsOf([own], new Set([`a.json#${own.position}`]))[0]?.own).toBe(true);
});

test('what was refused, or came from elsewhere, is another line', () => {
  const events = [call('Get', '3'), call('Get', '2', { error: 'AccessDenied' }), call('Get', '1', { address: '::1' })];
  expect(runsOf(events, new Set())).toHaveLength(3);
});
