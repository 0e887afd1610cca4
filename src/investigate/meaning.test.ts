// Opens no lake.
import { expect, test } from 'vitest';
import { meaningOf } from './meaning.ts';

const mfa = 'userIdentity.sessionContext.attributes.mfaAuthenticated';

test.each([
  ['userIdentity.type', 'AssumedRole', 'session of a role', 'ロールのセッション'],
  ['sourceIPAddress', 'AWS Internal', 'inside AWS', 'AWS の内部'],
  ['additionalEventData.MFAUsed', 'No', 'signed in without MFA', 'MFA なしでサインイン'],
  [mfa, 'false', 'session without MFA', 'MFA なし'],
])('%s %s means %s', (path, value, en, ja) => {
  expect(meaningOf(path, value, 'deploy')).toEqual({ en, ja });
});

test('a session of Identity Center says nothing of MFA, whatever its event says', () => {
  const role = 'AWSReservedSSO_Admin_0123456789abcdef';
  expect(meaningOf(mfa, 'false', role)?.en).toMatch(/^not told here/);
  expect(meaningOf(mfa, 'true', role)?.en).toBe('session with MFA');
});

test('an identity provider is called as people call it', () => {
  const arn = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
  expect(meaningOf('userIdentity.identityProvider', arn, '')?.en).toBe('GitHub Actions');
  expect(meaningOf('userIdentity.identityProvider', 'login.example.com', '')).toBeUndefined();
});

test('a value that speaks for itself has no meaning beside it', () => {
  expect(meaningOf('userIdentity.type', 'Novel', '')).toBeUndefined();
  expect(meaningOf('userIdentity.type', 'constructor', '')).toBeUndefined();
  expect(meaningOf('eventName', 'Root', '')).toBeUndefined();
  expect(meaningOf('constructor', 'name', '')).toBeUndefined();
});
