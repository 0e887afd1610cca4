import { agentOf } from '../agents.ts';
import { callNamed } from '../calls/catalogue.ts';
import type { Caller } from '../caller.ts';
import type { Call } from '../cloudtrail-event.ts';
import { regions } from '../company.ts';
import { errands, type Errand, type ErrandName } from '../errands.ts';
import type { Person } from '../people.ts';
import { denied, throttled } from '../refusals.ts';
import type { Stage } from '../stage.ts';

export interface Run {
  readonly person: Person;
  readonly name: ErrandName;
  readonly caller: Caller;
  readonly time: number;
}

/** Makes the calls of an errand one after the other; now and then one is refused, or goes to the wrong Region. */
export function runErrand(stage: Stage, { person, name, caller, time }: Run): void {
  const errand: Errand = errands[name];
  const region = stage.random.chance(0.02) ? wrongRegion(stage) : regions.main;
  let now = time + 2000;
  for (const callName of errand.calls) {
    const call = callNamed(callName, { account: caller.account, region, random: stage.random }, now);
    stage.trail({ ...caller, agent: agentOf(person, errand.tool, callName) }, withMishap(stage, caller, call));
    now += stage.random.between(200, 1000) + errand.gap * stage.random.between(300, 1800);
  }
}

const wrongRegion = (stage: Stage): string => stage.random.pick([regions.global, regions.recovery, regions.global]);

function withMishap(stage: Stage, caller: Caller, call: Call): Call {
  if (stage.random.chance(0.006)) return { ...call, error: denied(caller.arn, call) };
  if (stage.random.chance(0.002)) return { ...call, error: throttled(call.service) };
  return call;
}
