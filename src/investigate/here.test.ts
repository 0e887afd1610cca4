// Opens no lake.
import { expect, test } from 'vitest';
import { here } from './here.ts';

const at = '2026-03-10T12:00:00.000Z';
const text = { en: 'A title', ja: '題' };
const finding: Parameters<typeof here>[0] = {
  id: 'f',
  rule: 'r',
  type: 'Stealth:IAMUser/CloudTrailLoggingDisabled',
  title: text,
  severity: 'high',
  account: '111122223333',
  region: 'us-east-1',
  source: 'cloudtrail',
  principal: 'mei',
  resource: '',
  count: 1,
  firstSeen: at,
  lastSeen: at,
  createdAt: at,
  updatedAt: at,
  archived: false,
  tactics: [],
  techniques: [],
};
const call = (event: Record<string, unknown>, table = 'api_activity') => ({
  time: at,
  eventId: 'e',
  table,
  file: 'f.json',
  position: 1,
  matched: [],
  event,
});
const nothingAround = { calls: 0, denied: 0, services: 0, addresses: 0 };
const said = (events: Record<string, unknown>[], part: Partial<typeof finding> = {}): string =>
  here(
    { ...finding, ...part },
    events.map((event) => call(event)),
    nothingAround,
  ).en;

test('what succeeded is told as done, what only read as harmless, and what was refused as tried', () => {
  expect(said([{}])).toContain('The call succeeded, so treat the effect as real.');
  expect(said([{}, { readOnly: true }])).toContain('The calls succeeded, so treat the effect as real.');
  expect(said([{ readOnly: true }])).toContain('The call succeeded; it read, and changed nothing.');
  expect(said([{ errorCode: 'AccessDenied' }])).toContain('AWS refused every call shown');
  expect(said([{ errorCode: 'AccessDenied' }, {}, { errorCode: '' }])).toContain(
    'AWS refused 1 of the 3 calls shown; the others succeeded.',
  );
});

test.each([
  { errorMessage: 'Failed authentication' },
  { responseElements: { ConsoleLogin: 'Failure' } },
  { errorMessage: 'Failed authentication', responseElements: { ConsoleLogin: 'Failure' } },
])('a sign-in that failed was refused, though it has no error code: %j', (event) => {
  expect(said([{ eventName: 'ConsoleLogin', ...event }])).toContain('AWS refused every call shown');
});

test('a sign-in that succeeded is not refused', () => {
  expect(
    said([{ eventName: 'ConsoleLogin', errorMessage: null, responseElements: { ConsoleLogin: 'Success' } }]),
  ).toContain('The call succeeded');
});

test('of flows and queries no outcome is told', () => {
  const { en, ja } = here(finding, [call({ action: 'ACCEPT' }, 'network_activity')], nothingAround);
  expect(en).toBe('Seen once in account 111122223333, us-east-1, at 2026-03-10 12:00 UTC.');
  expect(ja).toBe('アカウント 111122223333、us-east-1 で 2026-03-10 12:00 UTC に 1 回検知しました。');
});

test('many times are told with their span, a sequence by its events, and logs without a place as these logs', () => {
  const later = { count: 1234, lastSeen: '2026-03-11T01:02:03.000Z' };
  expect(said([], later)).toBe(
    'Seen 1,234 times in account 111122223333, us-east-1, from 2026-03-10 12:00 UTC to 2026-03-11 01:02 UTC.',
  );
  expect(said([], { account: '', region: '' })).toBe('Seen once in these logs, at 2026-03-10 12:00 UTC.');
  expect(said([], { ...later, type: 'AttackSequence:IAM/CompromisedCredentials' })).toContain(
    ' 1,234 events in account 111122223333',
  );
});

test('what else the principal did is told when it did more than this', () => {
  const around = { calls: 12, denied: 3, services: 1, addresses: 2 };
  expect(here(finding, [], around).en).toContain('made 12 calls to 1 service from 2 addresses; 3 were refused.');
  expect(here(finding, [], { ...around, calls: 1 }).en).not.toContain('same principal');
});
