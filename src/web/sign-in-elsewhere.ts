import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { sentenceOf, type Log } from '#kernel';
import { callerOfName } from '#org';
import { Leaving } from './oidc.ts';
import { addressOf, enter, type Served, type SignIn } from './sign-in.ts';

const back = '/sign-in/elsewhere/back';
const minutes = 10;

/** Signing in at the identity provider: `GET /sign-in/elsewhere` sends the browser there, and it comes back to `/back`. */
export function signInElsewhere(signIn: SignIn, origin: (context: Served) => string, log: Log) {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const { provider } = signIn;
  if (provider === undefined) return app;

  app.get('/sign-in/elsewhere', async (context) => {
    signIn.attempts.check(addressOf(context));
    try {
      const { address, leaving } = await provider.leave(`${origin(context)}${back}`);
      // Lax: the browser comes back from a foreign page. The session itself stays Strict.
      const kept = { ...flags(signIn), maxAge: minutes * 60 };
      setCookie(context, cookieName(context), JSON.stringify(leaving), kept);
      return context.redirect(address);
    } catch (error) {
      log.warn({ reason: sentenceOf(error) }, 'Nobody can sign in at the identity provider.');
      return context.redirect(refusedBecause('unavailable'));
    }
  });

  app.get(back, async (context) => {
    const leaving = left(getCookie(context, cookieName(context)));
    deleteCookie(context, cookieName(context), flags(signIn));
    const { search } = new URL(context.req.url);
    const name = leaving && (await vouched(provider.arrive(`${origin(context)}${back}${search}`, leaving), log));
    // INVARIANT: only people whom an administrator has added come in, whomever the provider vouches for.
    const person = name === undefined ? undefined : await callerOfName(name, signIn);
    if (name === undefined || person === undefined) {
      signIn.attempts.failed(addressOf(context));
      return context.redirect(refusedBecause(name === undefined ? 'refused' : 'unknown'));
    }
    await enter(context, signIn, { person: name, method: 'oidc' });
    return context.redirect('/sign-in?elsewhere=arrived'); // the page knows where they wanted to go
  });

  return app;
}

/** The page knows a sentence for each; text in an address could be anybody's. */
const refusedBecause = (reason: 'unavailable' | 'refused' | 'unknown'): string => `/sign-in?elsewhere=${reason}`;

async function vouched(arriving: Promise<string>, log: Log): Promise<string | undefined> {
  try {
    return await arriving;
  } catch (error) {
    log.info(
      { reason: sentenceOf(error), cause: sentenceOf(error instanceof Error ? error.cause : undefined) },
      'A sign-in was not vouched for.',
    );
    return undefined;
  }
}

const cookieName = (context: Served): string => `yagura-leaving-${context.env.incoming.socket.localPort}`;

const flags = (signIn: SignIn) =>
  ({ path: '/sign-in/elsewhere', httpOnly: true, sameSite: 'Lax', secure: signIn.cookie.secure }) as const;

function left(cookie: string | undefined): Leaving | undefined {
  if (cookie === undefined) return undefined;
  try {
    return Leaving.safeParse(JSON.parse(cookie)).data;
  } catch {
    return undefined; // somebody has changed it
  }
}
