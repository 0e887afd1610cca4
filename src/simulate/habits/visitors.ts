import { demand, moments, type Hour } from '../clock-of-work.ts';
import { connect, oneWay } from '../conversation.ts';
import type { Instance } from '../fleet.ts';
import { balancers, databases, functionInterfaces, vpcs, type NetworkInterface } from '../network.ts';
import type { Habit, Stage } from '../stage.ts';
import { databaseNames } from '../zone.ts';

/** Guests reach the load balancers, which pass them on to the web servers that are there at the time. */
export const guests: Habit = (stage) => (hour) => {
  for (const time of moments(hour, (8 + 70 * demand(hour)) * stage.plan.factor, stage.random)) {
    const balancer = stage.random.pick(balancers);
    const guest = `198.18.${stage.random.below(64)}.${stage.random.between(1, 254)}`;
    const size = { sent: stage.random.between(2000, 200_000), received: stage.random.between(800, 9000) };
    const port = stage.random.between(32768, 60999);
    const shared = { time, seconds: stage.random.between(1, 58), way: 8 };
    const asked = { ...shared, fromPort: port, toPort: 443, bytes: size.received, flags: 3 };
    const told = { ...shared, fromPort: 443, toPort: port, bytes: size.sent, flags: 19 };
    stage.flow(balancer, oneWay(guest, balancer.address, asked));
    stage.flow(balancer, oneWay(balancer.address, guest, told));
    if (stage.random.chance(0.35)) passOn(stage, balancer, hour, { time, ...size });
  }
};

function passOn(
  stage: Stage,
  balancer: NetworkInterface,
  hour: Hour,
  { time, sent, received }: { time: number; sent: number; received: number },
): void {
  const alive = (one: Instance): boolean =>
    one.group === 'orders-web' && one.from + 60_000 < time && one.to > time + 60_000;
  const servers = stage.plan.fleet.between(hour.from, hour.to).filter(alive);
  if (servers.length === 0) return;
  const server = stage.random.pick(servers);
  connect(stage, balancer, { address: server.address, port: 8080, sent: received, received: sent, on: server }, time);
}

/** Functions inside the VPC ask for the database and talk to it. */
export const functionsInVpc: Habit = (stage) => (hour) => {
  const [database] = databases;
  for (const time of moments(hour, 14 * (0.2 + demand(hour)) * stage.plan.factor, stage.random)) {
    const own = stage.random.pick(functionInterfaces);
    const address = stage.resolve(own, databaseNames.production, time);
    const size = { sent: stage.random.between(500, 9000), received: stage.random.between(900, 60_000) };
    connect(stage, own, { address, port: 5432, ...size, ...(database && { on: database }) }, time + 1000);
  }
};

/** Ports that the internet's background noise knocks at, with weights. */
const knockedAt: readonly (readonly [port: number, weight: number])[] = [
  [23, 9],
  [22, 8],
  [3389, 6],
  [445, 6],
  [8080, 4],
  [6379, 3],
  [5060, 2],
  [2375, 2],
  [1433, 3],
  [3306, 3],
  [5432, 2],
  [9200, 2],
  [27017, 1],
  [8443, 2],
  [81, 2],
  [5900, 2],
];

/** All day long, strangers knock at every public address; the security groups refuse them. */
export const backgroundNoise: Habit = (stage) => {
  const { nat } = vpcs.production;
  const exposed = [...balancers, ...(nat ? [nat] : []), ...(vpcs.staging.nat ? [vpcs.staging.nat] : [])];
  return (hour) => {
    const bastions = stage.plan.fleet.between(hour.from, hour.to).filter(({ group }) => group === 'bastion');
    for (const time of moments(hour, 95 * stage.plan.factor, stage.random)) {
      const target = stage.random.pick([...exposed, ...bastions]);
      const stranger = `198.19.${stage.random.below(256)}.${stage.random.between(1, 254)}`;
      const packets = stage.random.between(1, 3);
      stage.flow(target, {
        time,
        seconds: stage.random.between(1, 50),
        from: stranger,
        to: target.address,
        fromPort: stage.random.between(1024, 65000),
        toPort: stage.random.weighted(knockedAt),
        protocol: 6,
        packets,
        bytes: packets * 44,
        refused: true,
        flags: 2,
        way: 8,
      });
    }
  };
};
