// Opens no lake.
import { expect, test } from 'vitest';
import { madeFinding, madeOccurrence } from '../findings/made-finding.contract.ts';
import { allRefused, here } from './here.ts';

const finding = madeFinding({ principal: 'mei' });
const call = madeOccurrence;
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

test('a dry run was not refused, and changed nothing', () => {
  const dry = {
    errorCode: 'Client.DryRunOperation',
    errorMessage: 'Request would have succeeded, but DryRun flag is set.',
  };
  expect(said([dry])).toContain('It was a dry run');
  expect(allRefused([call(dry)])).toBe(false);
  expect(said([dry, { errorCode: 'AccessDenied' }])).toContain('AWS refused 1 of the 2 calls shown');
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
  const { en, ja } = here(finding, [call({ action: 'ACCEPT' }, { table: 'network_activity' })], nothingAround);
  expect(en).toBe('Seen once in account 111122223333, us-east-1, at 2026-03-10 12:00 UTC.');
  expect(ja).toBe('アカウント 111122223333、us-east-1 で 2026-03-10 12:00 UTC に 1 回検知しました。');
});

test('many events are told as events with their span, a sequence by its events, and logs without a place as these logs', () => {
  const later = { count: 1234, lastSeen: '2026-03-11T01:02:03.000Z' };
  expect(said([], later)).toBe(
    '1,234 events show it in account 111122223333, us-east-1, from 2026-03-10 12:00 UTC to 2026-03-11 01:02 UTC.',
  );
  expect(said([], { account: '', region: '' })).toBe('Seen once in these logs, at 2026-03-10 12:00 UTC.');
  expect(said([], { ...later, type: 'AttackSequence:IAM/CompromisedCredentials' })).toContain(
    ' 1,234 events in account 111122223333',
  );
});

test('what else the principal did is told when it did more than this', () => {
  const around = { calls: 12, denied: 3, services: 1, addresses: 2 };
  expect(here(finding, [], around).en).toContain('made 12 calls to 1 service from 2 addresses; 3 were refused.');
  expect(here(finding, [], { ...around, denied: 1 }).en).toContain('; 1 was refused.');
  expect(here(finding, [], { ...around, denied: 0 })).toMatchObject({
    en: expect.stringContaining('; none was refused.'),
    ja: expect.stringContaining('拒否された呼び出しはありません。'),
  });
  expect(here(finding, [], { ...around, calls: 1 }).en).not.toContain('same principal');
});

test('two times within one minute are no span of time', () => {
  const { en, ja } = here(
    { ...finding, count: 2, firstSeen: '2026-11-20T03:04:05.000Z', lastSeen: '2026-11-20T03:04:35.000Z' },
    [],
    nothingAround,
  );
  expect(en).toBe('2 events show it in account 111122223333, us-east-1, at 2026-11-20 03:04 UTC.');
  expect(ja).toBe('アカウント 111122223333、us-east-1 で 2026-11-20 03:04 UTC に 2 件のイベントを検知しました。');
});

test('a sequence says that the events it shows are not all, and calls that only read have changed nothing', () => {
  const sequence = { ...finding, type: 'AttackSequence:IAM/CompromisedCredentials', count: 16 };
  const said = here(sequence, [call({ readOnly: true })], nothingAround);
  expect(said.en).toContain('It shows 16 events in account 111122223333, us-east-1,');
  expect(said.en).toContain('at most ten of each kind of step; HOW says how many there were.');
  expect(said.en).toContain('The call succeeded; it read, and changed nothing.');
  expect(said.ja).toContain('16 件のイベントを示しています（1 種類の手順につき最大 10 件');
  expect(here({ ...sequence, count: 1 }, [], nothingAround).en).toContain('It shows one event in');
});
