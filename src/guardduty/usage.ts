import type { DataSource, UsageCriteria, UsageFeature } from '@aws-sdk/client-guardduty';
import type { GuardDutyContext } from './context.ts';
import type { Scope } from './detectors.ts';
import { accountOfEvent, eventsSeen } from './events-seen.ts';
import { refused } from './guardduty.ts';
import { oneOf } from './one-of.ts';

/** Events of one account, feature and resource. */
export interface Used {
  readonly account: string;
  readonly feature: Feature;
  /** A bucket or a VPC; empty where the log names none. */
  readonly resource: string;
  readonly events: number;
}

type Feature = Extract<UsageFeature, keyof typeof dataSources>;

/** The features whose logs Yagura reads, and what each was called before. */
export const dataSources = {
  CLOUD_TRAIL: 'CLOUD_TRAIL',
  S3_DATA_EVENTS: 'S3_LOGS',
  FLOW_LOGS: 'FLOW_LOGS',
  DNS_LOGS: 'DNS_LOGS',
} as const satisfies Partial<Record<UsageFeature, DataSource>>;

const isS3Data = `category = 'Data' AND service = 's3.amazonaws.com'`;
const bucket = `extract(resource, '^(?:arn:aws[a-z-]*:s3:::)?([^/:]+)')`;

/** Where the events of features lie, and how each names its feature and its resource, in the engine's SQL. */
const logs = [
  {
    table: 'api_activity',
    feature: `if(${isS3Data}, 'S3_DATA_EVENTS', 'CLOUD_TRAIL')`,
    resource: `if(${isS3Data}, ${bucket}, '')`,
  },
  { table: 'network_activity', feature: `'FLOW_LOGS'`, resource: 'toString(vpc)' },
  { table: 'dns_activity', feature: `'DNS_LOGS'`, resource: 'toString(vpc)' },
] as const;

/** What a detector's features have taken in: the events of the thirty days that end with the newest of them. */
export async function usage(scope: Scope, { lake, ...home }: UsageContext): Promise<Used[]> {
  const { where, params } = eventsSeen(scope, home);
  const newest = logs.map(({ table }) => `SELECT max(time) AS last FROM ${table} WHERE ${where}`);
  const since = `(SELECT max(last) FROM (${newest.join(' UNION ALL ')})) - INTERVAL 30 DAY`;
  const counted = logs.map(
    ({ table, feature, resource }) =>
      `SELECT ${accountOfEvent} AS whose, ${feature} AS feature, ${resource} AS what, count() AS events
       FROM ${table} WHERE ${where} AND time > ${since} GROUP BY whose, feature, what`,
  );
  return lake.rows<Used>(
    `SELECT whose AS account, feature, what AS resource, events FROM (${counted.join(' UNION ALL ')})
     ORDER BY events DESC, account, feature, resource`,
    params,
  );
}

type UsageContext = Pick<GuardDutyContext, 'lake' | 'homeAccount' | 'homeRegion'>;

/** What of it is asked about. Throws for a feature or a source of data that GuardDuty does not have. */
export function picked(used: readonly Used[], criteria: UsageCriteria): Used[] {
  const { AccountIds: accounts = [], Resources: resources = [], Features = [], DataSources = [] } = criteria;
  if (Features.length > 0 && DataSources.length > 0)
    throw refused('only one of the parameters features and dataSources can be given');
  const features = Features.map((name) => oneOf('features', usageFeatures, name));
  const sources = DataSources.map((name) => oneOf('dataSources', usageSources, name));
  return used.filter(
    ({ account, feature, resource }) =>
      fits(accounts, account) &&
      fits(resources, resource) &&
      fits(features, feature) &&
      fits(sources, dataSources[feature]),
  );
}

/** What is not asked for by name is asked for as a whole. */
const fits = (wanted: readonly string[], value: string): boolean => wanted.length === 0 || wanted.includes(value);

/** Source: `UsageFeature` and `DataSource` in the client package. */
export const usageFeatures: readonly UsageFeature[] = [
  'AI_PROTECTION',
  'CLOUD_TRAIL',
  'DNS_LOGS',
  'EBS_MALWARE_PROTECTION',
  'EC2_RUNTIME_MONITORING',
  'EKS_AUDIT_LOGS',
  'EKS_RUNTIME_MONITORING',
  'FARGATE_RUNTIME_MONITORING',
  'FLOW_LOGS',
  'LAMBDA_NETWORK_LOGS',
  'RDS_DATA_ACTIVITY_DBI_PROTECTION_LIMITLESS',
  'RDS_DATA_ACTIVITY_DBI_PROTECTION_PROVISIONED',
  'RDS_DATA_ACTIVITY_DBI_PROTECTION_SERVERLESS',
  'RDS_DBI_PROTECTION_LIMITLESS',
  'RDS_DBI_PROTECTION_PROVISIONED',
  'RDS_DBI_PROTECTION_SERVERLESS',
  'RDS_LOGIN_EVENTS',
  'S3_DATA_EVENTS',
];
export const usageSources: readonly DataSource[] = [
  'CLOUD_TRAIL',
  'DNS_LOGS',
  'EC2_MALWARE_SCAN',
  'FLOW_LOGS',
  'KUBERNETES_AUDIT_LOGS',
  'S3_LOGS',
];
