import type { Random } from './random.ts';

export const minute = 60_000;
export const hourLength = 60 * minute;
export const dayLength = 24 * hourLength;
const japan = 9 * hourLength; // Japan has no summer time

/** One hour of the simulated time, with what the clock on the wall in Tokyo says. Times are milliseconds since 1970. */
export interface Hour {
  readonly from: number;
  readonly to: number;
  /** Hour of the day in Tokyo, 0 to 23. */
  readonly clock: number;
  /** Date in Tokyo: 2026-11-23. */
  readonly date: string;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Weekend, public holiday, or the days around New Year. */
  readonly dayOff: boolean;
}

/** The hour that begins at `from`, in milliseconds since 1970: what the clock, the day and the calendar say in Tokyo. */
export function hourAt(from: number): Hour {
  const local = new Date(from + japan);
  const date = local.toISOString().slice(0, 10);
  const weekday = local.getUTCDay();
  const dayOff = weekday === 0 || weekday === 6 || isHoliday(local);
  return { from, to: from + hourLength, clock: local.getUTCHours(), date, weekday, dayOff };
}

/** Midnight in Tokyo of the day that holds `time`. */
export const tokyoMidnight = (time: number): number => Math.floor((time + japan) / dayLength) * dayLength - japan;

/** Moments within the hour, in order; `mean` of them on average. */
export function moments(hour: Hour, mean: number, random: Random): number[] {
  const times = Array.from({ length: random.count(mean) }, () => hour.from + random.below(hourLength));
  return times.sort((left, right) => left - right);
}

/** How busy an office is at each hour of a working day, from 0 to 1; index is the hour in Tokyo. */
const office = [
  0.005, 0, 0, 0, 0, 0, 0.01, 0.04, 0.25, 0.8, 1, 0.95, 0.3, 0.85, 1, 1, 0.9, 0.8, 0.5, 0.25, 0.12, 0.08, 0.05, 0.02,
];

/** How much of their usual work people do in this hour, from 0 to 1. `shift` moves the day, in hours. */
export function presence(hour: Hour, shift = 0): number {
  const busy = office[(hour.clock - shift + 24) % 24] ?? 0;
  return hour.dayOff ? busy * 0.03 : busy;
}

/** How many guests order lunch in this hour, from 0 to 1: the load on the product. */
const hunger = [
  0.08, 0.05, 0.04, 0.03, 0.03, 0.05, 0.12, 0.3, 0.6, 0.9, 1, 0.95, 0.6, 0.4, 0.35, 0.35, 0.4, 0.5, 0.55, 0.5, 0.4, 0.3,
  0.2, 0.12,
];
export const demand = (hour: Hour): number => (hunger[hour.clock] ?? 0) * (hour.dayOff ? 0.35 : 1);

const fixedHolidays = new Set(
  '01-01 01-02 01-03 02-11 02-23 03-20 04-29 05-03 05-04 05-05 08-11 09-23 11-03 11-23 12-29 12-30 12-31'.split(' '),
);
/** Holidays on the n-th Monday of a month. */
const mondays = new Set(['01/2', '07/3', '09/3', '10/2']);

function isHoliday(local: Date): boolean {
  const monthDay = local.toISOString().slice(5, 10);
  if (fixedHolidays.has(monthDay)) return true;
  const nth = Math.ceil(local.getUTCDate() / 7);
  return local.getUTCDay() === 1 && mondays.has(`${monthDay.slice(0, 2)}/${nth}`);
}
