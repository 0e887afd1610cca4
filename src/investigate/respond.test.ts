// Opens no lake.
import { expect, test } from 'vitest';
import { madeOccurrence as occurrence } from '../findings/made-finding.contract.ts';
import { actorOf } from './actor.ts';
import { respond } from './respond.ts';

const steps = [
  {
    phase: 'contain' as const,
    en: 'Deactivate the key.',
    ja: 'キーを無効にします。',
    run: 'aws iam update-access-key --user-name {{userIdentity.userName}} --access-key-id {{userIdentity.accessKeyId}} --status Inactive',
  },
  {
    phase: 'contain' as const,
    en: 'Revoke the sessions.',
    ja: 'セッションを失効させます。',
    run: "aws iam put-role-policy --role-name {{userIdentity.sessionContext.sessionIssuer.userName}} --policy-name RevokeOlderSessions --policy-document '{}'",
  },
];

const commands = (userIdentity: object): string[] => {
  const event = { userIdentity, recipientAccountId: '111122223333' };
  const actor = actorOf(occurrence(event));
  return respond(steps, actor, { session: actor.session, ...event }).flatMap(({ run = '', check = '' }) => [
    run,
    check,
  ]);
};
const sessionOf = (userName: string) => ({
  type: 'AssumedRole',
  arn: `arn:aws:sts::111122223333:assumed-role/${userName}/rin`,
  accessKeyId: 'ASIAONE',
  sessionContext: { sessionIssuer: { userName } },
});

test('The access key of a user is deactivated, and the sessions of a role are revoked', () => {
  expect(commands({ type: 'IAMUser', userName: 'mai', accessKeyId: 'AKIAMAI' })[0]).toBe(
    'aws iam update-access-key --user-name mai --access-key-id AKIAMAI --status Inactive',
  );
  expect(commands(sessionOf('Deploy'))[0]).toContain('put-role-policy --role-name Deploy');
});

test('Temporary credentials of a user are no access key: the sessions of the user are revoked instead', () => {
  const [run, check] = commands({ type: 'IAMUser', userName: 'mai', accessKeyId: 'ASIAMAI' });
  expect(run).toMatch(/^aws iam put-user-policy --user-name mai .*"aws:TokenIssueTime":"'"\$\(date .*\)"'"/);
  expect(check).toBe('aws iam get-user-policy --user-name mai --policy-name RevokeOlderSessions');
});

test('A role of Identity Center is not changed in IAM, which would refuse it', () => {
  const all = commands(sessionOf('AWSReservedSSO_Administrator_1234567890abcdef')).join('\n');
  expect(all).not.toContain('put-role-policy');
  expect(all).toMatch(
    /aws identitystore list-users .*rin.*\n.*list-permission-sets-provisioned-to-account .*--account-id 111122223333/,
  );
});

test('A step says what its command lacks', () => {
  const [step] = respond(
    [
      {
        phase: 'contain',
        en: 'End it.',
        ja: '終了します。',
        run: 'aws bedrock end --model {{requestParameters.modelId}}',
      },
    ],
    actorOf(occurrence({})),
    {},
  );
  expect(step?.run).toBe("aws bedrock end --model '<modelId>'");
  expect(step?.sentence.en).toContain('<modelId>');
  expect(step?.sentence.ja).toContain('<modelId>');
});
