import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { getConnInfo } from '@hono/node-server/conninfo';
import { z } from 'zod';
import type { Caller } from '#aws';
import { Fault, issuesText, type Text } from '#kernel';
import { callerOfName, thisMachine } from '#org';
import type { Attempts } from './attempts.ts';
import { readJson } from './body.ts';
import type { SessionCookie } from './cookie.ts';
import type { Provider } from './oidc.ts';
import { askForPasskey, PageOrigin, personOfPasskey, UsedPasskey } from './passkeys.ts';
import { isPasswordOf } from './passwords.ts';
import { callerOf, endSession, startSession, type Arrival } from './sessions.ts';
import { useLink } from './sign-in-links.ts';
import { hashOf, type WebContext } from './tokens.ts';

/** What signing in needs beside the store. */
export interface SignIn extends WebContext {
  readonly cookie: SessionCookie;
  readonly attempts: Attempts;
  readonly sessionHours: number;
  readonly provider: Provider | undefined;
  /** What the command line of this machine shows; nobody can be it when this is left out. */
  readonly machineToken?: string | undefined;
}

export type Served = Context<{ Bindings: HttpBindings }>;

const Link = z.strictObject({ token: z.string().min(1).max(200) });
const NameAndPassword = z.strictObject({ name: z.string().min(1).max(64), password: z.string().min(1).max(1000) });
const WithPasskey = z.strictObject({ origin: PageOrigin, used: UsedPasskey });

/**
 * `POST /sign-in` with the token of a link, `/sign-in/password`, `/sign-in/passkey` start a session;
 * `GET /sign-in/ways` tells what there is; `POST /sign-out` ends the session.
 */
export function signIn(signIn: SignIn) {
  const app: App = new Hono();
  app.on('POST', ['/sign-in', '/sign-in/*'], async (context, next) => {
    signIn.attempts.check(addressOf(context));
    await next();
  });
  app.get('/sign-in/ways', (context) => context.json({ provider: signIn.provider?.label ?? null }));
  byLink(app, signIn);
  byPassword(app, signIn);
  byPasskey(app, signIn);
  app.post('/sign-out', async (context) => {
    const token = signIn.cookie.read(context);
    if (token !== undefined) await endSession(token, signIn);
    signIn.cookie.clear(context);
    return context.json({});
  });
  return app;
}

type App = Hono<{ Bindings: HttpBindings }>;

function byLink(app: App, signIn: SignIn): void {
  app.post('/sign-in', async (context) => {
    const { token } = await given(Link, context);
    return admit(context, signIn, { method: 'link', person: await useLink(token, signIn), refusal: refusals.link });
  });
}

function byPassword(app: App, signIn: SignIn): void {
  app.post('/sign-in/password', async (context) => {
    const { name, password } = await given(NameAndPassword, context);
    signIn.attempts.check(`person ${name}`);
    const right = await isPasswordOf(name, password, signIn);
    if (!right) signIn.attempts.failed(`person ${name}`);
    const person = right ? name : undefined;
    return admit(context, signIn, { method: 'password', person, refusal: refusals.password });
  });
}

function byPasskey(app: App, signIn: SignIn): void {
  app.post('/sign-in/passkey/ask', async (context) => {
    const { origin } = await given(z.strictObject({ origin: PageOrigin }), context);
    return context.json(await askForPasskey(origin, signIn));
  });
  app.post('/sign-in/passkey', async (context) => {
    const { origin, used } = await given(WithPasskey, context);
    const person = await personOfPasskey(used, origin, signIn);
    return admit(context, signIn, { method: 'passkey', person, refusal: refusals.passkey });
  });
}

/** Why nobody came in, by the way they tried. */
const refusals = {
  link: {
    en: 'This sign-in link has been used, is older than an hour, or was made elsewhere. Make a new one with `bin/yagura signin-link`.',
    ja: 'このサインインリンクは使用済みか、発行から 1 時間を過ぎているか、別の環境のものです。`bin/yagura signin-link` で新しいリンクを発行してください。',
  },
  password: {
    en: 'This name and password do not belong together. Try again, or use a passkey or a sign-in link.',
    ja: '名前またはパスワードが違います。入力し直すか、パスキーまたはサインインリンクを使ってください。',
  },
  passkey: {
    en: 'This passkey is not known here. It may have been removed; sign in another way and add it again.',
    ja: 'このパスキーは登録されていません。削除された可能性があります。別の方法でサインインし、登録し直してください。',
  },
} as const satisfies Record<string, Text>;

interface Answered extends Pick<Arrival, 'method'> {
  /** Nobody when what was shown is wrong. */
  readonly person: string | undefined;
  readonly refusal: Text;
}

async function admit(context: Served, signIn: SignIn, { person, method, refusal }: Answered): Promise<Response> {
  const name = person && (await callerOfName(person, signIn)) ? person : undefined;
  if (name === undefined) {
    signIn.attempts.failed(addressOf(context));
    throw new Fault('NotSignedIn', refusal);
  }
  await enter(context, signIn, { person: name, method });
  return context.json({ name });
}

/** Starts a session and hands it to the browser. */
export async function enter(
  context: Served,
  signIn: SignIn,
  arrival: Pick<Arrival, 'person' | 'method'>,
): Promise<void> {
  const agent = context.req.header('user-agent') ?? '';
  const token = await startSession({ ...arrival, agent, address: addressOf(context) }, signIn.sessionHours, signIn);
  signIn.cookie.set(context, token, signIn.sessionHours);
}

async function given<Schema extends z.ZodType>(schema: Schema, context: Served): Promise<z.infer<Schema>> {
  const parsed = schema.safeParse(await readJson(context.env.incoming, { bytes: 100_000, seconds: 10 }));
  if (parsed.success) return parsed.data;
  const { en, ja } = issuesText(parsed.error, { whole: { en: 'body', ja: '本文' } });
  throw new Fault('BadInput', {
    en: `This cannot be used to sign in: ${en}.`,
    ja: `これではサインインできません。${ja}。`,
  });
}

/** Lets a request pass only with a session, and says whose it is. */
export function signedIn(signIn: SignIn): MiddlewareHandler<{ Bindings: HttpBindings; Variables: { caller: Caller } }> {
  return async (context, next) => {
    const token = signIn.cookie.read(context);
    const caller = machineOf(context, signIn) ?? (token === undefined ? undefined : await callerOf(token, signIn));
    if (caller === undefined)
      throw new Fault('NotSignedIn', {
        en: 'You are not signed in, or your sign-in has ended. Sign in again.',
        ja: 'サインインしていないか、サインインの有効期限が切れています。もう一度サインインしてください。',
      });
    context.set('caller', caller);
    await next();
  };
}

/** The command line of this machine, which has read the token that this server wrote into its data folder. */
export function machineOf(context: Context, { machineToken, homeAccount }: SignIn): Caller | undefined {
  const given = /^Bearer ([\w-]{1,200})$/.exec(context.req.header('authorization') ?? '')?.[1];
  if (machineToken === undefined || given === undefined) return undefined;
  return hashOf(given) === hashOf(machineToken) ? thisMachine(homeAccount) : undefined;
}

/** The address on the other end of the connection; behind a proxy all strangers share the proxy's. */
export const addressOf = (context: Context): string => getConnInfo(context).remote.address ?? '';
