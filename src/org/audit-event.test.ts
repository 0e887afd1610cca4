// Opens no lake.
import { expect, test } from 'vitest';
import { localCaller, type AuditRecord } from '#aws';
import { auditEvent, isRecorded } from './audit-event.ts';

const record = (part: Partial<AuditRecord> = {}, call: Partial<AuditRecord['call']> = {}): AuditRecord => ({
  call: {
    caller: localCaller('rin', 'analyst', '111122223333'),
    region: 'us-east-1',
    at: new Date('2026-11-26T09:00:00.750Z'),
    requestId: 'r',
    sourceAddress: '192.0.2.7',
    userAgent: 'aws-cli/2',
    ...call,
  },
  service: 'guardduty',
  operation: 'ListDetectors',
  input: {},
  output: {},
  ...part,
});

test('a call is an event as CloudTrail writes it, to the second', () => {
  expect(auditEvent(record(), undefined)).toMatchObject({
    eventTime: '2026-11-26T09:00:00Z',
    eventSource: 'guardduty.amazonaws.com',
    eventName: 'ListDetectors',
    readOnly: true,
    userIdentity: { type: 'IAMUser', userName: 'rin', accountId: '111122223333' },
    recipientAccountId: '111122223333',
  });
  expect(auditEvent(record({ service: 'yagura', operation: 'DeleteRule' }), undefined)).toMatchObject({
    eventSource: 'yagura',
    readOnly: false,
  });
});

test('texts of a caller without end are cut', () => {
  const { userAgent, errorMessage } = auditEvent(
    record({ errorMessage: 'x'.repeat(5000) }, { userAgent: 'y'.repeat(5000) }),
    undefined,
  );
  expect([String(userAgent).length, String(errorMessage).length]).toEqual([1000, 1000]);
});

test('what the page asks by itself is not recorded, anything with a key, refused or written is', () => {
  const own = { service: 'yagura', operation: 'GetSummary' };
  expect(isRecorded(record(own))).toBe(false);
  expect(isRecorded(record({ ...own, errorCode: 'Denied' }))).toBe(true);
  expect(isRecorded(record({ ...own, operation: 'UpdateFindings' }))).toBe(true);
  expect(isRecorded(record())).toBe(true);
  const caller = { ...localCaller('rin', 'analyst', '111122223333'), accessKey: 'AKIAONE' };
  expect(isRecorded(record(own, { caller }))).toBe(true);
});
