import type { Text } from '#kernel';
import { isWebIdentity, webIdentityName } from './web-identity.ts';

const kinds: readonly (readonly [RegExp, (name: string, session: string) => Text])[] = [
  [
    /^arn:[\w-]+:iam::\d*:user\/(?:.*\/)?([^/]+)$/,
    (name) => ({ en: `the IAM user ${name}`, ja: `IAM ユーザー ${name}` }),
  ],
  [/^arn:[\w-]+:sts::\d*:assumed-role\/([^/]+)\/(.+)$/, roleIn],
  [/^arn:[\w-]+:iam::\d*:role\/(?:.*\/)?([^/]+)$/, roleIn],
  [/^arn:[\w-]+:iam::\d*:root$/, () => ({ en: 'the root user', ja: 'ルートユーザー' })],
];

/** A caller as people name it within a sentence, from its ARN: `the role deploy (session build-7)`. Other texts stay. */
export function callerName(principal: string, session = ''): Text {
  if (isWebIdentity(principal)) return webIdentityName(principal);
  for (const [pattern, said] of kinds) {
    const found = pattern.exec(principal);
    if (found !== null) return said(found[1] ?? '', session || (found[2] ?? ''));
  }
  return session === '' ? { en: principal, ja: principal } : callerName(`${principal}/${session}`);
}

/** The permission set behind a role that IAM Identity Center keeps (`AWSReservedSSO_` NAME `_` sixteen hex digits); empty for other roles. */
export const permissionSetOf = (role: string): string => /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(role)?.[1] ?? '';

function roleIn(name: string, session: string): Text {
  const set = permissionSetOf(name);
  if (set !== '' && session !== '')
    return {
      en: `${session} (IAM Identity Center, permission set ${set})`,
      ja: `${session}（IAM Identity Center の許可セット ${set}）`,
    };
  if (session === '') return { en: `the role ${name}`, ja: `ロール ${name}` };
  return { en: `the role ${name} (session ${session})`, ja: `ロール ${name}（セッション ${session}）` };
}
