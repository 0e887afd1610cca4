import type { Vpc, NetworkInterface } from './network.ts';
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
  /** The VPC whose NAT gateway stands in between. */
  readonly through?: Vpc;
}

/** A TCP connection from an interface: the lines of both directions, at both ends as far as they are ours. */
export function connect(stage: Stage, from: NetworkInterface, to: FarEnd, time: number): void {
  const fromPort = stage.random.between(32768, 60999);
  const seconds = to.seconds ?? stage.random.between(2, 58);
  const shared = { time, seconds, protocol: 6, ...(to.service && { service: to.service }) };
  const out = {
    ...shared,
    from: from.address,
    to: to.address,
    fromPort,
    toPort: to.port,
    ...amount(to.sent),
    flags: 3,
  };
  const back = {
    ...shared,
    from: to.address,
    to: from.address,
    fromPort: to.port,
    toPort: fromPort,
    ...amount(to.received),
    flags: 19,
  };
  const inside = to.address.startsWith('10.') || to.address.startsWith('172.31.');
  stage.flow(from, { ...out, way: inside ? 1 : 8 });
  stage.flow(from, back);
  if (to.on) {
    stage.flow(to.on, out);
    stage.flow(to.on, back);
  }
  const nat = to.through?.nat;
  if (!nat) return;
  stage.flow(nat, { ...out, to: nat.address, finalTo: to.address });
  stage.flow(nat, { ...out, from: nat.address, fromPort: stage.random.between(1024, 60999), way: 8 });
}

const amount = (bytes: number): { packets: number; bytes: number } => ({
  packets: Math.max(4, Math.ceil(bytes / 1200)),
  bytes: bytes + 240,
});
