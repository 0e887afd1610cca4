// Opens no lake.
import { expect, test } from 'vitest';
import { madeFinding, madeOccurrence as occurrence } from '../findings/made-finding.contract.ts';
import { actorOf } from './actor.ts';
import { whoSentence } from './who.ts';

const finding = madeFinding();

test('The tool is called by its name, also where S3 writes it in brackets, and Japanese has no stray spaces', () => {
  const said = (userAgent: string) =>
    whoSentence(
      finding,
      actorOf(occurrence({ userIdentity: { type: 'Root' }, sourceIPAddress: '203.0.113.9', userAgent })),
    );
  expect(said('[aws-cli/2.0.45 Python/3.7.4 Darwin/20.2.0]').en).toContain(', with the AWS CLI on macOS.');
  expect(said('signin.amazonaws.com').ja).toContain('AWS マネジメントコンソールを使って');
  expect(said('aws-internal/3 aws-sdk-java/1.11.893').en).toContain(', with a service of AWS on their behalf');
  expect(said('stratus-red-team_6bf00313').ja).toContain('から攻撃の演習ツール Stratus Red Team を使って');
  expect(said('aws-cli/2.23').ja).toContain('から AWS CLI を使って');
});

test('A log that names no kind of principal still has its ARN, and nobody is spoken of by that', () => {
  const event = { userIdentity: { arn: 'arn:aws:sts::111122223333:assumed-role/deploy/build-7' } };
  const { en, ja } = whoSentence({ ...finding, principal: event.userIdentity.arn }, actorOf(occurrence(event)));
  expect(en).toBe('The role deploy (session build-7) acted in account 111122223333.');
  expect(ja).toBe('ロール deploy（セッション build-7）がアカウント 111122223333 で操作しました。');
});

test('A federated session is told by its own name, and whose it is', () => {
  const userIdentity = {
    type: 'FederatedUser',
    arn: 'arn:aws:sts::111122223333:federated-user/guest',
    sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::111122223333:user/hanako', userName: 'hanako' } },
  };
  const { en, ja } = whoSentence(finding, actorOf(occurrence({ userIdentity })));
  expect(en).toContain('The federated session guest of hanako acted');
  expect(ja).toContain('hanako のフェデレーションセッション guest が');
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

test('An attack that went on under another identity is told with the one it began under', () => {
  const arn = (name: string) => `arn:aws:iam::111122223333:user/${name}`;
  const actor = actorOf(occurrence({ userIdentity: { type: 'IAMUser', userName: 'new', arn: arn('new') } }));
  const said = (principal: string, type: string) => whoSentence({ ...finding, type, principal }, actor);
  const { en, ja } = said(arn('rin'), 'AttackSequence:IAM/CompromisedCredentials');
  expect(en).toBe(
    'It began under the IAM user rin. In the newest events the IAM user new acted in account 111122223333.',
  );
  expect(ja).toContain('IAM ユーザー rin の認証情報で始まっています。');
  expect(said(arn('new'), 'AttackSequence:IAM/CompromisedCredentials').en).not.toContain('began');
  expect(said(arn('ops/new'), 'AttackSequence:IAM/CompromisedCredentials').en).not.toContain('began');
  expect(said(arn('rin'), 'Policy:IAMUser/IAMChanged').en).not.toContain('began');
});

test('Behind the token of an identity provider stands a job or a user, in words, and the provider is called by its name', () => {
  const provider = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
  const subject = 'repo:shop/web:ref:refs/heads/main';
  const actor = actorOf(
    occurrence({
      userIdentity: {
        type: 'WebIdentityUser',
        principalId: `${provider}:sts.amazonaws.com:${subject}`,
        userName: subject,
        identityProvider: provider,
      },
    }),
  );
  const { en, ja } = whoSentence(finding, actor);
  expect(en).toBe('A GitHub Actions workflow of shop/web (branch main) acted in account 111122223333.');
  expect(ja).toBe('GitHub Actions のワークフロー（shop/web、ブランチ main）がアカウント 111122223333 で操作しました。');
  const told = new Map(actor.facts.map(({ label, meaning }) => [label.en, meaning?.en]));
  expect(told.get('Identity provider')).toBe('GitHub Actions');
  expect(told.has('ARN')).toBe(false);
  const unknown = actorOf(occurrence({ userIdentity: { type: 'WebIdentityUser', userName: '7' } }));
  expect(whoSentence(finding, unknown).en).toContain('The user 7 of a web identity provider');
});
