import ipaddr from 'ipaddr.js';
import { numberAt, textAt, type Fields } from './event-fields.ts';
import { isServerPort } from './ports.ts';

/** One end of a connection; the port is absent where the protocol has none or the log says nothing. */
export interface End {
  readonly address: string;
  readonly port: number | undefined;
}

/** A flow as seen from the account: which end is its own, and who began. */
export interface Connection {
  readonly local: End;
  readonly remote: End;
  readonly direction: 'INBOUND' | 'OUTBOUND' | 'UNKNOWN';
  /** `TCP`, `UDP`, `ICMP`, or the number. */
  readonly protocol: string;
  readonly rejected: boolean;
}

/** Reads a record of VPC Flow Logs. */
export function connectionOf(flow: Fields): Connection {
  const source: End = {
    address: textAt(flow, 'pkt-srcaddr', 'srcaddr'),
    port: numberAt(flow, 'srcport'),
  };
  const target: End = {
    address: textAt(flow, 'pkt-dstaddr', 'dstaddr'),
    port: numberAt(flow, 'dstport'),
  };
  const sentByUs = isSentByUs(flow);
  const [local, remote] = sentByUs ? [source, target] : [target, source];
  return {
    local,
    remote,
    direction: directionOf(flow, { source, target, sentByUs }),
    protocol: protocols[textAt(flow, 'protocol')] ?? textAt(flow, 'protocol'),
    rejected: textAt(flow, 'action') === 'REJECT',
  };
}

const protocols: Readonly<Record<string, string>> = { '1': 'ICMP', '6': 'TCP', '17': 'UDP', '58': 'ICMPv6' };

/** Our end is what the log says, or else the private one; between two private ends, the one that is no server. */
function isSentByUs(flow: Fields): boolean {
  const direction = textAt(flow, 'flow-direction');
  if (direction !== '') return direction === 'egress';
  const [source, target] = [isPrivate(textAt(flow, 'srcaddr')), isPrivate(textAt(flow, 'dstaddr'))];
  if (source !== target) return source;
  return !isServerPort(numberAt(flow, 'srcport') ?? 0);
}

interface Ends {
  readonly source: End;
  readonly target: End;
  readonly sentByUs: boolean;
}

const syn = 2;
const synAck = 18;

/** Who began is told by the flags of TCP; without them the end whose port servers listen on did not. */
function directionOf(flow: Fields, { source, target, sentByUs }: Ends): Connection['direction'] {
  const flags = numberAt(flow, 'tcp-flags') ?? 0;
  const answered = (flags & synAck) === synAck;
  if (answered || (flags & syn) === syn) return sentByUs !== answered ? 'OUTBOUND' : 'INBOUND';
  const [from, to] = [source.port, target.port];
  if (from === undefined || to === undefined || isServerPort(from) === isServerPort(to)) return 'UNKNOWN';
  return sentByUs === isServerPort(to) ? 'OUTBOUND' : 'INBOUND';
}

const ownRanges = new Set(['private', 'uniqueLocal', 'linkLocal', 'loopback', 'carrierGradeNat']);

const isPrivate = (address: string): boolean =>
  ipaddr.isValid(address) && ownRanges.has(ipaddr.process(address).range());
