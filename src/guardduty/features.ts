import type {
  DataSourceConfigurations,
  DataSourceConfigurationsResult,
  DetectorFeatureConfiguration,
  DetectorFeatureConfigurationResult,
} from '@aws-sdk/client-guardduty';
import { z } from 'zod';
import { refused } from './guardduty.ts';
import { oneOf } from './one-of.ts';
import type { DetectorRow } from './tables.ts';

/**
 * GuardDuty's features, and what Yagura makes of them: those that it always has, those that one may switch, and those
 * whose logs it does not read. Source of the names: `DetectorFeature` and `DetectorFeatureResult` in the client package.
 */
const features = {
  CLOUD_TRAIL: 'always',
  DNS_LOGS: 'always',
  FLOW_LOGS: 'always',
  S3_DATA_EVENTS: 'switched',
  LAMBDA_NETWORK_LOGS: 'switched',
  EKS_AUDIT_LOGS: 'absent',
  EBS_MALWARE_PROTECTION: 'absent',
  RDS_LOGIN_EVENTS: 'absent',
  EKS_RUNTIME_MONITORING: 'absent',
  RUNTIME_MONITORING: 'absent',
} as const;
type Feature = keyof typeof features;

const Switches = z.record(z.string(), z.boolean());
export type Switches = z.infer<typeof Switches>;

export const switchesOf = ({ features }: Pick<DetectorRow, 'features'>): Switches =>
  Switches.parse(JSON.parse(features));

/** Whether a feature of a detector is on: those that one may switch are on until they are switched off. */
export const isOn = (feature: Feature, detector: Pick<DetectorRow, 'enabled' | 'features'>): boolean =>
  detector.enabled === 1 &&
  features[feature] !== 'absent' &&
  (features[feature] === 'always' || switchesOf(detector)[feature] !== false);

export const featuresOf = (detector: DetectorRow): DetectorFeatureConfigurationResult[] =>
  names.map((Name) => ({ Name, Status: statusOf(Name, detector), UpdatedAt: new Date(detector.updated_at) }));

const names: readonly Feature[] = [
  'CLOUD_TRAIL',
  'DNS_LOGS',
  'FLOW_LOGS',
  'S3_DATA_EVENTS',
  'LAMBDA_NETWORK_LOGS',
  'EKS_AUDIT_LOGS',
  'EBS_MALWARE_PROTECTION',
  'RDS_LOGIN_EVENTS',
  'EKS_RUNTIME_MONITORING',
  'RUNTIME_MONITORING',
];

export const statusOf = (feature: Feature, detector: DetectorRow): 'ENABLED' | 'DISABLED' =>
  isOn(feature, detector) ? 'ENABLED' : 'DISABLED';

/** The older way to say the same. */
export function dataSourcesOf(detector: DetectorRow): DataSourceConfigurationsResult {
  const status = (feature: Feature) => ({ Status: statusOf(feature, detector) });
  return {
    CloudTrail: status('CLOUD_TRAIL'),
    DNSLogs: status('DNS_LOGS'),
    FlowLogs: status('FLOW_LOGS'),
    S3Logs: status('S3_DATA_EVENTS'),
    Kubernetes: { AuditLogs: status('EKS_AUDIT_LOGS') },
    MalwareProtection: { ScanEc2InstanceWithFindings: { EbsVolumes: status('EBS_MALWARE_PROTECTION') } },
  };
}

/**
 * What somebody wants switched, said in either way. Throws for a feature that there is not, and for one that is to be
 * switched on though Yagura does not read its logs: to pass over that in silence would promise protection.
 */
export function wantedSwitches(given: {
  readonly Features?: readonly DetectorFeatureConfiguration[] | undefined;
  readonly DataSources?: DataSourceConfigurations | undefined;
}): Switches {
  if (given.Features !== undefined && given.DataSources !== undefined)
    throw refused('only one of the parameters features and dataSources can be given');
  const asked = given.Features?.map(switchAsked) ?? switchesAsked(given.DataSources);
  for (const [name, on] of asked) check(name, on);
  return Object.fromEntries(asked);
}

function switchAsked({ Name, Status }: DetectorFeatureConfiguration): readonly [string, boolean] {
  if (Name === undefined || Status === undefined)
    throw refused('each of the parameter features needs a name and a status');
  return [Name, oneOf('features.status', ['ENABLED', 'DISABLED'], Status) === 'ENABLED'];
}

const switchesAsked = (sources: DataSourceConfigurations | undefined): (readonly [string, boolean])[] =>
  [
    ['S3_DATA_EVENTS', sources?.S3Logs?.Enable] as const,
    ['EKS_AUDIT_LOGS', sources?.Kubernetes?.AuditLogs?.Enable] as const,
    ['EBS_MALWARE_PROTECTION', sources?.MalwareProtection?.ScanEc2InstanceWithFindings?.EbsVolumes] as const,
  ].flatMap(([name, on]) => (on === undefined ? [] : [[name, on] as const]));

function check(name: string, on: boolean): void {
  const known = features[oneOf('features.name', names, name)];
  if (known === 'always' && !on)
    throw refused(`the feature ${name} is part of every detector and cannot be switched off`);
  if (known === 'absent' && on)
    throw refused(`Yagura does not read the logs of the feature ${name} and cannot switch it on; leave it out`);
}
