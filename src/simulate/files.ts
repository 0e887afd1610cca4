import type { Random } from './random.ts';

/** One log file as AWS would deliver it. The path may end in .gz: the content is not compressed yet. */
export interface SimulatedFile {
  readonly path: string;
  readonly content: string;
}

/** Where a log comes from: one trail in one Region, the flow log of one Region, the query log of one VPC. */
export interface Channel {
  readonly kind: LogKind;
  readonly account: string;
  readonly region: string;
  /** Id of the flow log, or of the VPC whose queries are logged. */
  readonly resource?: string;
}

export type LogKind = keyof typeof logKinds;

interface LogKindRules {
  path(channel: Channel, stamp: Stamp, random: Random): string;
  content(records: readonly string[]): string;
  /** Records that fill a file before its day is over. */
  readonly enough: number;
}

interface Stamp {
  /** 2026/11/23 */
  readonly folder: string;
  /** 20261123T0105Z */
  readonly minute: string;
}

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The header of the flow logs: all fields up to version 5. */
const flowHeader =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status ' +
  'vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id sublocation-type sublocation-id ' +
  'pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path';

/** Names and form of the files of each log, as the services deliver them to S3. */
export const logKinds = {
  CloudTrail: {
    path: ({ account, region }, stamp, random) =>
      `AWSLogs/${account}/CloudTrail/${region}/${stamp.folder}/${account}_CloudTrail_${region}_${stamp.minute}_${random.letters(capitals, 16)}.json.gz`,
    content: (records) => `{"Records":[${records.join(',')}]}`,
    enough: 200,
  },
  vpcflowlogs: {
    path: ({ account, region, resource }, stamp, random) =>
      `AWSLogs/${account}/vpcflowlogs/${region}/${stamp.folder}/${account}_vpcflowlogs_${region}_${resource}_${stamp.minute}_${random.hex(8)}.log.gz`,
    content: (records) => `${flowHeader}\n${records.join('\n')}\n`,
    enough: 20_000,
  },
  vpcdnsquerylogs: {
    path: ({ account, resource }, stamp, random) =>
      `AWSLogs/${account}/vpcdnsquerylogs/${resource}/${stamp.folder}/${resource}_vpcdnsquerylogs_${account}_${stamp.minute}_${random.hex(8)}.log.gz`,
    content: (records) => `${records.join('\n')}\n`,
    enough: 20_000,
  },
} as const satisfies Record<string, LogKindRules>;

/** `time` is when the file is delivered. */
export function fileOf(channel: Channel, time: number, records: readonly string[], random: Random): SimulatedFile {
  const iso = new Date(time).toISOString();
  const stamp = {
    folder: iso.slice(0, 10).replaceAll('-', '/'),
    minute: `${iso.slice(0, 16).replaceAll(/[-:]/g, '')}Z`,
  };
  const kind = logKinds[channel.kind];
  return { path: kind.path(channel, stamp, random), content: kind.content(records) };
}
