import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers';
import { Fault } from '#kernel';

/** How long a bucket may keep an import waiting. */
export interface Patience {
  /** Milliseconds until a listing is there, or the first byte of an object. */
  readonly answer: number;
  /** Milliseconds in which at least `bytes` of an object must come; what comes slower twice in a row is given up. */
  readonly window: number;
  readonly bytes: number;
}

/** A thousand bytes in half a minute is less than any line that still works. */
export const patience: Patience = { answer: 60_000, window: 30_000, bytes: 1000 };

/** Asks with a signal that ends what does not answer in time. Throws `TooSlow`. */
export async function answered<T>({ answer }: Patience, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), answer);
  try {
    return await ask(end.signal);
  } catch (error) {
    throw end.signal.aborted ? silent(answer) : error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The bytes of an object, as many as were said; -1 where nobody said it. Throws `TooSlow` for what trickles, and
 * `BadInput` for what is shorter or longer.
 */
export async function* wholeBody(
  body: AsyncIterable<Buffer> & Pick<Readable, 'destroy'>,
  said: number,
  { window, bytes }: Patience,
): AsyncGenerator<Buffer, void, undefined> {
  let [came, inWindow, poor, waiting] = [0, 0, 0, true];
  const watchdog = setInterval(() => {
    poor = waiting && inWindow < bytes ? poor + 1 : 0; // whoever takes it may be slow as well
    inWindow = 0;
    if (poor === 2) body.destroy(silent(2 * window));
  }, window);
  try {
    for await (const chunk of body) {
      came += chunk.length;
      inWindow += chunk.length;
      if (said >= 0 && came > said) throw otherLength(said, `${came} or more`, `${came} バイト以上`);
      waiting = false;
      yield chunk;
      waiting = true;
    }
  } finally {
    clearInterval(watchdog);
  }
  if (said >= 0 && came < said) throw otherLength(said, String(came), `${came} バイトだけ`);
}

const silent = (milliseconds: number): Fault =>
  new Fault('TooSlow', {
    en: `Nothing or next to nothing came for ${milliseconds / 1000} seconds`,
    ja: `${milliseconds / 1000} 秒待ちましたが、ほとんど何も届きませんでした`,
  });

const otherLength = (said: number, en: string, ja: string): Fault =>
  new Fault('BadInput', {
    en: `Of ${said} bytes ${en} came`,
    ja: `${said} バイトのはずが、${ja}届きました`,
  });
