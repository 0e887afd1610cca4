import { Fault, type Text } from '#kernel';
import type { Caller } from './caller.ts';
import type { Call, CloudTrailEvent } from './cloudtrail-event.ts';
import { regions } from './company.ts';
import type { Stage } from './stage.ts';

/** A label: what was done when, by which events, and what a good detector should say about it. */
export interface TruthStep {
  readonly story: string;
  readonly step: string;
  readonly about: Text;
  /** False for honest work that looks suspicious: a good detector stays quiet about it, or nearly. */
  readonly hostile: boolean;
  readonly account: string;
  readonly region: string;
  /** Times of the first and the last thing done, in ISO form (UTC). */
  readonly time: string;
  readonly end: string;
  /** The events of CloudTrail; a step that only networks saw has none. */
  readonly eventIDs: readonly string[];
  /** Whose traffic and queries showed it: instances by their id, other interfaces by theirs; none for calls. */
  readonly machines: readonly string[];
  /** Finding types, or names of single-call signals (such as AdminPolicyAttachedToUser), that should come of it. */
  readonly expect: readonly string[];
}

export interface StepHead {
  readonly step: string;
  readonly about: Text;
  readonly expect: readonly string[];
}

/** The caller for a call: a tool names the call in its user agent. */
export type CallerOf = (call: string) => Caller;

/** A call without its name. */
export type Deed = Omit<Call, 'service' | 'name' | 'region'> & { readonly region?: string };

/** What is counted to a step: an event of CloudTrail, or what an interface carried or asked. */
interface Noted {
  readonly account: string;
  readonly region: string;
  readonly eventID?: string;
  readonly eni?: string;
  readonly instance?: string;
}

interface OpenStep extends StepHead {
  readonly eventIDs: string[];
  readonly machines: Set<string>;
  account: string;
  region: string;
  from: number;
  to: number;
}

/** A stage on which a story plays: every call that is made here is written into the step that is open. */
export class Scene {
  readonly stage: Stage;
  /** When the story begins, in milliseconds. */
  readonly begin: number;
  readonly #story: string;
  readonly #hostile: boolean;
  readonly #steps: OpenStep[] = [];

  constructor(stage: Stage, story: { name: string; hostile: boolean; begin: number }) {
    this.stage = stage;
    this.begin = story.begin;
    this.#story = story.name;
    this.#hostile = story.hostile;
  }

  /** Opens the next step of the story. */
  step(head: StepHead): void {
    const { step, about, expect } = head;
    const nothing = {
      eventIDs: [],
      machines: new Set<string>(),
      account: '',
      region: '',
      from: Infinity,
      to: -Infinity,
    };
    this.#steps.push({ step, about, expect, ...nothing });
  }

  /** Makes a call as part of the open step. */
  call(caller: Caller, call: Call): CloudTrailEvent {
    const event = this.stage.trail(caller, call);
    this.note(call.time, { account: event.recipientAccountId, region: event.awsRegion, eventID: event.eventID });
    return event;
  }

  /** Makes the call `service:Operation` as part of the open step, in the main Region when none is named. */
  make(by: CallerOf, name: string, rest: Deed): CloudTrailEvent {
    const [service = '', operation = ''] = name.split(':');
    return this.call(by(name), { region: regions.main, ...rest, service, name: operation });
  }

  /** Counts something that was written otherwise to the open step: a sign-in, a flow. */
  note(time: number, what: Noted): void {
    const open = this.#steps.at(-1);
    if (!open) throw new Fault('Internal', `The story ${this.#story} does something before its first step.`);
    open.account ||= what.account;
    open.region ||= what.region;
    open.from = Math.min(open.from, time);
    open.to = Math.max(open.to, time);
    if (what.eventID) open.eventIDs.push(what.eventID);
    const machine = what.instance ?? what.eni;
    if (machine) open.machines.add(machine);
  }

  /** The labels of all steps in which something was done. */
  truth(): TruthStep[] {
    return this.#steps
      .filter(({ from }) => from < Infinity)
      .map(({ step, about, account, region, from, to, eventIDs, machines, expect }) => ({
        story: this.#story,
        step,
        about,
        hostile: this.#hostile,
        account,
        region,
        time: new Date(from).toISOString(),
        end: new Date(to).toISOString(),
        eventIDs,
        machines: [...machines],
        expect,
      }));
  }
}
