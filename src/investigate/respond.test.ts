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

const lone = (run: string, event: Readonly<Record<string, unknown>> = {}) => {
  const step = { phase: 'contain' as const, en: 'End it.', ja: '終了します。', run };
  return respond([step], actorOf(occurrence({ ...event })), event)[0];
};

test('A command that the event cannot fill is told in words, without a place left open', () => {
  expect(lone('aws bedrock end-it --region {{awsRegion}} --model {{requestParameters.modelId}}')).toEqual({
    phase: 'contain',
    sentence: {
      en: 'End it. (The event does not tell the Region and model ID. Once you know, use: aws bedrock end-it)',
      ja: '終了します。（イベントにはリージョン、モデル ID が記録されていません。確認できたら aws bedrock end-it を使います。）',
    },
  });
  expect(lone('x {{requestParameters.launchTemplateId}}')?.sentence.en).toBe(
    'End it. (The event does not tell the launch template ID.)',
  );
});

test('A new key that a session made is deactivated as the key that it is, also with temporary credentials', () => {
  const event = {
    userIdentity: sessionOf('Deploy'),
    responseElements: { accessKey: { userName: 'mailer', accessKeyId: 'AKIANEW' } },
  };
  const made = '{{responseElements.accessKey.';
  const run = `aws iam update-access-key --user-name ${made}userName}} --access-key-id ${made}accessKeyId}} --status Inactive`;
  expect(lone(run, event)?.run).toBe(
    'aws iam update-access-key --user-name mailer --access-key-id AKIANEW --status Inactive',
  );
});

test('What AWS itself did has no credentials to look up, and a root user no user to change', () => {
  const verify = { phase: 'verify' as const, en: 'Ask.', ja: '確認します。' };
  const [lookUp, ofUser] = [
    { ...verify, run: 'aws cloudtrail lookup-events --x {{userIdentity.accessKeyId}}' },
    { ...verify, run: 'aws iam delete-login-profile --user-name {{requestParameters.userName}}' },
  ];
  const told = (event: Record<string, unknown>) =>
    respond([verify, lookUp, ofUser], actorOf(occurrence(event)), event).length;
  expect(told({ userIdentity: { invokedBy: 's3.amazonaws.com' } })).toBe(2);
  expect(told({ userIdentity: { type: 'Root', accessKeyId: 'ASIAROOT' } })).toBe(2);
});

test('What a refused call would have made is not undone, nor what another call of the rule makes', () => {
  const made = 'aws ec2 terminate-instances --instance-ids {{responseElements.instancesSet.items.instanceId}}';
  expect(lone(made, { errorCode: 'Client.UnauthorizedOperation' })).toBeUndefined();
  const assignment = 'aws x y --a {{requestParameters.instanceArn}} --b {{requestParameters.targetId}}';
  expect(lone(assignment, { requestParameters: { groupId: 'g-1' } })).toBeUndefined();
  expect(lone(assignment, { requestParameters: { instanceArn: 'arn:x' } })?.sentence.en).toContain('the target ID');
});
