import type { Finding as GuardDutyFinding, Service } from '@aws-sdk/client-guardduty';
import { z } from 'zod';
import { isSequence, type Finding } from '#findings';
import type { Geography } from '#intel';
import { actionOf, type Seen } from './action.ts';
import { anomalyFrom } from './anomaly.ts';
import { additionalInfo } from './additional-info.ts';
import { textAt, type Fields } from './event-fields.ts';
import type { Place } from './finding.ts';
import { known } from './known.ts';
import { resourceOf } from './resource.ts';
import { isSample } from './sample-rules.ts';
import { sequenceOf, type Step } from './sequence.ts';
import { sampleEvidence, threatEvidence, type EvidenceContext } from './threat-evidence.ts';

/**
 * What a finding's events tell, in GuardDuty's form; what the finding itself tells is added when it is read.
 * Kept as JSON: `documentFrom` makes times of its texts again.
 */
export interface Document {
  readonly Resource: NonNullable<GuardDutyFinding['Resource']>;
  readonly Service: Pick<
    Service,
    'Action' | 'AdditionalInfo' | 'Detection' | 'Evidence' | 'FeatureName' | 'ResourceRole'
  >;
}

/** The newest event of a finding. */
export interface NewestEvent {
  readonly table: string;
  readonly event: Fields;
  /** What did not fit habits, as it was kept; empty or absent for findings that rest on none. */
  readonly anomaly?: string;
}

/** What is known of the events of a finding. */
export interface Witnessed {
  readonly finding: Finding;
  readonly place: Place;
  readonly newest: NewestEvent;
  /** Some of all its events, the newest first, where its type is about many; otherwise none. */
  readonly steps: readonly Step[];
}

/** Makes the document of a finding. */
export function documentOf(
  { finding, place, newest, steps }: Witnessed,
  context: EvidenceContext & { readonly geography: Geography },
): Document {
  const { geography } = context;
  const { type } = finding;
  const { table, event } = newest;
  const [sample, events] = [isSample(finding.rule), steps.map((step) => step.event)];
  const seen: Seen = { type, table, event, events, geography };
  const action = actionOf(seen);
  const evidence = sample ? sampleEvidence(type) : threatEvidence(action, place, context);
  const service: Document['Service'] = {
    Action: action,
    ResourceRole: roleOf(action),
    FeatureName: featureOf(table, event),
    Evidence: evidence,
    Detection: known({
      Sequence: isSequence(type) ? sequenceOf({ finding, place, steps, geography }) : undefined,
      Anomaly: anomalyFrom(newest.anomaly ?? ''),
    }),
    AdditionalInfo: additionalInfo({ type, sample, newest, events, evidence }),
  };
  return { Resource: resourceOf(seen), Service: known(service) ?? {} };
}

/** A document as it was kept. INVARIANT: `documentOf` made it; it is not checked again for each of a hundred thousand. */
export const documentFrom = (json: string): Document =>
  Kept.parse(JSON.parse(json, (name, value: unknown) => (isTime(name, value) ? new Date(value) : value)));

const Kept = z.custom<Document>((value) => typeof value === 'object' && value !== null);

/** The members of documents that the client package calls times; all others with a time in them are texts. */
const isTime = (name: string, value: unknown): value is string =>
  typeof value === 'string' && /^(?:CreatedTime|CreatedAt|UpdatedAt|FirstSeenAt|LastSeenAt|LastModifiedAt)$/.test(name);

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
