import type { Tool } from './agents.ts';
import type { CallName } from './calls/catalogue.ts';

/** Something that a person sits down to do: opening a page of the console, running a command. */
export interface Errand {
  readonly tool: Tool;
  readonly calls: readonly CallName[];
  /** Seconds between calls: a page fires them all at once, a person at the prompt does not. */
  readonly gap: number;
}

const errand = (tool: Tool, gap: number, calls: readonly CallName[]): Errand => ({ tool, gap, calls });

export const errands = {
  'look at instances': errand('console', 1, [
    'ec2:DescribeInstances',
    'ec2:DescribeInstanceStatus',
    'ec2:DescribeTags',
    'ec2:DescribeAddresses',
    'ec2:DescribeVolumes',
    'ec2:GetEbsEncryptionByDefault',
    'monitoring:DescribeAlarms',
  ]),
  'look at networks': errand('console', 1, [
    'ec2:DescribeVpcs',
    'ec2:DescribeSubnets',
    'ec2:DescribeRouteTables',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeNatGateways',
    'ec2:DescribeNetworkInterfaces',
    'ec2:DescribeFlowLogs',
  ]),
  'look at containers': errand('console', 1, [
    'ecs:ListClusters',
    'ecs:DescribeClusters',
    'ecs:ListServices',
    'ecs:DescribeServices',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'ecs:DescribeTaskDefinition',
    'elasticloadbalancing:DescribeTargetHealth',
  ]),
  'look at functions': errand('console', 1, [
    'lambda:ListFunctions20150331',
    'lambda:GetAccountSettings20160819',
    'lambda:GetFunction20150331v2',
    'lambda:GetPolicy20150331v2',
    'lambda:ListEventSourceMappings20150331',
    'logs:DescribeLogStreams',
  ]),
  'look at databases': errand('console', 1, [
    'rds:DescribeDBInstances',
    'rds:DescribeDBClusters',
    'rds:DescribeDBSnapshots',
    'rds:DescribeEvents',
    'monitoring:GetMetricData',
  ]),
  'look at tables': errand('console', 2, [
    'dynamodb:ListTables',
    'dynamodb:DescribeTable',
    'dynamodb:Query',
    'kms:DescribeKey',
  ]),
  'look at alarms': errand('console', 1, [
    'monitoring:DescribeAlarms',
    'monitoring:ListDashboards',
    'monitoring:GetMetricData',
    'monitoring:ListMetrics',
  ]),
  'look at identities': errand('console', 1, [
    'iam:ListUsers',
    'iam:ListRoles',
    'iam:GetAccountSummary',
    'iam:ListAccountAliases',
    'iam:ListMFADevices',
    'iam:ListAccessKeys',
    'iam:GetRole',
    'iam:ListAttachedRolePolicies',
    'access-analyzer:ListAnalyzers',
  ]),
  'look at trails': errand('console', 2, [
    'cloudtrail:DescribeTrails',
    'cloudtrail:GetTrailStatus',
    'cloudtrail:GetEventSelectors',
    'cloudtrail:LookupEvents',
    'cloudtrail:LookupEvents',
  ]),
  'look at buckets': errand('console', 1, [
    's3:ListBuckets',
    's3:GetBucketLocation',
    's3:GetBucketAcl',
    's3:GetBucketPolicyStatus',
    's3:GetBucketVersioning',
    's3:GetBucketEncryption',
    's3:GetBucketPublicAccessBlock',
    's3:ListObjects',
  ]),
  'look at keys': errand('console', 1, [
    'kms:ListKeys',
    'kms:ListAliases',
    'kms:DescribeKey',
    'kms:GetKeyRotationStatus',
  ]),
  'look at costs': errand('console', 2, [
    'ce:GetCostAndUsage',
    'ce:GetCostForecast',
    'budgets:ViewBudget',
    'organizations:DescribeOrganization',
  ]),
  'read logs': errand('cli', 20, [
    'logs:DescribeLogGroups',
    'logs:FilterLogEvents',
    'logs:FilterLogEvents',
    'logs:StartQuery',
    'logs:GetQueryResults',
  ]),
  'copy files': errand('cli', 6, ['s3:ListObjects', 's3:ListObjects', 's3:GetBucketLocation']),
  'query tables': errand('console', 9, [
    'athena:StartQueryExecution',
    'athena:GetQueryExecution',
    'athena:GetQueryExecution',
    'glue:GetTables',
  ]),
  'restart a service': errand('cli', 15, [
    'sts:GetCallerIdentity',
    'ecs:DescribeServices',
    'ecs:UpdateService',
    'ecs:DescribeServices',
    'ecs:DescribeServices',
  ]),
  'plan infrastructure': errand('terraform', 0, [
    'sts:GetCallerIdentity',
    'ec2:DescribeVpcs',
    'ec2:DescribeSubnets',
    'ec2:DescribeRouteTables',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeLaunchTemplates',
    'ec2:DescribeNatGateways',
    'iam:GetRole',
    'iam:ListRolePolicies',
    'iam:ListAttachedRolePolicies',
    's3:GetBucketPolicy',
    's3:GetBucketAcl',
    's3:GetBucketVersioning',
    's3:GetBucketLogging',
    's3:GetBucketLifecycle',
    's3:GetBucketEncryption',
    's3:GetBucketTagging',
    'kms:DescribeKey',
    'kms:GetKeyRotationStatus',
    'rds:DescribeDBInstances',
    'elasticloadbalancing:DescribeLoadBalancers',
    'elasticloadbalancing:DescribeTargetGroups',
    'autoscaling:DescribeAutoScalingGroups',
    'ecs:DescribeClusters',
    'ecs:DescribeTaskDefinition',
    'lambda:GetFunction20150331v2',
  ]),
  'apply infrastructure': errand('terraform', 1, [
    'sts:GetCallerIdentity',
    'ec2:DescribeVpcs',
    'ec2:DescribeSecurityGroups',
    'ec2:CreateTags',
    'ec2:DescribeTags',
    'ecs:DescribeServices',
    'ecs:UpdateService',
    'ecs:DescribeServices',
  ]),
} as const satisfies Record<string, Errand>;

export type ErrandName = keyof typeof errands;
