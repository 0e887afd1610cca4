import { eventKeyOf, findingIdOf, type Claim } from '#findings';
import { grouped } from '#kernel';

/** An actor's same finding in one hour tells its step by a few of its events, and by how many there were. */
export const mostOfHour = 5;
export const hour = 3_600_000;

/** Those few of claims in memory, as `settleSequences` reads them from the lake; the first stands for what is left out. */
export function fewOfHour(claims: readonly Claim[]): { readonly claim: Claim; readonly events: number }[] {
  return [...grouped(claims, hourOf)].flatMap(([, all]) => {
    const apart = [...new Map(all.map((claim) => [eventKeyOf(claim), claim])).values()].toSorted(inOrder);
    const leftOut = Math.max(0, apart.length - mostOfHour);
    return apart.slice(0, mostOfHour).map((claim, place) => ({ claim, events: place === 0 ? 1 + leftOut : 1 }));
  });
}

const hourOf = (claim: Claim): string => `${claim.rule} ${findingIdOf(claim)} ${Math.floor(claim.event.time / hour)}`;

const inOrder = (one: Claim, other: Claim): number =>
  one.event.time - other.event.time || (eventKeyOf(one) < eventKeyOf(other) ? -1 : 1);
