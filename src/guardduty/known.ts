/**
 * The members that hold something, or nothing at all where none does: what is not known is left out of a finding and
 * never made up. Empty texts, lists and structures are not known.
 */
export function known<T extends object>(members: T): T | undefined {
  const kept: Partial<T> = { ...members };
  for (const name in kept) if (isNothing(kept[name])) delete kept[name];
  return isWhole(kept, members) ? kept : undefined;
}

/** All members are optional in GuardDuty's structures, so that what is left of one is one still. */
const isWhole = <T extends object>(kept: Partial<T>, _whole: T): kept is T => Object.keys(kept).length > 0;

const isNothing = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
