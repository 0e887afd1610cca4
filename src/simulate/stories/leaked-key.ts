import { hostile } from '../addresses.ts';
import { accessKeyId, replyTime, resourceId, uniqueId } from '../aws-names.ts';
import { callNamed } from '../calls/catalogue.ts';
import { bucketResource, exportKey, onBucket, s3Object } from '../calls/storage.ts';
import { iamUser, userArn, type Caller, type JsonObject, type User } from '../caller.ts';
import type { Call } from '../cloudtrail-event.ts';
import { minute } from '../clock-of-work.ts';
import { accounts, buckets, outsideAccounts, regions, trails } from '../company.ts';
import { command } from '../agents.ts';
import { consoleSignIn } from '../habits/sign-in.ts';
import { denied } from '../refusals.ts';
import type { Scene } from '../scene.ts';
import { longLivedKey, users } from '../users.ts';
import type { Story } from './story.ts';

const account = accounts.production.id;
const intruder: User = { account, name: 'backup-operator' };

/** The key of the old invoice user leaks; a stranger looks around, digs in, blinds the trail and carries data away. */
export const leakedKey: Story = {
  title: {
    en: 'A leaked access key: from a look around to stolen customer data',
    ja: '漏えいしたアクセスキー：偵察から顧客データの持ち出しまで',
  },
  hostile: true,
  daysBefore: 3,
  startsAt: 137,
  play(scene, begin) {
    const key = longLivedKey(scene.stage.plan.seed, users.invoiceSync);
    const stolen = (call: string): Caller =>
      iamUser(users.invoiceSync, key, { address: hostile.leakedKey, agent: kali(call) });
    tryKey(scene, stolen, begin);
    lookAround(scene, stolen, begin + 2 * minute);
    const newKey = digIn(scene, stolen, begin + 41 * minute);
    const reach = (call: string) => ({ address: hostile.leakedKeySecond, agent: kali(call) });
    const own = (call: string): Caller => iamUser(intruder, newKey, reach(call));
    comeBack(scene, own, begin + 55 * minute);
    blindTrail(scene, own, begin + 63 * minute);
    shareSnapshot(scene, own, begin + 71 * minute);
    openBucket(scene, own, begin + 84 * minute);
    carryAway(scene, own, begin + 92 * minute);
  },
};

type CallerOf = (call: string) => Caller;

/** The user agent of the command line on Kali Linux, a system made for attackers. */
const kali = (call: string): string =>
  `aws-cli/2.23.6 md/awscrt#0.23.8 ua/2.0 os/linux#6.16.8+kali-amd64 md/arch#x86_64 lang/python#3.13.7 md/pyimpl#CPython md/distrib#kali.2026 md/prompt#off md/command#${command(call)}`;

function make(
  scene: Scene,
  by: CallerOf,
  name: string,
  rest: Omit<Call, 'service' | 'name' | 'region'> & { region?: string },
): void {
  const [service = '', operation = ''] = name.split(':');
  scene.call(by(name), { region: regions.main, ...rest, service, name: operation });
}

function tryKey(scene: Scene, by: CallerOf, time: number): void {
  scene.step({
    step: 'try the key',
    about: {
      en: 'A stranger asks AWS whose key this is, from a system made for attacks.',
      ja: '攻撃用の OS から、見知らぬ相手がこのキーの持ち主を確認しています。',
    },
    expect: ['PenTest:IAMUser/KaliLinux'],
  });
  make(scene, by, 'sts:GetCallerIdentity', { time, region: regions.global });
}

const allowed = [
  ...[
    'iam:ListUsers',
    'iam:ListRoles',
    'iam:ListPolicies',
    'iam:GetAccountSummary',
    'iam:ListGroups',
    'iam:ListAccessKeys',
  ],
  ...['s3:ListBuckets', 's3:GetBucketAcl', 's3:GetBucketPolicy', 's3:GetBucketVersioning', 's3:GetBucketLogging'],
  ...[
    'ec2:DescribeInstances',
    'ec2:DescribeVolumes',
    'ec2:DescribeSnapshots',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeRegions',
  ],
  ...['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus'],
];
const forbidden = [
  ...['organizations:DescribeOrganization', 'organizations:ListAccounts', 'secretsmanager:ListSecrets', 'kms:ListKeys'],
  ...['lambda:ListFunctions20150331', 'rds:DescribeDBInstances', 'rds:DescribeDBSnapshots', 'dynamodb:ListTables'],
  ...[
    'guardduty:ListDetectors',
    'securityhub:GetFindings',
    'ssm:DescribeParameters',
    'ecs:ListClusters',
    'ce:GetCostAndUsage',
  ],
];

/** Sixty questions in twelve minutes; what the old user may not see is refused. */
function lookAround(scene: Scene, by: CallerOf, begin: number): void {
  scene.step({
    step: 'look around',
    about: {
      en: 'A burst of questions about users, buckets, machines and logs; many are refused.',
      ja: 'ユーザー、バケット、マシン、ログを一気に調べています。多くは拒否されました。',
    },
    expect: ['Discovery:IAMUser/AnomalousBehavior', 'Discovery:S3/AnomalousBehavior', 'PenTest:S3/KaliLinux'],
  });
  const { random } = scene.stage;
  const questions = [...allowed, ...forbidden, ...allowed.slice(0, 8), ...forbidden, ...allowed.slice(6, 14)];
  questions.forEach((name, index) => {
    const time = begin + index * 12_000 + random.below(9000);
    const region = index > 40 && index % 3 === 0 ? regions.recovery : regions.main;
    const call = callNamed(name, { account, region, random }, time);
    const caller = by(name);
    scene.call(caller, forbidden.includes(name) ? { ...call, error: denied(caller.arn, call) } : call);
  });
}

/** A user of the attacker's own, with every right, a key and a password. Gives the new key. */
function digIn(scene: Scene, by: CallerOf, time: number): string {
  scene.step({
    step: 'dig in',
    about: {
      en: 'A new user with administrator rights, an access key and a console password appears.',
      ja: '管理者権限、アクセスキー、コンソールのパスワードを持つ新しいユーザーが作られました。',
    },
    expect: [
      ...['Persistence:IAMUser/AnomalousBehavior', 'PrivilegeEscalation:IAMUser/AnomalousBehavior'],
      ...['AdminPolicyAttachedToUser', 'IAMAccessKeyCreated', 'IAMUserLoginProfileCreated'],
    ],
  });
  const userName = intruder.name;
  const accessKey = accessKeyId('AKIA', account, scene.stage.random);
  const user = {
    path: '/',
    userName,
    userId: uniqueId('AIDA', userArn(intruder)),
    arn: userArn(intruder),
    createDate: replyTime(time),
  };
  make(scene, by, 'iam:CreateUser', { time, request: { userName }, response: { user } });
  make(scene, by, 'iam:AttachUserPolicy', {
    time: time + 19_000,
    request: { userName, policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  });
  const created = time + 41_000;
  make(scene, by, 'iam:CreateAccessKey', {
    time: created,
    request: { userName },
    response: { accessKey: { userName, accessKeyId: accessKey, status: 'Active', createDate: replyTime(created) } },
  });
  make(scene, by, 'iam:CreateLoginProfile', {
    time: time + 77_000,
    request: { userName, passwordResetRequired: false },
    response: { loginProfile: { userName, createDate: replyTime(time + 77_000), passwordResetRequired: false } },
  });
  return accessKey;
}

function comeBack(scene: Scene, own: CallerOf, time: number): void {
  scene.step({
    step: 'come back as the new user',
    about: {
      en: 'The new user signs in, at the prompt and in the console without a second factor, from another address.',
      ja: '新しいユーザーが別のアドレスから、コマンドと多要素認証なしのコンソールの両方で入りました。',
    },
    expect: ['ConsoleLoginWithoutMFA', 'InitialAccess:IAMUser/AnomalousBehavior'],
  });
  make(scene, own, 'sts:GetCallerIdentity', { time, region: regions.global });
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
  const at = time + 3 * minute;
  const eventID = consoleSignIn(
    scene.stage,
    { ...own('signin:ConsoleLogin'), agent },
    { time: at, region: regions.global },
  );
  scene.note(at, { account, region: regions.global, eventID });
}

function blindTrail(scene: Scene, own: CallerOf, time: number): void {
  scene.step({
    step: 'blind the trail',
    about: {
      en: "The account's own trail is stopped. The organization's trail cannot be stopped from here, so we still see the rest.",
      ja: 'アカウント独自の証跡が止められました。組織の証跡はここから止められないため、この後も記録が残っています。',
    },
    expect: ['Stealth:IAMUser/CloudTrailLoggingDisabled', 'DefenseEvasion:IAMUser/AnomalousBehavior'],
  });
  const caller = own('cloudtrail:StopLogging');
  const refused = {
    service: 'cloudtrail',
    name: 'StopLogging',
    region: regions.main,
    time,
    request: { name: trails.organization },
  };
  const message = `User: ${caller.arn} cannot change the trail of an organization from a member account.`;
  scene.call(caller, {
    ...refused,
    error: { code: 'InsufficientDependencyServiceAccessPermissionException', message },
  });
  make(scene, own, 'cloudtrail:StopLogging', { time: time + 24_000, request: { name: trails.production } });
}

function shareSnapshot(scene: Scene, own: CallerOf, time: number): void {
  scene.step({
    step: 'share a disk',
    about: {
      en: "A snapshot of the orders server's disk is made and shared with an account outside the company.",
      ja: '注文サーバーのディスクのスナップショットが作られ、社外のアカウントに共有されました。',
    },
    expect: ['EBSSnapshotExternalAccess', 'Exfiltration:IAMUser/AnomalousBehavior'],
  });
  const volumeId = resourceId('vol', 'orders data');
  const snapshotId = resourceId('snap', `taken/${scene.stage.plan.seed}`);
  make(scene, own, 'ec2:CreateSnapshot', {
    time,
    request: { volumeId },
    response: {
      snapshotId,
      volumeId,
      status: 'pending',
      startTime: time,
      ownerId: account,
      volumeSize: '80',
      encrypted: false,
    },
  });
  make(scene, own, 'ec2:ModifySnapshotAttribute', {
    time: time + 6 * minute,
    request: {
      snapshotId,
      createVolumePermission: { add: { items: [{ userId: outsideAccounts.attacker }] } },
      attributeType: 'CREATE_VOLUME_PERMISSION',
    },
    response: { _return: true },
  });
}

function openBucket(scene: Scene, own: CallerOf, time: number): void {
  scene.step({
    step: 'open the bucket',
    about: {
      en: 'The guard against public access is taken off the bucket of customer exports, and an outside account gets in.',
      ja: '顧客データのバケットの公開防止設定が外され、社外のアカウントに読み取りが許されました。',
    },
    expect: ['Policy:S3/BucketBlockPublicAccessDisabled', 'S3BucketPolicyExternalAccess'],
  });
  const bucket = (name: string, when: number, more: JsonObject): void =>
    make(scene, own, `s3:${name}`, { time: when, ...onBucket(account, buckets.exports, more) });
  bucket('DeleteBucketPublicAccessBlock', time, { publicAccessBlock: '' });
  bucket('PutBucketPolicy', time + 31_000, { policy: '', bucketPolicy: policyFor(outsideAccounts.attacker) });
}

const policyFor = (outsider: string): JsonObject => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${outsider}:root` },
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: [`arn:aws:s3:::${buckets.exports}`, `arn:aws:s3:::${buckets.exports}/*`],
    },
  ],
});

/** Every export is read, one after the other, in 25 minutes. */
function carryAway(scene: Scene, own: CallerOf, begin: number): void {
  scene.step({
    step: 'carry data away',
    about: {
      en: 'All customer exports are downloaded: 400 objects, some 900 MB.',
      ja: '顧客データがすべてダウンロードされました（400 個、約 900 MB）。',
    },
    expect: [
      'Exfiltration:S3/AnomalousBehavior',
      'AttackSequence:S3/CompromisedData',
      'AttackSequence:IAM/CompromisedCredentials',
    ],
  });
  const { random } = scene.stage;
  make(scene, own, 's3:ListObjects', {
    time: begin,
    ...onBucket(account, buckets.exports, { 'list-type': '2', prefix: '' }, true),
    resources: [bucketResource(account, buckets.exports)],
  });
  for (let index = 0; index < 400; index++) {
    const object = s3Object(account, buckets.exports, exportKey(index), { out: random.between(500_000, 4_000_000) });
    make(scene, own, 's3:GetObject', { time: begin + 5000 + index * 3700 + random.below(3000), ...object });
  }
}
