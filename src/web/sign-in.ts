import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { getConnInfo } from '@hono/node-server/conninfo';
import { z } from 'zod';
import type { Caller } from '#aws';
import { Fault } from '#kernel';
import { Attempts } from './attempts.ts';
import { readJson } from './body.ts';
import type { SessionCookie } from './cookie.ts';
import { callerOf, endSession, startSession } from './sessions.ts';
import { useLink } from './sign-in-links.ts';
import type { WebContext } from './tokens.ts';

const Exchange = z.strictObject({ token: z.string().min(1).max(200) });

/** What signing in needs beside the store. */
export interface SignIn extends WebContext {
  readonly cookie: SessionCookie;
  readonly attempts: Attempts;
  readonly sessionHours: number;
}

/** `POST /sign-in` exchanges the token of a link for a session; `POST /sign-out` ends the session. */
export function signIn(signIn: SignIn) {
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.post('/sign-in', async (context) => {
    const address = addressOf(context);
    signIn.attempts.check(address);
    const given = Exchange.safeParse(await readJson(context.env.incoming, { bytes: 10_000, seconds: 10 }));
    const person = given.success ? await useLink(given.data.token, signIn) : undefined;
    if (person === undefined) {
      signIn.attempts.failed(address);
      throw new Fault(
        'NotSignedIn',
        'This sign-in link has been used, is older than an hour, or was made elsewhere. Make a new one with `bin/yagura signin-link`.',
      );
    }
    signIn.cookie.set(context, await startSession(person, signIn.sessionHours, signIn), signIn.sessionHours);
    return context.json({ name: person });
  });

  app.post('/sign-out', async (context) => {
    const token = signIn.cookie.read(context);
    if (token !== undefined) await endSession(token, signIn);
    signIn.cookie.clear(context);
    return context.json({});
  });

  return app;
}

/** Lets a request pass only with a session, and says whose it is. */
export function signedIn(signIn: SignIn): MiddlewareHandler<{ Bindings: HttpBindings; Variables: { caller: Caller } }> {
  return async (context, next) => {
    const token = signIn.cookie.read(context);
    const caller = token === undefined ? undefined : await callerOf(token, signIn);
    if (caller === undefined)
      throw new Fault('NotSignedIn', 'You are not signed in, or your sign-in has ended. Sign in again.');
    context.set('caller', caller);
    await next();
  };
}

/** The address on the other end of the connection; behind a proxy all strangers share the proxy's. */
export const addressOf = (context: Context): string => getConnInfo(context).remote.address ?? '';
