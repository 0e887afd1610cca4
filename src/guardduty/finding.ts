import type { Finding as GuardDutyFinding } from '@aws-sdk/client-guardduty';
import { partitionOf } from '#attack';
import { confidenceOf, type Finding, type Judged, type Verdict } from '#findings';
import { stableId } from '#kernel';
import type { Document } from './document.ts';
import { severityOf } from './severity.ts';

/** The account and the Region whose detector a finding belongs to. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** Title and description, in one language. */
export interface Words {
  readonly title: string;
  readonly description: string;
}

/** How a finding is told: in which words, and with what people judged of its rule. */
export interface Telling {
  readonly words: Words;
  readonly judged?: Judged | undefined;
}

/** A finding in GuardDuty's form. Source: the `Finding` structure of its client package, and its User Guide. */
export function guardDutyFinding(
  finding: Finding,
  document: Document,
  place: Place,
  { words, judged }: Telling,
): GuardDutyFinding {
  return {
    SchemaVersion: '2.0',
    ...identityOf(finding.id, place),
    Id: finding.id,
    Type: finding.type,
    Severity: severityOf(finding.severity),
    Confidence: confidenceOf(finding, judged).percent,
    CreatedAt: finding.createdAt,
    UpdatedAt: finding.updatedAt,
    Title: words.title,
    Description: words.description,
    Resource: document.Resource,
    Service: {
      ServiceName: 'guardduty',
      DetectorId: detectorIdOf(place),
      ...describedBy(document.Service, words),
      EventFirstSeen: finding.firstSeen,
      EventLastSeen: finding.lastSeen,
      Count: finding.count,
      Archived: finding.archived,
      ...feedbackOf(finding),
    },
  };
}

/** A sequence tells its story too. */
function describedBy({ Detection, ...service }: Document['Service'], { description }: Words): Document['Service'] {
  if (Detection?.Sequence === undefined) return Detection === undefined ? service : { ...service, Detection };
  return { ...service, Detection: { ...Detection, Sequence: { ...Detection.Sequence, Description: description } } };
}

/** What follows from a finding's id and place alone. */
export const identityOf = (id: string, place: Place) => ({
  AccountId: place.account,
  Region: place.region,
  Partition: partitionOf(place.region),
  Arn: `${detectorArn(place)}/finding/${id}`,
});

/** The id of the detector of an account and Region: the same on every machine and after every start. */
export const detectorIdOf = ({ account, region }: Place): string => stableId('guardduty detector', account, region);

export const detectorArn = (place: Place): string =>
  `arn:${partitionOf(place.region)}:guardduty:${place.region}:${place.account}:detector/${detectorIdOf(place)}`;

/** What people judged a finding to be, as GuardDuty's feedback. A harmless one needs not be told of again. */
export const feedbacks: Readonly<Record<Verdict, 'USEFUL' | 'NOT_USEFUL'>> = {
  true: 'USEFUL',
  benign: 'NOT_USEFUL',
  false: 'NOT_USEFUL',
};

const feedbackOf = ({ verdict }: Finding) => (verdict === undefined ? {} : { UserFeedback: feedbacks[verdict.is] });
