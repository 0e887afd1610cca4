// Opens no lake.
import { expect, test } from 'vitest';
import { unsaid } from './unsaid.ts';

test('what an event does not tell is named in words, with the command that takes it', () => {
  expect(unsaid(['userName'], 'Run aws iam delete-login-profile --user-name {userName} at once.')).toEqual({
    en: ' (The event does not tell the user name. Once you know, use: aws iam delete-login-profile)',
    ja: '（イベントにはユーザー名が記録されていません。確認できたら aws iam delete-login-profile を使います。）',
  });
});

test('several names are joined as each language joins them', () => {
  const { en, ja } = unsaid(['userName', 'policyArn', 'accessKeyId'], 'aws iam detach-user-policy');
  expect(en).toContain('the user name, policy ARN, and access key ID.');
  expect(ja).toContain('ユーザー名、ポリシー ARN、アクセスキー ID が記録');
});

test('where no command stands, none is promised', () => {
  const said = unsaid(['userName'], 'Ask the owner.');
  expect(said.en).toBe(' (The event does not tell the user name.)');
  expect(said.ja).not.toContain('確認できたら');
});
