import { addresses } from '../addresses.ts';
import { agentOf, type Tool } from '../agents.ts';
import { accessKeyId, replyTime, resourceId } from '../aws-names.ts';
import { onBucket } from '../calls/storage.ts';
import { iamUser, type Caller } from '../caller.ts';
import { hourLength, minute } from '../clock-of-work.ts';
import { accounts, buckets, company, permissionSetRole, regions, type AccountName } from '../company.ts';
import { oneWay } from '../conversation.ts';
import { portalSignIn } from '../habits/sign-in.ts';
import { contractor } from '../people.ts';
import type { CallerOf, Scene } from '../scene.ts';
import { samlSession } from '../sessions.ts';
import { longLivedKey, users } from '../users.ts';
import { bastionGroup, machine } from './machines.ts';
import type { Step, Story } from './story.ts';

const platform = { system: 'macos' } as const;

/** Somebody of the platform team in an account, just come in through Identity Center. */
function engineer(scene: Scene, who: { id: string; account: AccountName; tool: Tool }, time: number): CallerOf {
  const role = permissionSetRole(accounts[who.account].id, 'PlatformEngineer');
  const session = { role, name: `${who.id}@${company.domain}`, time: time - minute };
  const reach = { address: addresses.tokyoOffice, agent: agentOf(platform, who.tool, 'sts:AssumeRoleWithSAML') };
  const caller = samlSession(scene.stage, session, reach);
  return (call): Caller => ({ ...caller, agent: agentOf(platform, who.tool, call) });
}

/** A story of honest work with one step. */
const honest = (
  title: Story['title'],
  when: { daysBefore: number; startsAt: number },
  step: Omit<Step, 'after' | 'about'>,
): Story => ({
  title,
  hostile: false,
  ...when,
  steps: [{ ...step, about: title, after: 0 }],
});

/** Port 22 is opened to one address of a vendor, for two hours. */
export const vendorVisit: Story = honest(
  {
    en: 'A vendor mends something on the bastion: port 22 is open to their one address for two hours.',
    ja: '保守業者の作業のため、踏み台の 22 番ポートを業者のアドレス 1 つにだけ 2 時間開けました。',
  },
  { daysBefore: 8, startsAt: 14 * 60 + 5 },
  {
    step: 'open and close a port',
    expect: [],
    play(scene, time) {
      const by = engineer(scene, { id: 'ren.sato', account: 'production', tool: 'cli' }, time);
      const ranges = { items: [{ cidrIp: `${addresses.elevatorVendor}/32`, description: 'lift vendor, until 16:00' }] };
      const request = {
        groupId: bastionGroup,
        ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, groups: {}, ipRanges: ranges }] },
      };
      const response = { _return: true };
      scene.make(by, 'ec2:AuthorizeSecurityGroupIngress', { time, request, response });
      const bastion = machine(scene, 'bastion');
      for (let turn = 1; turn < 12; turn++) {
        const shared = { time: time + turn * 9 * minute, seconds: 58, way: 8 };
        const typed = { ...shared, fromPort: 40_022, toPort: 22, bytes: 14_000, flags: 0 };
        scene.stage.flow(bastion, oneWay(addresses.elevatorVendor, bastion.address, typed));
      }
      scene.make(by, 'ec2:RevokeSecurityGroupIngress', { time: time + 2 * hourLength, request, response });
    },
  },
);

/** The mailer's key is replaced, as the calendar says. */
export const keyRotation: Story = honest(
  {
    en: "The mail program's access key is replaced by a new one, and the old one is deleted.",
    ja: 'メール送信プログラムのアクセスキーを新しいものに交換し、古いキーを削除しました。',
  },
  { daysBefore: 5, startsAt: 11 * 60 },
  {
    step: 'rotate a key',
    expect: ['IAMAccessKeyCreated'],
    play(scene, time) {
      const by = engineer(scene, { id: 'mei.kobayashi', account: 'staging', tool: 'console' }, time);
      const { name: userName, account } = users.mailer;
      const made = accessKeyId('AKIA', account, scene.stage.random);
      const old = { userName, accessKeyId: longLivedKey(scene.stage.plan.seed, users.mailer) };
      const accessKey = { userName, accessKeyId: made, status: 'Active', createDate: replyTime(time) };
      scene.make(by, 'iam:ListAccessKeys', { time: time - 20_000, request: { userName } });
      scene.make(by, 'iam:CreateAccessKey', { time, request: { userName }, response: { accessKey } });
      scene.make(by, 'iam:UpdateAccessKey', { time: time + 50 * minute, request: { ...old, status: 'Inactive' } });
      scene.make(by, 'iam:DeleteAccessKey', { time: time + 3 * hourLength, request: old });
    },
  },
);

/** A policy that speaks of everybody, but only to refuse. */
export const tlsPolicy: Story = honest(
  {
    en: 'A bucket policy now refuses requests without TLS; it names everybody, but gives nobody anything.',
    ja: 'TLS を使わないリクエストを拒否するバケットポリシーを設定しました。全員が対象ですが、何も許可していません。',
  },
  { daysBefore: 10, startsAt: 16 * 60 + 20 },
  {
    step: 'refuse requests without TLS',
    expect: [],
    play(scene, time) {
      const by = engineer(scene, { id: 'aoi.tanaka', account: 'production', tool: 'terraform' }, time);
      const Resource = [`arn:aws:s3:::${buckets.photos}`, `arn:aws:s3:::${buckets.photos}/*`];
      const Condition = { Bool: { 'aws:SecureTransport': 'false' } };
      const refusal = { Sid: 'TlsOnly', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource, Condition };
      const bucketPolicy = { Version: '2012-10-17', Statement: [refusal] };
      const request = onBucket(accounts.production.id, buckets.photos, { policy: '', bucketPolicy });
      scene.make(by, 's3:PutBucketPolicy', { time, ...request });
    },
  },
);

/** Four wrong passwords, then the right one. */
export const forgottenPassword: Story = honest(
  {
    en: 'Somebody mistypes their password after a long weekend, then gets in.',
    ja: '連休明けにパスワードを何度か間違え、その後サインインできました。',
  },
  { daysBefore: 2, startsAt: 9 * 60 + 12 },
  {
    step: 'mistype a password',
    expect: [],
    play(scene, time) {
      const mail = `hana.fujita@${company.domain}`;
      const reach = { address: addresses.tokyoOffice, agent: agentOf({ system: 'windows' }, 'console', 'signin:x') };
      const entered = portalSignIn(scene.stage, { mail, time, reach, mistakes: 4 });
      scene.note(entered, { account: accounts.management.id, region: regions.main });
    },
  },
);

/** One machine with a graphics processor, for an afternoon, in the Region where everybody works. */
export const trialMachine: Story = honest(
  {
    en: 'The contractor tries a model on one machine with a graphics processor, and ends it in the evening.',
    ja: '委託先の担当者が GPU 搭載マシン 1 台でモデルを試し、夕方に終了しました。',
  },
  { daysBefore: 7, startsAt: 13 * 60 + 30 },
  {
    step: 'run one large machine',
    expect: [],
    play(scene, time) {
      const key = longLivedKey(scene.stage.plan.seed, users.contractor);
      const by: CallerOf = (call) =>
        iamUser(users.contractor, key, { address: contractor.home, agent: agentOf(contractor, 'cli', call) });
      const instanceId = resourceId('i', `trial/${scene.stage.plan.seed}`);
      const wanted = { instanceType: 'g4dn.xlarge', imageId: 'ami-0c3fd0f5d33134a76' };
      const item = { instanceId, ...wanted, instanceState: { code: 0, name: 'pending' }, launchTime: time };
      const request = {
        instancesSet: { items: [{ imageId: wanted.imageId, minCount: 1, maxCount: 1 }] },
        instanceType: wanted.instanceType,
      };
      scene.make(by, 'ec2:RunInstances', { time, request, response: { instancesSet: { items: [item] } } });
      const ended = { instancesSet: { items: [{ instanceId, currentState: { code: 32, name: 'shutting-down' } }] } };
      const ending = { instancesSet: { items: [{ instanceId }] } };
      scene.make(by, 'ec2:TerminateInstances', { time: time + 4 * hourLength, request: ending, response: ended });
    },
  },
);
