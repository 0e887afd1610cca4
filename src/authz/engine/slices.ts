import { setImmediate } from 'node:timers/promises';

/** Waits until the event loop has gone round. */
export const othersAreAnswered = (): Promise<void> => setImmediate();

/** Work that can be laid down now and then, so that others are answered meanwhile, and comes to a result. */
export type Slices<Result> = Generator<undefined, Result, undefined>;

/** Letters from which on a text is read in slices, and those of one slice, which take some milliseconds. */
export const [large, slice] = [262_144, 65_536];

/** Does it all at once. */
export function wholly<Result>(work: Slices<Result>): Result {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

/** Does it slice by slice; between two of them the event loop goes round once. */
export async function inSlices<Result>(work: Slices<Result>): Promise<Result> {
  let step = work.next();
  while (step.done !== true) {
    await othersAreAnswered();
    step = work.next();
  }
  return step.value;
}
