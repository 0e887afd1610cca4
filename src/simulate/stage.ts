import type { Caller } from './caller.ts';
import { channelOf, watchersOf } from './channels.ts';
import { cloudTrailEvent, type Call, type CloudTrailEvent } from './cloudtrail-event.ts';
import type { Hour } from './clock-of-work.ts';
import { Resolver } from './dns.ts';
import type { Fleet } from './fleet.ts';
import type { Logbook } from './logbook.ts';
import { flowLine, type Flow, type NetworkInterface } from './network.ts';
import { Random } from './random.ts';

/** What is fixed before the first event: everything that follows from the options alone. */
export interface Plan {
  readonly seed: number;
  readonly start: number;
  readonly until: number;
  /** How much larger than the small company; 1 is small. */
  readonly factor: number;
  readonly fleet: Fleet;
}

/**
 * Something that happens again and again: made once, then told of every hour in turn.
 * It may write events of that hour or of later ones, never of earlier ones.
 */
export type Habit = (stage: Stage) => (hour: Hour) => void;

/** What an actor acts on: the plan, its own randomness, and the logs that see what it does. */
export class Stage {
  readonly plan: Plan;
  readonly random: Random;
  readonly #logbook: Logbook;
  readonly #resolver: Resolver;

  constructor(plan: Plan, actor: string, logbook: Logbook) {
    this.plan = plan;
    this.random = new Random(`${plan.seed}/${actor}`);
    this.#logbook = logbook;
    this.#resolver = new Resolver(logbook, this.random.fork('dns'));
  }

  /** Logs an API call in the trail of the account that received it. */
  trail(caller: Caller, call: Call): CloudTrailEvent {
    const event = cloudTrailEvent(caller, call, this.random);
    const channel = channelOf({ kind: 'CloudTrail', account: event.recipientAccountId, region: event.awsRegion });
    this.#logbook.write(channel, call.time, JSON.stringify(event));
    return event;
  }

  /** Logs a flow that an interface saw. */
  flow(on: NetworkInterface, flow: Flow): void {
    this.#logbook.write(watchersOf(on).flows, flow.time, flowLine(on, flow));
  }

  /** Asks the VPC's resolver for a name; gives the address. The answer is remembered as long as it may be. */
  resolve(on: NetworkInterface, name: string, time: number): string {
    return this.#resolver.resolve(on, name, time);
  }

  /** Asks for a name that does not exist. */
  resolveInVain(on: NetworkInterface, name: string, time: number): void {
    this.#resolver.fail(on, name, time);
  }
}
