import { isIP } from 'node:net';
import type { Action, AwsApiCallAction, DnsRequestAction } from '@aws-sdk/client-guardduty';
import { getDomain } from 'tldts';
import type { Geography } from '#intel';
import { connectionOf, type Connection, type End } from './connection.ts';
import { objectsAt, textAt, type Fields } from './event-fields.ts';
import { known } from './known.ts';
import { portName } from './ports.ts';
import { localIpDetails, remoteIpDetails } from './remote-address.ts';

/** What a finding was seen by: an event of one of the lake's tables. */
export interface Seen {
  readonly type: string;
  readonly table: string;
  readonly event: Fields;
  /** Some of the finding's events, the newest first, where its type is about many; otherwise none. */
  readonly events: readonly Fields[];
  readonly geography: Geography;
}

/** What happened, in GuardDuty's terms; nothing for an event of a kind that it does not know. */
export const actionOf = (seen: Seen): Action | undefined => actions[seen.table]?.(seen);

const actions: Readonly<Record<string, (seen: Seen) => Action>> = {
  api_activity: (seen) => ({ ActionType: 'AWS_API_CALL', AwsApiCallAction: apiCall(seen) }),
  network_activity: (seen) => (seen.type.includes('PortProbe') ? portProbe(seen) : networkConnection(seen)),
  dns_activity: ({ event }) => ({ ActionType: 'DNS_REQUEST', DnsRequestAction: dnsRequest(event) }),
  http_activity: webRequest,
};

function apiCall({ event, geography }: Seen): AwsApiCallAction | undefined {
  const address = textAt(event, 'sourceIPAddress');
  const isAddress = isIP(address) > 0;
  return known<AwsApiCallAction>({
    Api: textAt(event, 'eventName'),
    ServiceName: textAt(event, 'eventSource'),
    CallerType: isAddress ? 'Remote IP' : address === '' ? undefined : 'Domain',
    RemoteIpDetails: remoteIpDetails(address, geography),
    DomainDetails: isAddress ? undefined : known({ Domain: address }),
    ErrorCode: textAt(event, 'errorCode'),
    UserAgent: textAt(event, 'userAgent'),
    RemoteAccountDetails: remoteAccount(event),
    AffectedResources: affectedResources(event),
  });
}

/** The caller's account where it is not the one that was acted on; `Affiliated` is left out, for the log does not tell. */
function remoteAccount(event: Fields): AwsApiCallAction['RemoteAccountDetails'] {
  const caller = textAt(event, 'userIdentity.accountId');
  return caller === textAt(event, 'recipientAccountId')
    ? undefined
    : known({ AccountId: caller, AwsServiceName: textAt(event, 'userIdentity.invokedBy') });
}

/** By type: `AWS::S3::Bucket` -> its ARN, as the event lists them. */
function affectedResources(event: Fields): Record<string, string> | undefined {
  const listed = objectsAt(event, 'resources').map((one) => [textAt(one, 'type'), textAt(one, 'ARN', 'arn')] as const);
  return known(Object.fromEntries(listed.filter(([type]) => type !== '')));
}

function networkConnection({ event, geography }: Seen): Action {
  const { local, remote, direction, protocol, rejected } = connectionOf(event);
  return {
    ActionType: 'NETWORK_CONNECTION',
    NetworkConnectionAction: known({
      Blocked: rejected,
      ConnectionDirection: direction,
      Protocol: protocol,
      LocalIpDetails: localIpDetails(local.address),
      LocalNetworkInterface: textAt(event, 'interface-id'),
      LocalPortDetails: portDetails(local),
      RemoteIpDetails: remoteIpDetails(remote.address, geography),
      RemotePortDetails: portDetails(remote),
    }),
  };
}

/** Every port that was probed, with one who probed it. */
function portProbe({ event, events, geography }: Seen): Action {
  const connections = (events.length === 0 ? [event] : events).map((one) => connectionOf(one));
  const byPort = new Map<number | undefined, Connection>();
  for (const connection of connections)
    if (!byPort.has(connection.local.port)) byPort.set(connection.local.port, connection);
  const PortProbeDetails = [...byPort.values()].flatMap(
    ({ local, remote }) =>
      known({
        LocalPortDetails: portDetails(local),
        LocalIpDetails: localIpDetails(local.address),
        RemoteIpDetails: remoteIpDetails(remote.address, geography),
      }) ?? [],
  );
  const Blocked = connections.every(({ rejected }) => rejected);
  return { ActionType: 'PORT_PROBE', PortProbeAction: { Blocked, PortProbeDetails } };
}

const portDetails = ({ port }: End) => (port === undefined ? undefined : { Port: port, PortName: portName(port) });

function dnsRequest(event: Fields): DnsRequestAction | undefined {
  const domain = textAt(event, 'query', 'query_name').replace(/\.$/, '');
  return known<DnsRequestAction>({
    Domain: domain,
    Protocol: textAt(event, 'transport'),
    Blocked: textAt(event, 'firewall_rule_action') === 'BLOCK',
    DomainWithSuffix: getDomain(domain) ?? undefined,
    VpcOwnerAccountId: textAt(event, 'account_id'),
  });
}

/** GuardDuty has no action for requests to a web server; they are connections from outside. */
function webRequest({ event, geography }: Seen): Action {
  const client = textAt(event, 'httpRequest.clientIp', 'client_ip', 'c-ip', 'remote_ip', 'client');
  return {
    ActionType: 'NETWORK_CONNECTION',
    NetworkConnectionAction: known({
      Blocked: textAt(event, 'action') === 'BLOCK',
      ConnectionDirection: 'INBOUND',
      Protocol: 'TCP',
      RemoteIpDetails: remoteIpDetails(client, geography),
    }),
  };
}
