/** The date in an object's key, and what stands before it. */
export interface KeyDate {
  /** Everything before the date: keys with one stem are in the order of their time. */
  readonly stem: string;
  /** A key that sorts before every key of the day before. */
  readonly dayBefore: string;
}

// AWSLogs/111122223333/CloudTrail/eu-west-1/2023/07/10/..., .../year=2023/month=07/day=10/..., logs2023-07-10-10-00-...
const date = /^(.*?)((?:year=)?)((?:19|20)\d\d)([/-])((?:month=)?)(\d\d)([/-])((?:day=)?)(\d\d)(?!\d)/;

const day = 86_400_000;

/** Where a key tells its date; undefined when it does not. */
export function keyDate(key: string): KeyDate | undefined {
  const match = date.exec(key);
  if (match === null) return undefined;
  const [, stem = '', yearName, year, first, monthName, month, second, dayName, dayOfMonth] = match;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(dayOfMonth));
  const [before = ''] = new Date(time - day).toISOString().split('T');
  const [y, m, d] = before.split('-');
  return { stem, dayBefore: `${stem}${yearName}${y}${first}${monthName}${m}${second}${dayName}${d}` };
}
