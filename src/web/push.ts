import type { HttpBindings } from '@hono/node-server';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import type { Caller } from '#aws';
import { Fault } from '#kernel';
import type { Attempts } from './attempts.ts';
import { limited } from './body.ts';
import { pusherOf } from './push-tokens.ts';
import { addressOf } from './sign-in.ts';
import type { WebContext } from './tokens.ts';

const mostAtOnce = 4;

/** Takes the bytes of one pushed file and tells what became of them. */
export type Push = (name: string, stream: Readable, caller: Caller) => Promise<unknown>;

/** `POST /push?name=FILE` with `Authorization: Bearer TOKEN`: the body is one log file, compressed or not. */
export function pushes(push: Push, limits: { megabytes: number; attempts: Attempts }, web: WebContext) {
  const app = new Hono<{ Bindings: HttpBindings }>();
  let running = 0;

  app.post('/', async (context) => {
    const address = addressOf(context);
    limits.attempts.check(address);
    const caller = await pusherOf(tokenOf(context.req.header('authorization')), web);
    if (caller === undefined) {
      limits.attempts.failed(address);
      throw new Fault('NotSignedIn', 'This push token is not known. Make one on the page under Sources.');
    }
    if (running >= mostAtOnce)
      throw new Fault(
        'Unavailable',
        `${mostAtOnce} files are being taken already. Send this one again in a few seconds.`,
      );
    running++;
    try {
      const body = Readable.from(limited(context.env.incoming, limits.megabytes * 1_000_000), { objectMode: false });
      return context.json((await push(nameOf(context.req.query('name')), body, caller)) ?? {});
    } finally {
      running--;
    }
  });

  return app;
}

const tokenOf = (header: string | undefined): string => /^Bearer ([\w-]{1,200})$/.exec(header ?? '')?.[1] ?? '';

/** A name for messages and for telling files apart; nothing is opened by it. */
const nameOf = (given: string | undefined): string =>
  (given ?? 'pushed').replaceAll(/[^\w.:/@=+-]/g, '_').slice(0, 500);
