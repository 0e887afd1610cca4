import { hourLength } from './clock-of-work.ts';
import { fileOf, logKinds, type Channel, type SimulatedFile } from './files.ts';
import { Random } from './random.ts';

const longestWait = 24 * hourLength;
/** Share of the events of CloudTrail that are delivered a second time, in a later file. */
const deliveredTwice = 0.004;

interface Entry {
  readonly time: number;
  readonly text: string;
}

interface Shelf {
  readonly channel: Channel;
  readonly random: Random;
  readonly again: string[];
  entries: Entry[];
  /** Time of the earliest entry; infinite when there is none. */
  first: number;
}

/**
 * Takes records in any order within the hour (or for later), gives them out as files in the order of time.
 * INVARIANT: nothing is written for a time that was delivered already; memory holds a day of small channels at most.
 */
export class Logbook {
  readonly #seed: number;
  readonly #shelves = new Map<Channel, Shelf>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  write(channel: Channel, time: number, text: string): void {
    let shelf = this.#shelves.get(channel);
    if (!shelf) {
      const name = `${channel.kind}/${channel.account}/${channel.region}/${channel.resource}`;
      shelf = { channel, random: new Random(`files/${this.#seed}/${name}`), again: [], entries: [], first: Infinity };
      this.#shelves.set(channel, shelf);
    }
    shelf.entries.push({ time, text });
    shelf.first = Math.min(shelf.first, time);
  }

  /** The files that are due at `now`; with `last`, whatever is there from before `now`. */
  *deliver(now: number, last = false): Generator<SimulatedFile> {
    for (const shelf of this.#shelves.values()) {
      if (shelf.first >= now) continue;
      const waited = last || now - shelf.first >= longestWait;
      if (!waited && shelf.entries.length < logKinds[shelf.channel.kind].enough) continue;
      yield take(shelf, now);
    }
  }
}

/** Cuts what is older than `now` from the shelf, as one file. */
function take(shelf: Shelf, now: number): SimulatedFile {
  const due = shelf.entries.filter(({ time }) => time < now).sort((left, right) => left.time - right.time);
  shelf.entries = shelf.entries.filter(({ time }) => time >= now);
  shelf.first = shelf.entries.reduce((least, { time }) => Math.min(least, time), Infinity);
  const records = [...shelf.again.splice(0), ...due.map(({ text }) => text)];
  if (shelf.channel.kind === 'CloudTrail') {
    shelf.again.push(...due.filter(() => shelf.random.chance(deliveredTwice)).map(({ text }) => text));
  }
  return fileOf(shelf.channel, now + shelf.random.between(1, 4) * 60_000, records, shelf.random);
}
