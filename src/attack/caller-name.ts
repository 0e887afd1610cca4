import type { Text } from '#kernel';

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
  for (const [pattern, said] of kinds) {
    const found = pattern.exec(principal);
    if (found !== null) return said(found[1] ?? '', session || (found[2] ?? ''));
  }
  return session === '' ? { en: principal, ja: principal } : callerName(`${principal}/${session}`);
}

function roleIn(name: string, session: string): Text {
  if (session === '') return { en: `the role ${name}`, ja: `ロール ${name}` };
  return { en: `the role ${name} (session ${session})`, ja: `ロール ${name}（セッション ${session}）` };
}
