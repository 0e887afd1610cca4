import { Fault, type Text } from '#kernel';
import type { Caller } from './caller.ts';
import type { Call, CloudTrailEvent } from './cloudtrail-event.ts';
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
  /** Finding types, or names of single-call signals (such as AdminPolicyAttachedToUser), that should come of it. */
  readonly expect: readonly string[];
}

export interface StepHead {
  readonly step: string;
  readonly about: Text;
  readonly expect: readonly string[];
}

interface OpenStep extends StepHead {
  readonly eventIDs: string[];
  account: string;
  region: string;
  from: number;
  to: number;
}

/** A stage on which a story plays: every call that is made here is written into the step that is open. */
export class Scene {
  readonly stage: Stage;
  readonly #story: string;
  readonly #hostile: boolean;
  readonly #steps: OpenStep[] = [];

  constructor(stage: Stage, story: string, hostile: boolean) {
    this.stage = stage;
    this.#story = story;
    this.#hostile = hostile;
  }

  /** Opens the next step of the story. */
  step(head: StepHead): void {
    this.#steps.push({ ...head, eventIDs: [], account: '', region: '', from: Infinity, to: -Infinity });
  }

  /** Makes a call as part of the open step. */
  call(caller: Caller, call: Call): CloudTrailEvent {
    const event = this.stage.trail(caller, call);
    this.note(call.time, { account: event.recipientAccountId, region: event.awsRegion, eventID: event.eventID });
    return event;
  }

  /** Counts something that was written otherwise to the open step: a sign-in, a flow. */
  note(time: number, what: { account: string; region: string; eventID?: string }): void {
    const open = this.#steps.at(-1);
    if (!open) throw new Fault('Internal', `The story ${this.#story} does something before its first step.`);
    open.account ||= what.account;
    open.region ||= what.region;
    open.from = Math.min(open.from, time);
    open.to = Math.max(open.to, time);
    if (what.eventID) open.eventIDs.push(what.eventID);
  }

  /** The labels of all steps in which something was done. */
  truth(): TruthStep[] {
    return this.#steps
      .filter(({ from }) => from < Infinity)
      .map(({ from, to, ...step }) => ({
        ...{ story: this.#story, hostile: this.#hostile, ...step },
        ...{ time: new Date(from).toISOString(), end: new Date(to).toISOString() },
      }));
  }
}
