import { addresses } from '../addresses.ts';
import { callNamed } from '../calls/catalogue.ts';
import { bucketIn, onBucket } from '../calls/storage.ts';
import { awsService, usedBy, roleSession, type Caller } from '../caller.ts';
import { minute, moments } from '../clock-of-work.ts';
import { accountNames, accounts, outsideAccounts, regions, role, serviceRole } from '../company.ts';
import { denied } from '../refusals.ts';
import { assumeRole } from '../sessions.ts';
import type { Habit, Stage } from '../stage.ts';

const sweep = [
  'ec2:DescribeInstances',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSnapshots',
  'ec2:DescribeVolumes',
  'ec2:DescribeImages',
  'ec2:DescribeVpcs',
  'ec2:DescribeFlowLogs',
  'iam:ListUsers',
  'iam:ListRoles',
  'iam:ListPolicies',
  'iam:GetAccountSummary',
  'iam:GetAccountPasswordPolicy',
  'iam:GenerateCredentialReport',
  'iam:GetCredentialReport',
  's3:ListBuckets',
  's3:GetBucketAcl',
  's3:GetBucketPolicy',
  's3:GetBucketEncryption',
  's3:GetBucketLogging',
  's3:GetBucketPublicAccessBlock',
  's3:GetBucketVersioning',
  'kms:ListKeys',
  'kms:GetKeyRotationStatus',
  'rds:DescribeDBInstances',
  'rds:DescribeDBSnapshots',
  'lambda:ListFunctions20150331',
  'lambda:GetPolicy20150331v2',
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetTrailStatus',
  'cloudtrail:GetEventSelectors',
  'secretsmanager:ListSecrets',
  'ssm:DescribeParameters',
  'config:DescribeConfigRules',
  'guardduty:ListDetectors',
  'access-analyzer:ListAnalyzers',
  'elasticloadbalancing:DescribeLoadBalancers',
];

/** Every morning at four, the auditor's function in the security account looks at every account: many calls, all harmless. */
export const auditSweep: Habit = (stage) => {
  const agent =
    'Boto3/1.40.55 md/Botocore#1.40.55 ua/2.1 os/linux#5.10.244 md/arch#arm64 lang/python#3.13.7 exec-env/AWS_Lambda_python3.13';
  const auditor = role(accounts.security.id, 'posture-scanner', '/service-role/');
  return (hour) => {
    if (hour.clock !== 4) return;
    const reach = { address: addresses.securityNat, agent };
    const begin = hour.from + stage.random.between(1, 6) * minute;
    const scanner = assumeRole(
      stage,
      awsService(accounts.security.id, 'lambda'),
      { role: auditor, name: 'posture-scanner', time: begin },
      reach,
    );
    for (const [index, name] of accountNames.entries()) {
      const time = begin + (index + 1) * 3 * minute;
      const target = { role: role(accounts[name].id, 'SecurityAudit'), name: 'posture-scanner', time };
      sweepAccount(stage, assumeRole(stage, scanner, target), time);
    }
  };
};

function sweepAccount(stage: Stage, caller: Caller, begin: number): void {
  let time = begin;
  for (const name of sweep) {
    time += stage.random.between(200, 1500);
    stage.trail(caller, callNamed(name, { account: caller.account, region: regions.main, random: stage.random }, time));
  }
  const listing = { service: 'macie2', name: 'GetMacieSession', region: regions.main, time: time + 900 };
  stage.trail(caller, { ...listing, error: denied(caller.arn, listing) });
}

/** The company that watches the graphs looks in from its own account, every few minutes. */
export const monitoringVendor: Habit = (stage) => {
  const agent =
    'Boto3/1.38.12 md/Botocore#1.38.12 ua/2.1 os/linux#6.8.0-1021 md/arch#x86_64 lang/python#3.12.3 md/pyimpl#CPython KumoWatch/4.2';
  const looks = [
    'monitoring:GetMetricData',
    'monitoring:ListMetrics',
    'ec2:DescribeInstances',
    'ecs:DescribeServices',
    'rds:DescribeDBInstances',
  ];
  const vendor = role(outsideAccounts.monitoring, 'collector');
  return (hour) => {
    const reach = { address: stage.random.pick(addresses.monitoringVendor), agent };
    const session = { role: vendor, name: 'crawler', key: 'ASIA4EXAMPLEVENDOR00', created: hour.from };
    const target = {
      role: role(accounts.production.id, 'KumoWatchIntegration'),
      name: 'KumoWatch',
      time: hour.from + stage.random.below(minute),
    };
    const caller = assumeRole(stage, roleSession(session, reach), target);
    for (const time of moments({ ...hour, from: hour.from + minute }, 5, stage.random)) {
      const ground = { account: caller.account, region: regions.main, random: stage.random };
      stage.trail(caller, callNamed(stage.random.pick(looks), ground, Math.min(time, hour.to)));
    }
  };
};

/** AWS Config records what there is, with the role that the service made for itself. */
export const configRecorder: Habit = (stage) => (hour) => {
  for (const name of accountNames) {
    const account = accounts[name].id;
    if (!stage.random.chance(name === 'production' ? 0.3 : 0.06)) continue;
    const time = hour.from + stage.random.below(50 * minute);
    const itself = awsService(account, 'config');
    const own = serviceRole(account, 'config', 'AWSServiceRoleForConfig');
    const session = assumeRole(stage, itself, { role: own, name: 'AWSConfig-Describe', time }, itself);
    const caller = usedBy('config', session);
    for (let index = 0; index < 6; index++) {
      const ground = { account, region: regions.main, random: stage.random };
      stage.trail(caller, callNamed(stage.random.pick(sweep), ground, time + 1000 + index * 700));
    }
  }
};

/** CloudTrail makes sure that it can still deliver; other services do the like. */
export const deliveryChecks: Habit = (stage) => (hour) => {
  for (const name of accountNames) {
    if (!stage.random.chance(0.4)) continue;
    const account = accounts[name].id;
    const bucket = bucketIn(accounts.security.id, 0);
    const shared = stage.random.uuid();
    const time = hour.from + stage.random.below(60 * minute);
    const call = {
      service: 's3',
      name: 'GetBucketAcl',
      region: regions.main,
      time,
      shared,
      ...onBucket(accounts.security.id, bucket, { acl: '' }),
    };
    stage.trail(awsService(account, 'cloudtrail'), { ...call, recipient: accounts.security.id });
  }
};
