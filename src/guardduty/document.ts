import type { Finding as GuardDutyFinding, Service } from '@aws-sdk/client-guardduty';
import type { Geography } from '#intel';
import { actionOf, type Seen } from './action.ts';
import { textAt, type Fields } from './event-fields.ts';
import { known } from './known.ts';
import { resourceOf } from './resource.ts';

/**
 * What a finding's newest event tells, in GuardDuty's form; what the finding itself tells is added when it is read.
 * Kept as JSON, so that times in it are texts.
 */
export interface Document {
  readonly Resource: NonNullable<GuardDutyFinding['Resource']>;
  readonly Service: Pick<Service, 'Action' | 'AdditionalInfo' | 'Evidence' | 'FeatureName' | 'ResourceRole'>;
}

/** The newest event of a finding. */
export interface NewestEvent {
  readonly table: string;
  readonly event: Fields;
}

/** Makes the document of a finding of this type from its newest event. */
export function documentOf(
  { type, sample }: { readonly type: string; readonly sample: boolean },
  { table, event }: NewestEvent,
  geography: Geography,
): Document {
  const seen: Seen = { type, table, event, geography };
  const action = actionOf(seen);
  const service: Document['Service'] = {
    Action: action,
    ResourceRole: roleOf(action),
    FeatureName: featureOf(table, event),
    AdditionalInfo: additionalInfo(sample ? { sample: true } : {}),
  };
  return { Resource: resourceOf(seen), Service: known(service) ?? {} };
}

/** An instance that began a connection or asked for a name acted; otherwise it was acted upon. */
const roleOf = (action: Service['Action']): string =>
  action?.DnsRequestAction !== undefined || action?.NetworkConnectionAction?.ConnectionDirection === 'OUTBOUND'
    ? 'ACTOR'
    : 'TARGET';

/** Which of a detector's data sources the event came by. */
function featureOf(table: string, event: Fields): string | undefined {
  const isData = textAt(event, 'eventCategory') === 'Data' && textAt(event, 'eventSource').startsWith('s3');
  return table === 'api_activity' && isData ? 'S3DataEvents' : features[table];
}

const features: Readonly<Record<string, string>> = {
  api_activity: 'CloudTrail',
  network_activity: 'FlowLogs',
  dns_activity: 'DnsLogs',
};

/** GuardDuty has all further properties as one JSON text. */
const additionalInfo = (properties: Readonly<Record<string, unknown>>): Service['AdditionalInfo'] => ({
  Value: JSON.stringify(properties),
  Type: 'default',
});
