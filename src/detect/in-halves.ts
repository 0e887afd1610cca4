import { Fault } from '#kernel';

/** A span of time, both ends in it; milliseconds since 1970 in UTC. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Asks over a span; where the lake has too little memory for the answer, over its halves, and so on. The answers come
 * one after the other and may tell one thing twice, where it crosses the middle. A span shorter than `least`
 * milliseconds is not halved any more: then the `TooLarge` is thrown.
 */
export async function inHalves<Answer>(
  { from, to }: Span,
  least: number,
  ask: (part: Span) => Promise<readonly Answer[]>,
): Promise<Answer[]> {
  try {
    return [...(await ask({ from, to }))];
  } catch (error) {
    const isTooLarge = error instanceof Fault && error.code === 'TooLarge';
    if (!isTooLarge || to - from < Math.max(least, 1)) throw error;
    const middle = Math.floor((from + to) / 2);
    const earlier = await inHalves({ from, to: middle }, least, ask);
    return [...earlier, ...(await inHalves({ from: middle + 1, to }, least, ask))];
  }
}
