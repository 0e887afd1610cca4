/** Everything about a part of a date: how it is cut from year, month, day, hour and minute, here and in SQL. */
export const timeParts = {
  minute: { of: (at: Written) => at.minute, sql: (at: WrittenSql) => at.minute },
  hour: { of: (at: Written) => at.hour, sql: (at: WrittenSql) => at.hour },
  day: { of: (at: Written) => at.day, sql: (at: WrittenSql) => at.day },
  week: { of: isoWeek, sql: (at: WrittenSql) => `toISOWeek(makeDate(${at.year}, ${at.month}, ${at.day}))` },
  month: { of: (at: Written) => at.month, sql: (at: WrittenSql) => at.month },
  year: { of: (at: Written) => at.year, sql: (at: WrittenSql) => at.year },
} as const;

export type TimePart = keyof typeof timeParts;

interface Written {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}
type WrittenSql = Readonly<Record<keyof Written, string>>;

/** One expression for both engines (RE2 and JavaScript read it alike). */
const date = String.raw`^\s*(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}))?`;
const datePattern = new RegExp(date);

/**
 * The part of a date as the log wrote it: Sigma asks for no conversion of time zones.
 * Reads `2024-07-30`, `2024-07-30T21:31:10Z`; undefined for anything else.
 */
export function timePartOf(text: string, part: TimePart): number | undefined {
  const match = datePattern.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = '0', minute = '0'] = match;
  return timeParts[part].of({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
  });
}

/** The same as a ClickHouse expression over an expression of text; NULL for what is no date. */
export function timePartSql(text: string, part: TimePart): string {
  const group = (index: number): string =>
    `toUInt16OrZero(extractGroups(${text}, '${date.replaceAll('\\', '\\\\')}')[${index}])`;
  const at = { year: group(1), month: group(2), day: group(3), hour: group(4), minute: group(5) };
  return `if(match(${text}, '${date.replaceAll('\\', '\\\\')}'), toNullable(toFloat64(${timeParts[part].sql(at)})), NULL)`;
}

/** ISO 8601 week: the one that holds the year's first Thursday is week 1. */
function isoWeek({ year, month, day }: Written): number {
  const at = new Date(Date.UTC(year, month - 1, day));
  const weekday = at.getUTCDay() || 7;
  at.setUTCDate(at.getUTCDate() + 4 - weekday);
  const newYear = Date.UTC(at.getUTCFullYear(), 0, 1);
  return Math.ceil(((at.getTime() - newYear) / 86_400_000 + 1) / 7);
}
