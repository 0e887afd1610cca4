import { setTimeout as pause } from 'node:timers/promises';
import { Hono, type Context } from 'hono';
import { streamSSE, type SSEStreamingApi } from 'hono/streaming';
import type { Front } from '#aws';
import { sentenceOf, type Clock, type Log } from '#kernel';
import { callOf, type Known } from './calls.ts';
import { Places } from './places.ts';
import { holderOf } from './sessions.ts';
import type { SignIn } from './sign-in.ts';
import { waits } from './waits.ts';

/** What a page that is open wants to know at once. */
export interface News {
  /** Names the state of the findings: another word as soon as one of them is another. At most 100 characters, no line break. */
  readonly findings: string;
  /** What the server is busy with. */
  readonly progress: object;
}

/** How often things are looked at, in seconds, and how many pages may listen. */
export interface Pace {
  readonly look: number;
  /** Between two signs of life, which is also how often a session is looked up. */
  readonly beat: number;
  readonly most: number;
  readonly mostOfSession: number;
}

const usualPace: Pace = { look: 1, beat: 10, most: 200, mostOfSession: 8 };

export interface LiveParts {
  readonly front: Front;
  readonly signIn: SignIn;
  readonly region: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly news: () => Promise<News>;
  readonly pace?: Pace | undefined;
}

/**
 * `GET /live`, for whoever may call GetStatus: server-sent events. `status` is the answer of GetStatus, once;
 * `progress` what the server is busy with, `findings` that findings were made or changed, `beat` a sign of life,
 * `ended` that the session has ended.
 *
 * Told is the state and no history: whoever reads slowly or comes back (`Last-Event-ID`, or `after` in the address)
 * hears once of all that they missed, also after a new start of the server.
 */
export function live(parts: LiveParts) {
  const { front, region, clock, signIn, pace = usualPace } = parts;
  const app = new Hono<Known>();
  const closing = new AbortController();
  const places = new Places(pace);
  const latest = remembered(parts.news, pace.look * 1000);

  app.get('/', async (context) => {
    const call = callOf(context, region, clock);
    const status = await front.callJson({ service: 'yagura', name: 'GetStatus' }, {}, call);
    const leave = places.take(call.caller.session ?? call.caller.arn);
    const seen = (context.req.header('last-event-id') ?? context.req.query('after'))?.slice(0, 100);
    const holds = whether(context, signIn);
    context.header('X-Accel-Buffering', 'no'); // a proxy that collects before it passes on would hold everything back
    return streamSSE(context, async (stream) => {
      using waiting = waits(context.env.incoming.socket);
      waiting.left.addEventListener('abort', () => stream.abort());
      try {
        await tell({ stream, holds, latest, pace, signal: closing.signal }, { status, seen });
      } catch (error) {
        // The page comes back by itself.
        if (!closing.signal.aborted)
          parts.log.warn({ reason: sentenceOf(error) }, 'A page could not be kept up to date.');
      } finally {
        leave();
      }
    });
  });

  return { app, close: () => closing.abort() };
}

interface Telling {
  readonly stream: SSEStreamingApi;
  readonly holds: () => Promise<boolean>;
  readonly latest: () => Promise<News>;
  readonly pace: Pace;
  readonly signal: AbortSignal;
}

/** Writes until the page leaves, its session ends or the server closes. A page that does not read is not written to. */
async function tell(telling: Telling, { status, seen }: { status: unknown; seen: string | undefined }): Promise<void> {
  const { stream, holds, latest, pace, signal } = telling;
  let { findings, progress } = await latest();
  await write(stream, 'status', status, findings);
  if (seen !== undefined && seen !== findings) await write(stream, 'findings', {}, findings);
  for (let looks = 1; !stream.aborted; looks++) {
    await pause(pace.look * 1000, undefined, { signal });
    const beats = looks % Math.max(1, Math.round(pace.beat / pace.look)) === 0;
    if (beats && !(await holds())) return write(stream, 'ended', {}, findings);
    const news = await latest();
    if (JSON.stringify(news.progress) !== JSON.stringify(progress))
      await write(stream, 'progress', news.progress, findings);
    if (news.findings !== findings) await write(stream, 'findings', {}, news.findings);
    else if (beats) await write(stream, 'beat', {}, findings);
    ({ findings, progress } = news);
  }
}

async function write(stream: SSEStreamingApi, event: string, data: unknown, id: string): Promise<void> {
  await stream.writeSSE({ event, data: JSON.stringify(data), id });
}

/** Whether the session that opened the page is still one; the command line of this machine has none. */
function whether(context: Context<Known>, signIn: SignIn): () => Promise<boolean> {
  const token = signIn.cookie.read(context);
  return async () => token === undefined || (await holderOf(token, signIn)) !== undefined;
}

/** The same answer for everybody who asks within some milliseconds. */
function remembered<Answer>(ask: () => Promise<Answer>, milliseconds: number): () => Promise<Answer> {
  let asked: { readonly at: number; readonly answer: Promise<Answer> } | undefined;
  return () => {
    const at = performance.now();
    if (asked === undefined || at - asked.at >= milliseconds) asked = { at, answer: ask() };
    return asked.answer;
  };
}
