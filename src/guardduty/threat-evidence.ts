import { isIP } from 'node:net';
import type { Action, Evidence } from '@aws-sdk/client-guardduty';
import type { Lookup } from '#intel';
import type { Place } from './finding.ts';

/** The lists in force, and whose own lists hold for every account. */
export interface EvidenceContext {
  readonly lists: Lookup;
  readonly homeAccount: string;
}

/** The threat lists on which the other side of an action stands, and what they say of it; nothing where it is on none. */
export function threatEvidence(
  action: Action | undefined,
  place: Place,
  { lists, homeAccount }: EvidenceContext,
): Evidence | undefined {
  const threats = new Map<string, Set<string>>();
  for (const value of otherSides(action))
    for (const { list, threat } of isIP(value) > 0 ? lists.addressIn(value) : lists.domainIn(value)) {
      const isOwn = list.account === place.account && list.region === place.region;
      if (list.kind !== 'threat' || !(isOwn || ['', homeAccount].includes(list.account))) continue;
      const said = threats.get(list.name) ?? new Set();
      threats.set(list.name, threat === '' ? said : said.add(threat));
    }
  return evidenceOf([...threats].map(([list, said]) => [list, [...said]]));
}

/** What samples of types that are found by lists say: that it was made. */
export const sampleEvidence = (type: string): Evidence | undefined =>
  byLists.test(type) ? evidenceOf([['GeneratedFindingThreatListName', ['GeneratedFindingThreatName']]]) : undefined;

const byLists =
  /MaliciousIPCaller|C&CActivity|Tor(?:IPCaller|Client|Relay)|Bitcoin|DropPoint|Blackhole|DomainRequest\.(?:Rep|Cus)|Phishing|DriveBy/;

const evidenceOf = (lists: readonly (readonly [string, string[]])[]): Evidence | undefined =>
  lists.length === 0
    ? undefined
    : { ThreatIntelligenceDetails: lists.map(([ThreatListName, ThreatNames]) => ({ ThreatListName, ThreatNames })) };

/** Addresses and names with which an action had to do. */
function otherSides(action: Action = {}): string[] {
  const { AwsApiCallAction: call, NetworkConnectionAction: connection, PortProbeAction: probe } = action;
  const addresses = [call, connection, ...(probe?.PortProbeDetails ?? [])].flatMap((one) => {
    const { IpAddressV4, IpAddressV6 } = one?.RemoteIpDetails ?? {};
    return [IpAddressV4, IpAddressV6];
  });
  const told = [...addresses, action.DnsRequestAction?.Domain].filter((value) => value !== undefined);
  return [...new Set(told)];
}
