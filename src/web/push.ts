import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { Hono, type Context } from 'hono';
import type { Caller } from '#aws';
import { Fault, silent, type Log, type Progress, type Step, type Text } from '#kernel';
import { asItReads } from './as-it-reads.ts';
import { limited } from './body.ts';
import { callOf, type Calls, type Known } from './calls.ts';
import { pusherOf } from './push-tokens.ts';
import { callerOf } from './sessions.ts';
import { addressOf, type SignIn } from './sign-in.ts';

const mostAtOnce = 4;

/** One pushed file: what it is called, its bytes, who sent it, and where to tell how far it has been read. */
export interface Pushed {
  readonly name: string;
  readonly stream: Readable;
  readonly caller: Caller;
  readonly progress: Progress;
}

/** Takes one pushed file and tells what became of it. */
export type Push = (pushed: Pushed) => Promise<object>;

/**
 * `POST /push?name=FILE`: the body is one log file, compressed or not. Programs send `Authorization: Bearer TOKEN`;
 * the page sends its session; who may is what `yagura:PushLogs` says. With `Accept: application/x-ndjson` the reply
 * tells how far the file has been read, a line each, and ends with what became of it.
 */
export function pushes(push: Push, megabytes: number, signIn: SignIn & Calls & { readonly log: Log }) {
  const app = new Hono<Known>();
  let running = 0;

  app.post('/', async (context) => {
    const caller = await senderOf(context, signIn);
    const name = nameOf(context.req.query('name'));
    context.set('caller', caller);
    const { front, region, clock } = signIn;
    // INVARIANT: policies decide about what is pushed as about every call, and it is recorded.
    await front.callJson({ service: 'yagura', name: 'PushLogs' }, { file: name }, callOf(context, region, clock));
    if (running >= mostAtOnce) throw new Fault('Unavailable', busy);
    running++;
    waitWithoutEnd(context.env.incoming);
    const stream = Readable.from(limited(context.env.incoming, megabytes * 1_000_000), { objectMode: false });
    const work = async (progress: Progress): Promise<object> => {
      try {
        return { name, ...(await push({ name, stream, caller, progress })) };
      } finally {
        running--;
      }
    };
    const lines = context.req.header('accept') === 'application/x-ndjson';
    return lines ? asItReads(work, { log: signIn.log, lineOf }) : context.json(await work(silent));
  });

  return app;
}

const busy: Text = {
  en: `${mostAtOnce} files are being taken already. Send this one again in a few seconds.`,
  ja: `すでに ${mostAtOnce} 個のファイルを受け取っています。数秒後に送り直してください。`,
};

/** Once the body is there, the silence is our own: a large file is read for minutes, and its sender waits for the reply. */
const waitWithoutEnd = (incoming: IncomingMessage): void =>
  void incoming.once('end', () => incoming.socket.setTimeout(0));

const lineOf = ({ done, total }: Step): object => (total === undefined ? { done } : { done, total });

async function senderOf(context: Context<Known>, signIn: SignIn): Promise<Caller> {
  const header = context.req.header('authorization');
  const session = signIn.cookie.read(context);
  const address = addressOf(context);
  signIn.attempts.check(address);
  const signedIn = header === undefined && session !== undefined;
  const caller = signedIn ? await callerOf(session, signIn) : await pusherOf(tokenOf(header), signIn);
  if (caller !== undefined) return caller;
  signIn.attempts.failed(address);
  throw new Fault('NotSignedIn', {
    en: 'This push token is not known. Make one on the page under Sources.',
    ja: 'このプッシュトークンは登録されていません。画面の「ログソース」で作成してください。',
  });
}

const tokenOf = (header: string | undefined): string => /^Bearer ([\w-]{1,200})$/.exec(header ?? '')?.[1] ?? '';

/** A name for messages and for telling files apart; nothing is opened by it. */
const nameOf = (given: string | undefined): string =>
  (given ?? 'pushed').replaceAll(/[^\w.:/@=+-]/g, '_').slice(0, 500);
