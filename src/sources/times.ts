const iso = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?$/;

/** Milliseconds since 1970 of an ISO 8601 time (UTC unless it names an offset); undefined when it is none. */
export function isoTime(value: string): number | undefined {
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
