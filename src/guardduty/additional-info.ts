import type { Evidence, ServiceAdditionalInfo } from '@aws-sdk/client-guardduty';
import type { NewestEvent } from './document.ts';
import { numberAt, textAt, type Fields } from './event-fields.ts';
import { known } from './known.ts';

/** What a finding's additional information is made of. */
export interface InfoParts {
  readonly type: string;
  readonly sample: boolean;
  readonly newest: NewestEvent;
  /** Some of its events, the newest first. */
  readonly events: readonly Fields[];
  readonly evidence: Evidence | undefined;
}

/** GuardDuty has all further properties of a finding as one JSON text, under the names that its parsers know. */
export function additionalInfo(parts: InfoParts): ServiceAdditionalInfo {
  const [threat] = parts.evidence?.ThreatIntelligenceDetails ?? [];
  const properties = known({
    sample: parts.sample || undefined,
    threatListName: threat?.ThreatListName,
    threatName: threat?.ThreatNames?.[0],
    ...told[parts.newest.table]?.(parts),
  });
  return { Value: JSON.stringify(properties ?? {}), Type: 'default' };
}

const told: Readonly<Record<string, (parts: InfoParts) => object>> = {
  api_activity: ({ type, newest: { event }, events }) => ({
    ...(type.includes('AnomalousBehavior') ? anomalies(event, events) : {}),
    ...(type.includes('S3/')
      ? { authenticationMethod: textAt(event, 'additionalEventData.AuthenticationMethod') }
      : {}),
    policyArn: textAt(event, 'requestParameters.policyArn'),
    policyName: textAt(event, 'requestParameters.policyName'),
  }),
  network_activity: ({ type, newest: { event }, events }) => ({
    ...(/Portscan/.test(type) ? { portsScannedSample: portsOf(events) } : {}),
    ...(/TrafficVolumeUnusual/.test(type) ? { outBytes: numberAt(event, 'bytes') } : {}),
    ...(/UnusualProtocol/.test(type) ? { unusualProtocol: textAt(event, 'protocol') } : {}),
    localPort: numberAt(event, 'srcport'),
    localNetworkInterfaceOwner: textAt(event, 'account-id'),
  }),
  dns_activity: ({ newest: { event } }) => ({
    domain: textAt(event, 'query', 'query_name').replace(/\.$/, ''),
    vpcOwnerAccountId: textAt(event, 'account_id'),
  }),
};

/** The calls that were unusual, and the tool that made them. */
function anomalies(event: Fields, events: readonly Fields[]): object {
  const calls = new Map<string, Set<string>>();
  for (const one of events) {
    const service = textAt(one, 'eventSource');
    const outcome = textAt(one, 'errorCode') || 'success';
    calls.set(service, (calls.get(service) ?? new Set()).add(`${textAt(one, 'eventName')}:${outcome}`));
  }
  const anomalousAPIs = [...calls].map(([service, names]) => `${service}:[${[...names].join(', ')}]`).join(', ');
  return { userAgent: known({ fullUserAgent: textAt(event, 'userAgent') }), anomalies: known({ anomalousAPIs }) };
}

const portsOf = (events: readonly Fields[]): number[] => {
  const ports = events.flatMap((event) => numberAt(event, 'dstport') ?? []);
  return [...new Set(ports)].toSorted((one, other) => one - other);
};
