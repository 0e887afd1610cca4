import { expect, test } from 'vitest';
import { actionOf, groupsOf, readsOnly } from './action-groups.ts';
import { scopeOf } from './authority.ts';

const groups = (action: string) => {
  const [service = '', name = ''] = action.split(':');
  return groupsOf({ service, name });
};

test.each([
  ['guardduty:ListFindings', ['read']],
  ['guardduty:ArchiveFindings', ['write', 'respond']],
  ['guardduty:DeleteDetector', ['write', 'administration']],
  ['guardduty:CreatePublishingDestination', ['write', 'administration']],
  ['verifiedpermissions:IsAuthorized', ['read']],
  ['verifiedpermissions:BatchIsAuthorizedWithToken', ['read']],
  ['verifiedpermissions:PutSchema', ['write', 'administration']],
  ['cloudtrail:LookupEvents', ['read']],
  ['cloudtrail:StopLogging', ['write', 'administration']],
  ['yagura:RunQuery', ['read']],
  ['yagura:ReplayDecisions', ['read']],
  ['yagura:ReplayQuarantine', ['write']],
  ['yagura:UpdateFindings', ['write', 'respond']],
  ['yagura:PushLogs', ['write', 'respond']],
  ['yagura:CreateAccessKey', ['write', 'administration']],
  ['yagura:RotateMasterKey', ['write', 'administration']],
  ['yagura:SetPreference', ['session']],
  ['yagura:ListOwnPermissions', ['session']],
  ['sts:GetCallerIdentity', ['session']],
  ['sts:AssumeRole', ['session']],
])('%s is of the groups %j', (action, expected) => {
  expect(groups(action)).toEqual(expected);
});

test('an operation that nobody has thought of writes, so that nobody who may only read does it', () => {
  expect(groups('yagura:Obliterate')).toEqual(['write']);
  expect(readsOnly({ service: 'yagura', name: 'Obliterate' })).toBe(false);
  expect(actionOf({ service: 'yagura', name: 'Obliterate' })).toBe('yagura:Obliterate');
});

test('operations of AWS touch the account; those of Yagura everything, but for what is about oneself or restricts itself', () => {
  expect(scopeOf('guardduty:ListFindings', '1')).toEqual({ account: '1' });
  expect(scopeOf('yagura:RunQuery', '1')).toBe('everything');
  expect(scopeOf('yagura:GetPreferences', '1')).toEqual({ account: '1' });
  expect(scopeOf('yagura:ListFindings', '1')).toEqual({ account: '1' });
});
