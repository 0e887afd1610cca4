const day = 86_400_000;

/** Days that a unit of age stands for; a month is 30.5 of them, a year 365.25. */
const days: Readonly<Record<string, number>> = { day: 1, month: 30.5, year: 365.25 };

/** The moment before which things are older than `age` ("90 days", "13 months", "7 years"); nothing for "forever". */
export function olderThan(age: string, now: Date): Date | undefined {
  const [, count, unit] = /^(\d+) (day|month|year)s?$/.exec(age) ?? [];
  const length = unit === undefined ? undefined : days[unit];
  return length === undefined ? undefined : new Date(now.getTime() - Number(count) * length * day);
}
