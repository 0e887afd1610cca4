/** What an export of CloudWatch Logs to S3 puts before every message: when it came, to the millisecond. */
const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (?=[\d{[])/;
const stampBytes = '2026-01-31T09:30:00.000Z '.length;
/** The stamp and the character after it, which tells. */
const toldBy = stampBytes + 1;

const newline = 0x0a;

/** True for the start of a file that CloudWatch Logs exported. */
export const isStamped = (head: Buffer): boolean => stamp.test(head.toString('latin1', 0, toldBy));

/** The messages of an export as the log wrote them: one a line, without their stamps. */
export async function* withoutStamps(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0); // the start of a line, too short to tell
  let within = false;
  for await (const chunk of chunks) {
    const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const last = bytes.lastIndexOf(newline) + 1;
    const fresh = last > 0 || !within; // the last line began in these bytes
    held = fresh && bytes.length - last < toldBy ? bytes.subarray(last) : Buffer.alloc(0);
    yield stripped(bytes.subarray(0, bytes.length - held.length), within);
    within = held.length === 0 && (bytes.length > last || (last === 0 && within));
  }
  yield stripped(held, within);
}

/** `within`: the bytes go on with a line that began before. */
function stripped(bytes: Buffer, within: boolean): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(newline, at) + 1 || bytes.length;
    const from = (at > 0 || !within) && isStamped(bytes.subarray(at, end)) ? at + stampBytes : at;
    pieces.push(bytes.subarray(from, end));
    at = end;
  }
  return Buffer.concat(pieces);
}
