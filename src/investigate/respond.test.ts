// Opens no lake.
import { expect, test } from 'vitest';
import type { Occurrence } from '#findings';
import { actorOf } from './actor.ts';
import { here } from './here.ts';
import { newestCall } from './newest-call.ts';
import { respond } from './respond.ts';
import { severitySentence } from './severity.ts';
import { whoSentence } from './who.ts';

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

const occurrence = (event: Record<string, unknown>): Occurrence => ({
  time: '2026-11-20T03:04:05.000Z',
  eventId: 'e',
  table: 'api_activity',
  file: 'calls.json',
  position: 1,
  matched: [],
  event,
});
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

const finding = {
  id: 'f1',
  rule: 'r',
  type: 'Stealth:AWS/Something',
  title: { en: 'Something', ja: '何か' },
  severity: 'high' as const,
  account: '111122223333',
  region: 'us-east-1',
  source: 'cloudtrail',
  principal: '',
  resource: '',
  count: 2,
  firstSeen: '2026-11-20T03:04:05.000Z',
  lastSeen: '2026-11-20T03:04:35.000Z',
  createdAt: '2026-11-20T03:04:05.000Z',
  updatedAt: '2026-11-20T03:04:05.000Z',
  archived: false,
  tactics: [],
  techniques: [],
};

test('Two times within one minute are no span of time', () => {
  const quiet = { calls: 0, denied: 0, services: 0, addresses: 0 };
  const { en, ja } = here(finding, [], quiet);
  expect(en).toBe('Seen 2 times in account 111122223333, us-east-1, at 2026-11-20 03:04 UTC.');
  expect(ja).toBe('アカウント 111122223333、us-east-1 で 2026-11-20 03:04 UTC に 2 回検知しました。');
});

test('The tool is called by its name, also where S3 writes it in brackets, and Japanese has no stray spaces', () => {
  const said = (userAgent: string) =>
    whoSentence(
      finding,
      actorOf(occurrence({ userIdentity: { type: 'Root' }, sourceIPAddress: '203.0.113.9', userAgent })),
    );
  expect(said('[aws-cli/2.0.45 Python/3.7.4 Darwin/20.2.0]').en).toContain(', with the AWS CLI on macOS.');
  expect(said('signin.amazonaws.com').ja).toContain('AWS マネジメントコンソールを使って');
  expect(said('aws-cli/2.23').ja).toContain('AWS CLI を使って');
});

test('A sequence says that the events it shows are not all, and calls that only read have changed nothing', () => {
  const quiet = { calls: 0, denied: 0, services: 0, addresses: 0 };
  const sequence = { ...finding, type: 'AttackSequence:IAM/CompromisedCredentials', count: 16 };
  const said = here(sequence, [occurrence({ readOnly: true })], quiet);
  expect(said.en).toContain('It shows 16 events in account 111122223333, us-east-1,');
  expect(said.en).toContain('only the first, while HOW counts them all.');
  expect(said.en).toContain('The call succeeded; it read, and changed nothing.');
  expect(said.ja).toContain('16 件のイベントを示しています。');
});

test('A log that names no kind of principal still has its ARN, and nobody is spoken of by that', () => {
  const event = { userIdentity: { arn: 'arn:aws:sts::111122223333:assumed-role/deploy/build-7' } };
  const { en, ja } = whoSentence({ ...finding, principal: event.userIdentity.arn }, actorOf(occurrence(event)));
  expect(en).toBe('The role deploy (session build-7) acted in account 111122223333.');
  expect(ja).toBe('ロール deploy（セッション build-7）がアカウント 111122223333 で操作しました。');
});

test('Traffic is told as traffic, with the address of the machine whichever way the packets went', () => {
  const flow = { srcaddr: '198.51.100.9', dstaddr: '10.0.0.7' };
  const actor = actorOf({ table: 'network_activity', event: flow });
  const { en, ja } = whoSentence({ ...finding, principal: 'i-0123456789abcdef0' }, actor);
  expect(en).toBe(
    'This is network traffic of the EC2 instance i-0123456789abcdef0 (10.0.0.7) in account 111122223333.',
  );
  expect(ja).toBe('アカウント 111122223333 の EC2 インスタンス i-0123456789abcdef0（10.0.0.7）による通信です。');
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

test('The newest call is named, with what it was about', () => {
  const call = occurrence({ eventSource: 'rds.amazonaws.com', eventName: 'ModifyDBInstance' });
  expect(newestCall({ ...finding, resource: 'orders', count: 1 }, call).en).toBe(
    'The call was rds:ModifyDBInstance on orders.',
  );
  expect(newestCall(finding, call).ja).toBe('最新の呼び出しは rds:ModifyDBInstance です。');
  expect(newestCall(finding, { ...call, event: { srcaddr: '10.0.0.1' } })).toEqual({ en: '', ja: '' });
});

test('Why a finding is so grave is told by the context that its rule names, or by what the level means', () => {
  const weigh = [
    {
      to: 'high' as const,
      when: { eventName: 'CreateUser' },
      en: 'a user was made.',
      ja: 'ユーザーが作られたためです。',
    },
  ];
  const events = [occurrence({ eventName: 'ListUsers' }), occurrence({ eventName: 'CreateUser' })];
  expect(severitySentence(finding, weigh, events)).toEqual({
    en: 'High here, because a user was made.',
    ja: 'ここでは重大度を「高」としています。ユーザーが作られたためです。',
  });
  expect(severitySentence(finding, weigh, []).en).toMatch(/^High, because honest people hardly ever/);
});
