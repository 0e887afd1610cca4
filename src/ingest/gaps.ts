/** A span without any event where there is usually some. */
export interface Gap {
  /** ISO 8601 in UTC; `to` is when the next event came, rounded down to its hour. */
  readonly from: string;
  readonly to: string;
  readonly hours: number;
}

const [day, week] = [24, 7 * 24];
/** However steady a log is, one silent hour in fifty is no surprise. */
const surest = 0.98;
/** Silence that chance leaves less than once in a thousand. */
const surprising = Math.log(1000);
const most = 10;

/**
 * The spans in which a log was silent though at that hour of the day, or of the week once there are two weeks of it,
 * it usually is not: the newest ten, the newest first. `present`: hours since 1970 with an event, in order.
 */
export function gapsIn(present: readonly number[]): Gap[] {
  const usual = usualOf(present);
  const gaps: Gap[] = [];
  for (let at = 1; at < present.length; at += 1) {
    const [from, to] = [(present[at - 1] ?? 0) + 1, present[at] ?? 0];
    if (from < to && surpriseOf(from, to, usual) >= surprising)
      gaps.push({ from: isoOf(from), to: isoOf(to), hours: to - from });
  }
  return gaps.toReversed().slice(0, most);
}

/** How surprising it is that nothing comes from one hour until another; a whole rhythm is counted once and multiplied. */
function surpriseOf(from: number, to: number, { rhythm, share }: Usual): number {
  const rounds = Math.floor((to - from) / rhythm);
  let surprise = 0;
  for (let hour = from; hour < Math.min(to, from + rhythm); hour += 1) {
    const times = rounds + (hour + rounds * rhythm < to ? 1 : 0);
    surprise -= times * Math.log(1 - Math.min(surest, share[hour % rhythm] ?? 0));
  }
  return surprise;
}

interface Usual {
  /** Hours after which it repeats: a day or a week. */
  readonly rhythm: number;
  /** For each hour of it, the share of days or weeks in which there was an event then. */
  readonly share: readonly number[];
}

function usualOf(present: readonly number[]): Usual {
  const [first, last] = [present[0] ?? 0, present.at(-1) ?? 0];
  const rhythm = last - first >= 2 * week ? week : day;
  const rounds = Math.max(1, (last - first + 1) / rhythm);
  const counts = Array.from({ length: rhythm }, () => 0);
  for (const hour of present) counts[hour % rhythm] = (counts[hour % rhythm] ?? 0) + 1;
  return { rhythm, share: counts.map((count) => count / rounds) };
}

const isoOf = (hour: number): string => new Date(hour * 3_600_000).toISOString();
