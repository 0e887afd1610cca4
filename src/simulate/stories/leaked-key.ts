import { consoleSignIn } from '../habits/sign-in.ts';
import { minute } from '../clock-of-work.ts';
import { accounts, regions, trails } from '../company.ts';
import { callNamed } from '../calls/catalogue.ts';
import { denied } from '../refusals.ts';
import type { Scene } from '../scene.ts';
import { asIntruder, asStolenUser, intruder } from './leaked-key-callers.ts';
import { carryAway, digIn, openBucket, shareSnapshot } from './leaked-key-deeds.ts';
import type { Story } from './story.ts';

/** The key of the old invoice user leaks; a stranger looks around, digs in, blinds the trail and carries data away. */
export const leakedKey: Story = {
  title: {
    en: 'A leaked access key: from a look around to stolen customer data',
    ja: '漏えいしたアクセスキー：偵察から顧客データの持ち出しまで',
  },
  hostile: true,
  daysBefore: 3,
  startsAt: 137,
  steps: [
    {
      step: 'try the key',
      after: 0,
      about: {
        en: 'A stranger asks AWS whose key this is, from a system made for attacks.',
        ja: '攻撃用の OS から、見知らぬ相手がこのキーの持ち主を確認しました。',
      },
      expect: ['PenTest:IAMUser/KaliLinux'],
      play: (scene, time) =>
        void scene.make(asStolenUser(scene), 'sts:GetCallerIdentity', { time, region: regions.global }),
    },
    {
      step: 'look around',
      after: 2,
      about: {
        en: 'A burst of questions about users, buckets, machines and logs; many are refused.',
        ja: 'ユーザー、バケット、マシン、ログを一気に調べました。多くは拒否されています。',
      },
      expect: ['Discovery:IAMUser/AnomalousBehavior', 'Discovery:S3/AnomalousBehavior', 'PenTest:S3/KaliLinux'],
      play: lookAround,
    },
    {
      step: 'dig in',
      after: 41,
      about: {
        en: 'A new user with administrator rights, an access key and a console password appears.',
        ja: '管理者権限、アクセスキー、コンソールのパスワードを持つ新しいユーザーが作られました。',
      },
      expect: [
        'Persistence:IAMUser/AnomalousBehavior',
        'PrivilegeEscalation:IAMUser/AnomalousBehavior',
        'AdminPolicyAttachedToUser',
        'IAMAccessKeyCreated',
        'IAMUserLoginProfileCreated',
      ],
      play: digIn,
    },
    {
      step: 'come back as the new user',
      after: 55,
      about: {
        en: 'The new user signs in from another address, at the prompt and in the console, without a second factor.',
        ja: '新しいユーザーが別のアドレスから、コマンドとコンソールの両方に多要素認証なしで入りました。',
      },
      expect: ['ConsoleLoginWithoutMFA', 'InitialAccess:IAMUser/AnomalousBehavior'],
      play: comeBack,
    },
    {
      step: 'blind the trail',
      after: 63,
      about: {
        en: "The account's own trail is stopped. The organization's trail cannot be stopped from here, so the rest is still seen.",
        ja: 'アカウント独自の証跡が止められました。組織の証跡はここから止められないため、この後も記録が残っています。',
      },
      expect: ['Stealth:IAMUser/CloudTrailLoggingDisabled', 'DefenseEvasion:IAMUser/AnomalousBehavior'],
      play: blindTrail,
    },
    {
      step: 'share a disk',
      after: 71,
      about: {
        en: "A snapshot of the orders server's disk is made and shared with an account outside the company.",
        ja: '注文サーバーのディスクのスナップショットが作られ、社外のアカウントに共有されました。',
      },
      expect: ['EBSSnapshotExternalAccess', 'Exfiltration:IAMUser/AnomalousBehavior'],
      play: shareSnapshot,
    },
    {
      step: 'open the bucket',
      after: 84,
      about: {
        en: 'The guard against public access is taken off the bucket of customer exports, and an outside account is let in.',
        ja: '顧客データのバケットの公開防止設定が外され、社外のアカウントに読み取りが許されました。',
      },
      expect: ['Policy:S3/BucketBlockPublicAccessDisabled', 'S3BucketPolicyExternalAccess'],
      play: openBucket,
    },
    {
      step: 'carry data away',
      after: 92,
      about: {
        en: 'All customer exports are downloaded: 400 objects, some 900 MB.',
        ja: '顧客データがすべてダウンロードされました（400 個、約 900 MB）。',
      },
      expect: [
        'Exfiltration:S3/AnomalousBehavior',
        'AttackSequence:S3/CompromisedData',
        'AttackSequence:IAM/CompromisedCredentials',
      ],
      play: carryAway,
    },
  ],
};

const account = accounts.production.id;

const allowed = (
  'iam:ListUsers iam:ListRoles iam:ListPolicies iam:GetAccountSummary iam:ListGroups iam:ListAccessKeys s3:ListBuckets ' +
  's3:GetBucketAcl s3:GetBucketPolicy s3:GetBucketVersioning s3:GetBucketLogging ec2:DescribeInstances ec2:DescribeVolumes ' +
  'ec2:DescribeSnapshots ec2:DescribeSecurityGroups ec2:DescribeRegions cloudtrail:DescribeTrails cloudtrail:GetTrailStatus'
).split(' ');
const forbidden = (
  'organizations:DescribeOrganization organizations:ListAccounts secretsmanager:ListSecrets kms:ListKeys ' +
  'lambda:ListFunctions20150331 rds:DescribeDBInstances rds:DescribeDBSnapshots dynamodb:ListTables guardduty:ListDetectors ' +
  'securityhub:GetFindings ssm:DescribeParameters ecs:ListClusters ce:GetCostAndUsage'
).split(' ');

/** Sixty questions in twelve minutes; what the old user may not see is refused. */
function lookAround(scene: Scene, begin: number): void {
  const { random } = scene.stage;
  const questions = [...allowed, ...forbidden, ...allowed.slice(0, 8), ...forbidden, ...allowed.slice(6, 14)];
  for (const [index, name] of questions.entries()) {
    const time = begin + index * 12_000 + random.below(9000);
    const region = index > 40 && index % 3 === 0 ? regions.recovery : regions.main;
    const call = callNamed(name, { account, region, random }, time);
    const caller = asStolenUser(scene)(name);
    scene.call(caller, forbidden.includes(name) ? { ...call, error: denied(caller.arn, call) } : call);
  }
}

function comeBack(scene: Scene, time: number): void {
  scene.make(asIntruder(scene), 'sts:GetCallerIdentity', { time, region: regions.global });
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
  const at = time + 3 * minute;
  const caller = { ...asIntruder(scene)('signin:ConsoleLogin'), agent };
  const eventID = consoleSignIn(scene.stage, caller, { time: at, region: regions.global });
  scene.note(at, { account: intruder.account, region: regions.global, eventID });
}

function blindTrail(scene: Scene, time: number): void {
  const by = asIntruder(scene);
  const code = 'InsufficientDependencyServiceAccessPermissionException';
  const message = `User: ${by('').arn} cannot change the trail of an organization from a member account.`;
  const request = { name: trails.organization };
  scene.make(by, 'cloudtrail:StopLogging', { time, request, error: { code, message } });
  scene.make(by, 'cloudtrail:StopLogging', { time: time + 24_000, request: { name: trails.production } });
}
