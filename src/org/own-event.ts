import { randomId } from '#kernel';

/** Something that Yagura noticed of itself, which nobody called for. */
export interface OwnEvent {
  readonly name: string;
  readonly at: Date;
  readonly account: string;
  readonly region: string;
  /** What it is about. */
  readonly resource: { readonly type: string; readonly arn: string };
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * As CloudTrail records what a service does by itself (CloudTrail User Guide, "Non-API events captured by CloudTrail"), so
 * that rules see it, findings are made of it, and it is kept like calls to Yagura.
 */
export function ownEvent({ name, at, account, region, resource, parameters }: OwnEvent) {
  return {
    eventVersion: '1.11',
    userIdentity: { type: 'AWSService', invokedBy: 'yagura', accountId: account },
    eventTime: `${at.toISOString().slice(0, 19)}Z`,
    eventSource: 'yagura',
    eventName: name,
    awsRegion: region,
    sourceIPAddress: 'yagura',
    userAgent: 'yagura',
    requestParameters: parameters,
    responseElements: null,
    eventID: randomId(),
    readOnly: false,
    resources: [{ accountId: account, type: resource.type, ARN: resource.arn }],
    eventType: 'AwsServiceEvent',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    additionalEventData: { recordedBy: 'yagura' },
  };
}
