import { addresses } from './addresses.ts';
import { resourceId } from './aws-names.ts';
import { accounts, regions } from './company.ts';

export interface Vpc {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  /** The first two figures of its addresses. */
  readonly prefix: string;
  readonly nat?: NetworkInterface;
  readonly natAddress?: string;
}

/** A network interface: what flow logs and query logs name as the source of what they saw. */
export interface NetworkInterface {
  readonly eni: string;
  readonly account: string;
  readonly region: string;
  readonly vpc: string;
  readonly subnet: string;
  readonly zone: string;
  readonly address: string;
  readonly instance?: string;
}

const zones: Readonly<Record<string, readonly string[]>> = {
  [regions.main]: ['apne1-az4', 'apne1-az1'],
  [regions.recovery]: ['apne3-az3'],
  'eu-north-1': ['eun1-az1'],
};

/** An interface of a VPC in its n-th zone; the same name gives the same ids. */
export function networkInterface(
  vpc: Vpc,
  name: string,
  place: { tier: string; address: string; index?: number; instance?: string },
): NetworkInterface {
  const available = zones[vpc.region] ?? ['az1'];
  const zone = available[(place.index ?? 0) % available.length] ?? 'az1';
  return {
    eni: resourceId('eni', `${vpc.id}/${name}`),
    account: vpc.account,
    region: vpc.region,
    vpc: vpc.id,
    subnet: resourceId('subnet', `${vpc.id}/${place.tier}/${zone}`),
    zone,
    address: place.address,
    ...(place.instance && { instance: place.instance }),
  };
}

function vpc(account: string, region: string, prefix: string, natAddress?: string): Vpc {
  const bare = { id: resourceId('vpc', `${account}/${region}`), account, region, prefix };
  if (!natAddress) return bare;
  const nat = networkInterface(bare, 'nat', { tier: 'public', address: `${prefix}.0.10` });
  return { ...bare, nat, natAddress };
}

export const vpcs = {
  production: vpc(accounts.production.id, regions.main, '10.20', addresses.productionNat),
  staging: vpc(accounts.staging.id, regions.main, '10.30', addresses.stagingNat),
  sandbox: vpc(accounts.sandbox.id, regions.main, '10.50', addresses.sandboxNat),
} as const;

/** A VPC that AWS made by default in a Region where nobody works. */
export const defaultVpc = (account: string, region: string): Vpc => vpc(account, region, '172.31');

const { production, staging } = vpcs;

export const balancers = [0, 1].map((index) =>
  networkInterface(production, `balancer ${index}`, {
    tier: 'public',
    address: `${production.prefix}.${index}.21`,
    index,
  }),
);
export const databases = [
  networkInterface(production, 'database', { tier: 'data', address: `${production.prefix}.200.15` }),
  networkInterface(staging, 'database', { tier: 'data', address: `${staging.prefix}.200.15` }),
];
export const functionInterfaces = [0, 1].map((index) =>
  networkInterface(production, `functions ${index}`, {
    tier: 'private',
    address: `${production.prefix}.120.${40 + index}`,
    index,
  }),
);

/** One direction of a conversation, as one interface saw it during a minute. */
export interface Flow {
  readonly time: number;
  readonly seconds: number;
  readonly from: string;
  readonly to: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly protocol: number;
  readonly packets: number;
  readonly bytes: number;
  readonly refused?: boolean;
  /** TCP flags, or-ed: 2 SYN, 18 SYN-ACK, 1 FIN, 3 SYN and FIN. */
  readonly flags: number;
  /** The other end's AWS service (S3, DYNAMODB, AMAZON), when it is one. */
  readonly service?: string;
  /** The true destination, when the interface stands in between (a NAT gateway). */
  readonly finalTo?: string;
  /** Way out: 1 inside the VPC, 7 a gateway endpoint, 8 an internet gateway. */
  readonly way: number;
}

/** What every line of an interface repeats. Joined once: flow logs are by far the longest. */
interface Repeated {
  readonly head: string;
  readonly place: string;
  readonly region: string;
}

const repeated = new WeakMap<NetworkInterface, Repeated>();

function repeatedOf(on: NetworkInterface): Repeated {
  let parts = repeated.get(on);
  if (!parts) {
    parts = {
      head: `5 ${on.account} ${on.eni}`,
      place: `OK ${on.vpc} ${on.subnet} ${on.instance ?? '-'}`,
      region: `${on.region} ${on.zone} - -`,
    };
    repeated.set(on, parts);
  }
  return parts;
}

/** The line of the flow log, with the fields of `flowFields`. Joined from a list: that leaves one flat string to keep. */
export function flowLine(on: NetworkInterface, flow: Flow): string {
  const { head, place, region } = repeatedOf(on);
  const out = flow.from === on.address;
  const start = Math.floor(flow.time / 1000);
  const service = flow.service ?? '-';
  return [
    head,
    flow.from,
    flow.to,
    flow.fromPort,
    flow.toPort,
    flow.protocol,
    flow.packets,
    flow.bytes,
    start,
    start + flow.seconds,
    flow.refused ? 'REJECT' : 'ACCEPT',
    place,
    flow.flags,
    'IPv4',
    flow.from,
    flow.finalTo ?? flow.to,
    region,
    out ? '-' : service,
    out ? service : '-',
    out ? 'egress' : 'ingress',
    out ? flow.way : '-',
  ].join(' ');
}
