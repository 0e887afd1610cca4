import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/**
 * What a ClickHouse server answered, whole.
 * INVARIANT: nothing counts as done because of its status. A server that has said how far it is has sent the status
 * 200 already; when the statement fails after that, the exception stands at the end of the body.
 * Source: ClickHouse's HTTP interface, `send_progress_in_http_headers` and `http_write_exception_in_output_format`.
 */
export async function rowsOf(body: Readable): Promise<string> {
  const said = await text(body);
  const end = said.trimEnd();
  if (end !== '' && !end.endsWith('}')) throw brokenOff(said);
  return said;
}

/** Throws unless the server has nothing to say, which is how it says that a statement that writes is done. */
export async function nothingIn(body: Readable): Promise<void> {
  const said = await text(body);
  if (said.trim() !== '') throw brokenOff(said);
}

const brokenOff = (said: string): Error =>
  new Error(/Code: \d+\. DB::Exception: [^]*$/.exec(said)?.[0] ?? `what came is no answer of ClickHouse: ${said}`);
