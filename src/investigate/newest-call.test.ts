// Opens no lake.
import { expect, test } from 'vitest';
import { madeFinding, madeOccurrence as occurrence } from '../findings/made-finding.contract.ts';
import { newestCall } from './newest-call.ts';

test('The newest call is named, with what it was about', () => {
  const call = occurrence({ eventSource: 'rds.amazonaws.com', eventName: 'ModifyDBInstance' });
  expect(newestCall(madeFinding({ resource: 'orders' }), call).en).toBe('The call was rds:ModifyDBInstance on orders.');
  expect(newestCall(madeFinding({ count: 2 }), call).ja).toBe('最新の呼び出しは rds:ModifyDBInstance です。');
  expect(newestCall(madeFinding(), { ...call, event: { srcaddr: '10.0.0.1' } })).toEqual({ en: '', ja: '' });
});
