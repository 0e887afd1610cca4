import type { IncomingMessage } from 'node:http';
import { Fault, parseExactJson, within } from '#kernel';

/** The bytes of a request as they come. Throws `TooLarge` as soon as there are more than `most`. */
export async function* limited(incoming: IncomingMessage, most: number): AsyncGenerator<Buffer> {
  if (Number(incoming.headers['content-length'] ?? 0) > most) throw tooLarge(most);
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > most) throw tooLarge(most);
    yield bytes;
  }
}

/** The JSON value in a request body, whole numbers beyond 2^53 as bigints; an empty body is an empty object. Throws `BadInput`, `TooLarge`, `TooSlow`. */
export async function readJson(
  incoming: IncomingMessage,
  limits: { bytes: number; seconds: number },
): Promise<unknown> {
  if (!/^application\/json\b/i.test(incoming.headers['content-type'] ?? '')) {
    throw new Fault('BadInput', {
      en: 'The body must be JSON. Send it with the header Content-Type: application/json.',
      ja: '本文は JSON でなければなりません。ヘッダー Content-Type: application/json を付けて送ってください。',
    });
  }
  const late = {
    en: 'The body took too long to arrive. Send it again over a faster connection.',
    ja: '本文が時間内に届きませんでした。もっと速い接続で送り直してください。',
  };
  const text = await within(limits.seconds, late, textOf(limited(incoming, limits.bytes)));
  try {
    return text === '' ? {} : parseExactJson(text);
  } catch (error) {
    throw new Fault(
      'BadInput',
      {
        en: 'The body is not valid JSON. Send one JSON object.',
        ja: '本文が正しい JSON ではありません。JSON オブジェクトを 1 つ送ってください。',
      },
      { cause: error },
    );
  }
}

/** A body that begins with a line of text, which has at most `most` bytes: that line, and the bytes behind it as they come. */
export async function headAndRest(
  incoming: IncomingMessage,
  most: number,
): Promise<{ head: string; rest: AsyncGenerator<Buffer> }> {
  const chunks = limited(incoming, Number.POSITIVE_INFINITY);
  let head = Buffer.alloc(0);
  for (let end = -1; end < 0; end = head.indexOf('\n')) {
    if (head.length > most) throw tooLarge(most);
    const next = await chunks.next();
    if (next.done === true) return { head: head.toString('utf8'), rest: chunks };
    head = Buffer.concat([head, next.value]);
  }
  const end = head.indexOf('\n');
  return { head: head.toString('utf8', 0, end), rest: behind(head.subarray(end + 1), chunks) };
}

async function* behind(first: Buffer, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first;
  yield* chunks;
}

async function textOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString('utf8');
}

const tooLarge = (most: number): Fault =>
  new Fault('TooLarge', {
    en: `The body is larger than ${Math.round(most / 1_000_000)} MB, the most that is taken here. Send it in parts.`,
    ja: `本文が上限の ${Math.round(most / 1_000_000)} MB を超えています。分けて送ってください。`,
  });
