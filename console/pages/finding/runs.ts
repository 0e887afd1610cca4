import type { EventLine } from '../../operations.ts';

/** Like events that came one after the other. */
export interface Run {
  readonly key: string;
  /** The newest of them. */
  readonly event: EventLine;
  readonly count: number;
  readonly first: string;
  readonly last: string;
  /** Whether they show the finding that is looked at. */
  readonly own: boolean;
}

/** Draws events (the newest first) together that differ in nothing but the time and what they touched. */
export function runsOf(events: readonly EventLine[], own: ReadonlySet<string>): Run[] {
  const runs: Run[] = [];
  for (const event of events) {
    const last = runs.at(-1);
    const mine = own.has(event.id) || own.has(`${event.file}#${event.position}`);
    if (last !== undefined && last.own === mine && isAlike(last.event, event)) {
      runs[runs.length - 1] = { ...last, count: last.count + 1, first: event.time };
    } else {
      const key = `${event.table} ${event.time} ${event.file} ${event.position}`;
      runs.push({ key, event, count: 1, first: event.time, last: event.time, own: mine });
    }
  }
  return runs;
}

const isAlike = (one: EventLine, other: EventLine): boolean =>
  one.table === other.table &&
  one.service === other.service &&
  one.action === other.action &&
  one.error === other.error &&
  one.address === other.address;
