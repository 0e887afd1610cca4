import type { Flow, NetworkInterface, Vpc } from './network.ts';
import type { Stage } from './stage.ts';

/** The far end of a connection that an interface opens, and how much goes each way. */
export interface FarEnd {
  readonly address: string;
  readonly port: number;
  readonly sent: number;
  readonly received: number;
  /** The far end's own interface, when it is one of ours: it logs the flow too. */
  readonly on?: NetworkInterface;
  /** The AWS service behind the address, as flow logs name it. */
  readonly service?: string;
  readonly seconds?: number;
  /** As in `Flow`; told by the other members when absent. */
  readonly way?: number;
  /** The VPC whose NAT gateway stands in between. */
  readonly through?: Vpc;
}

/** A TCP connection from an interface: the lines of both directions, at both ends as far as they are ours. */
export function connect(stage: Pick<Stage, 'random' | 'flow'>, from: NetworkInterface, to: FarEnd, time: number): void {
  const port = stage.random.between(32768, 60999);
  const seconds = to.seconds ?? stage.random.between(2, 58);
  const way = to.way ?? (to.on ? 1 : 8);
  const both = { time, seconds, way };
  const out = oneWay(from.address, to.address, {
    ...both,
    fromPort: port,
    toPort: to.port,
    bytes: to.sent,
    flags: 3,
  });
  const back = oneWay(to.address, from.address, {
    ...both,
    fromPort: to.port,
    toPort: port,
    bytes: to.received,
    flags: 19,
  });
  for (const one of [out, back]) {
    const flow = to.service ? { ...one, service: to.service } : one;
    stage.flow(from, flow);
    if (to.on) stage.flow(to.on, flow);
  }
  const nat = to.through?.nat;
  if (!nat) return;
  stage.flow(nat, { ...out, to: nat.address, finalTo: to.address });
  stage.flow(nat, { ...out, from: nat.address, fromPort: stage.random.between(1024, 60999) });
}

/** One direction of a TCP connection, with as many packets as its bytes need. */
export function oneWay(from: string, to: string, rest: Omit<Flow, 'from' | 'to' | 'protocol' | 'packets'>): Flow {
  const { time, seconds, fromPort, toPort, bytes, flags, way } = rest;
  const packets = Math.max(4, Math.ceil(bytes / 1200));
  return { time, seconds, from, to, fromPort, toPort, protocol: 6, packets, bytes: bytes + packets * 40, flags, way };
}
