import { addresses } from '../addresses.ts';
import { sdkAgents } from '../agents.ts';
import { callNamed } from '../calls/catalogue.ts';
import { awsService, type Caller } from '../caller.ts';
import { demand, moments, type Hour } from '../clock-of-work.ts';
import { accounts, regions, workloads, type Workload } from '../company.ts';
import { assumeRole, sessionLasts } from '../sessions.ts';
import type { Habit, Stage } from '../stage.ts';

/** Functions and containers serve the guests: each takes its role from the service that runs it, then calls. */
export const workloadsAtWork: Habit = (stage) => {
  const running = workloads.map((workload): Running => ({ workload, sessions: [] }));
  return (hour) => {
    for (const one of running) serve(stage, one, hour);
  };
};

interface Running {
  readonly workload: Workload;
  readonly sessions: { caller: Caller; ready: number; ends: number }[];
}

function serve(stage: Stage, running: Running, hour: Hour): void {
  const { workload } = running;
  const mean = (1.5 + 0.8 * workload.pace * demand(hour)) * stage.plan.factor;
  for (const time of moments(hour, mean, stage.random)) {
    const caller = runningAs(stage, running, time);
    const ground = { account: workload.account, region: regions.main, random: stage.random };
    stage.trail(caller, callNamed(stage.random.weighted(workload.calls), ground, time));
  }
}

/** A container keeps its role for hours; a function takes it anew for each of its environments. */
function runningAs(stage: Stage, running: Running, time: number): Caller {
  const alive = running.sessions.filter(({ ready, ends }) => ready <= time && time < ends);
  const wanted = Math.max(2, Math.round(2 * stage.plan.factor));
  if (alive.length >= wanted) return stage.random.pick(alive).caller;
  const { workload } = running;
  const name = workload.on === 'lambda' ? workload.name : stage.random.hex(32);
  const reach = { address: addressOf(workload), agent: sdkAgents[workload.sdk] };
  const hours = workload.on === 'lambda' ? 3 : 6;
  const service = awsService(workload.account, workload.on);
  const caller = assumeRole(stage, service, { role: workload.role, name, time, hours }, reach);
  running.sessions.splice(0, Math.max(0, running.sessions.length - wanted));
  running.sessions.push({ caller, ready: time, ends: time + sessionLasts(hours) });
  return caller;
}

const addressOf = ({ account }: Workload): string =>
  account === accounts.staging.id ? addresses.stagingNat : addresses.productionNat;
