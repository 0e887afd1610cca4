const iso = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?$/;

/** Milliseconds since 1970 of an ISO 8601 time (UTC unless it names an offset); undefined when it is none. */
export function isoTime(value: string): number | undefined {
  return secondOf(value) ?? anyTime(value);
}

/** Days that not every month has are left to others. */
const plain = /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** The time of most logs, `2026-01-31T09:30:00Z`, digit by digit: a third of the time; undefined for any other. */
function secondOf(value: string): number | undefined {
  if (!plain.test(value)) return undefined;
  const year = 100 * twoDigits(value, 0) + twoDigits(value, 2);
  const [month, day, hour] = [twoDigits(value, 5), twoDigits(value, 8), twoDigits(value, 11)];
  return Date.UTC(year, month - 1, day, hour, twoDigits(value, 14), twoDigits(value, 17));
}

const twoDigits = (value: string, at: number): number =>
  10 * (value.charCodeAt(at) - zero) + value.charCodeAt(at + 1) - zero;

const zero = 0x30;

function anyTime(value: string): number | undefined {
  if (!iso.test(value)) return undefined;
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(value.slice(10)) ? value : `${value}Z`;
  const time = Date.parse(zoned.replace(' ', 'T'));
  return Number.isNaN(time) ? undefined : time;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const clf = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)$/;

/** Milliseconds since 1970 of a web server's time, `31/Jan/2026:09:25:21 +0000`; undefined when it is none. */
export function webServerTime(value: string): number | undefined {
  const found = clf.exec(value);
  if (found === null) return undefined;
  const month = months.indexOf(found[2] ?? '') + 1;
  return isoTime(`${found[3]}-${String(month).padStart(2, '0')}-${found[1]}T${found[4]}${found[5]}:${found[6]}`);
}
