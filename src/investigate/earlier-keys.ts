import { fill } from '#attack';
import type { Answers } from './answers.ts';
import type { Handover } from './surroundings.ts';

type Step = Answers['do'][number];

/**
 * The steps, and beside those that take the used credentials away one for each long-term key of a user that these came
 * from: whoever still holds that one has the next ones made.
 */
export function withEarlierKeys(steps: readonly Step[], lineage: readonly Handover[]): Step[] {
  const last = steps.findLastIndex(({ run = '' }) => takesAway.test(run));
  if (last === -1) return [...steps];
  const told = steps.map(({ run = '' }) => run).join('\n');
  const earlier = lineage.flatMap(stepOf).filter(({ run }) => run !== undefined && !told.includes(run));
  return [...steps.slice(0, last + 1), ...earlier, ...steps.slice(last + 1)];
}

const takesAway = /\biam (?:update-access-key|delete-access-key|put-role-policy|put-user-policy)\b/;

const command = 'aws iam update-access-key --user-name {{user}} --access-key-id {{key}} --status Inactive';

function stepOf({ principal, action, askedWith: key }: Handover): Step[] {
  const user = /^arn:[\w-]+:iam::\d*:user\/(?:.*\/)?([^/]+)$/.exec(principal)?.[1];
  if (user === undefined || !key.startsWith('AKIA')) return [];
  return [
    {
      phase: 'contain',
      sentence: {
        en: `These credentials were obtained with another key, ${key} of the IAM user ${user} (${action}). If its owner cannot explain that, deactivate it too: whoever holds it can obtain new ones.`,
        ja: `この認証情報は、IAM ユーザー ${user} の別のキー ${key} を使って取得されました（${action}）。持ち主に心当たりがなければ、このキーも無効にします。残しておくと、新しい認証情報を何度でも取得されます。`,
      },
      run: fill(command, { user, key }),
      check: fill('aws iam list-access-keys --user-name {{user}}', { user }),
    },
  ];
}
