import { Fault, textOf } from '#kernel';
import { identityOf, type Incoming, type Tell } from './incoming.ts';
import type { InHand } from './in-hand.ts';
import type { Spool, Spooled } from './spool.ts';

/** Where the bytes of files lie until they are read, and where trouble with them is told. */
export interface Fetching {
  readonly spool: Spool;
  readonly inHand: InHand;
  readonly tell: Tell;
}

/** A file whose bytes are at hand. */
export interface Fetched {
  readonly incoming: Incoming;
  readonly spooled: Spooled;
  readonly identity: string;
}

const mostFiles = 64;
const mostBytes = 8 * 2 ** 20;

/** Files in groups of a bounded size: what is fetched together, and looked up in the ledger together. */
export async function* groups(files: AsyncIterable<Incoming>): AsyncGenerator<Incoming[]> {
  let group: Incoming[] = [];
  let bytes = 0;
  for await (const file of files) {
    if (group.length > 0 && (group.length >= mostFiles || bytes + file.size > mostBytes)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(file);
    bytes += file.size;
  }
  if (group.length > 0) yield group;
}

/**
 * The bytes of a file, or undefined when they cannot be had, which is told. A disk without room ends the import:
 * that is thrown.
 */
export async function fetchOne(incoming: Incoming, { spool, inHand, tell }: Fetching): Promise<Fetched | undefined> {
  try {
    const spooled = await inHand.hold(await incoming.fetch(spool));
    return { incoming, spooled, identity: spooled.identity ?? incoming.identity ?? identityOf(spooled.hash) };
  } catch (error) {
    if (error instanceof Fault && error.code === 'Unavailable') throw error;
    tell(textOf(error));
    await incoming.missed?.(error);
    return undefined;
  }
}
