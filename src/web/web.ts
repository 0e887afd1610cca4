import type { Server } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { localAccount, openFront, type Callable, type Door, type Front } from '#aws';
import { Fault, type Clock, type Config, type Log } from '#kernel';
import type { Store } from '#store';
import { Attempts } from './attempts.ts';
import { calls } from './calls.ts';
import { SessionCookie } from './cookie.ts';
import { securityHeaders } from './headers.ts';
import { health } from './health.ts';
import { live, type News, type Pace } from './live.ts';
import { imports, type TakeImport } from './imports.ts';
import { close, listen, usualPatience, type Patience } from './listen.ts';
import { pushes, type Push } from './push.ts';
import { faultReply } from './replies.ts';
import { openProvider } from './oidc.ts';
import { signedIn, signIn, type Served, type SignIn } from './sign-in.ts';
import { signInElsewhere } from './sign-in-elsewhere.ts';
import { signInLink } from './sign-in-links.ts';
import { staticFiles } from './static-files.ts';
import { refuseForeignHost, refuseForeignOrigin } from './strangers.ts';

/** What the page is made of; all but `config` comes from other rooms and is closed by them. */
export interface WebParts {
  readonly config: Config['web'];
  /** The identity provider; none when it is left out. */
  readonly oidc?: Config['oidc'];
  readonly operations: readonly Callable[];
  /** What calls go through, those of the page and signed ones alike. */
  readonly door: Door;
  /** INVARIANT: it has been through `webMigrations` and `orgMigrations`. */
  readonly store: Store;
  /** Account of the people who belong to no other; that of a fresh installation when left out. */
  readonly homeAccount?: string;
  /** A secret with which the command line of this machine calls operations as an administrator. */
  readonly machineToken?: string;
  readonly log: Log;
  readonly clock: Clock;
  /** Folder of the built page. */
  readonly consoleFolder: string;
  /** Takes a pushed log file; without it nothing can be pushed. */
  readonly push?: Push;
  /** Reads what the command line of this machine hands over; without it nothing can be. */
  readonly takeImport?: TakeImport;
  /** Seconds that a call may take; 120 when left out. */
  readonly callSeconds?: number;
  /** The Region that calls from the page speak of; us-east-1 when left out. */
  readonly region?: string;
  readonly patience?: Patience;
  /** What open pages are told at once; without it they ask from time to time. */
  readonly news?: () => Promise<News>;
  readonly pace?: Pace;
}

/** The page and its calls, open on a port until disposed of. */
export interface Web extends AsyncDisposable {
  /** Where people reach it: `http://127.0.0.1:7979`, without a slash at the end. */
  readonly url: string;
  /** Where this machine itself reaches it, also when people come by another name. */
  readonly localUrl: string;
  /** A new link that signs the administrator in once, within an hour. */
  signInLink(): Promise<string>;
}

/** Opens the port. Throws `BadConfig` with the setting and the remedy when it cannot or must not. */
export async function openWeb(parts: WebParts): Promise<Web> {
  const { config } = parts;
  const door = doorOf(parts);
  const front = await openFront({ ...parts, seconds: parts.callSeconds ?? 120 });
  const { app, hangUp } = await application(parts, front, door);
  const server = await listen(
    { app, front, health: health(isSecure(config)) },
    config,
    parts.patience ?? usualPatience,
  );
  const localUrl = addressOf(server, config);
  const url = config.publicUrl?.replace(/\/+$/, '') ?? localUrl;
  parts.log.info({ url }, 'The page is open.');
  return {
    url,
    localUrl,
    signInLink: () => signInLink(url, door),
    [Symbol.asyncDispose]: () => {
      hangUp();
      return close(server);
    },
  };
}

interface Application {
  readonly app: Hono<{ Bindings: HttpBindings }>;
  /** Ends what would go on for ever. */
  readonly hangUp: () => void;
}

async function application(parts: WebParts, front: Front, door: SignIn): Promise<Application> {
  const { config, clock, log } = parts;
  const names = { listen: config.host, publicUrl: config.publicUrl };
  const secure = isSecure(config);
  const { region = 'us-east-1' } = parts;
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.onError((error, context) => faultReply(error, context, log));
  app.use(securityHeaders(secure));
  app.use(refuseForeignHost(names));
  app.post('*', refuseForeignOrigin(names));
  app.route('/', signIn(door));
  app.route('/', signInElsewhere(door, originOf(config, secure), log));
  app.use('/call/*', signedIn(door));
  app.route('/call', calls({ front, region, clock }));
  const hangUp = openLive(app, { ...parts, region, front }, door);
  if (parts.push !== undefined)
    app.route('/push', pushes(parts.push, config.pushLimitMegabytes, { ...door, log, front, region, clock }));
  if (parts.takeImport !== undefined) app.route('/import', imports(parts.takeImport, { ...door, log }));
  app.route('/', await staticFiles(parts.consoleFolder));
  app.notFound((context) => faultReply(nothingHere(), context, log));
  return { app, hangUp };
}

/** What signing in needs. */
const doorOf = ({ store, clock, config, oidc, machineToken, homeAccount = localAccount }: WebParts): SignIn => ({
  store,
  clock,
  homeAccount,
  attempts: new Attempts(clock),
  cookie: new SessionCookie(isSecure(config)),
  sessionHours: config.sessionHours,
  provider: oidc && openProvider(oidc),
  machineToken,
});

const nothingHere = (): Fault =>
  new Fault('NotFound', { en: 'There is nothing at this address.', ja: 'このアドレスには何もありません。' });

/** Keeps open pages up to date, where there is something to tell; returns what ends that. */
function openLive(
  app: Hono<{ Bindings: HttpBindings }>,
  parts: WebParts & { readonly front: Front; readonly region: string },
  door: SignIn,
): () => void {
  const { news, pace, config } = parts;
  if (news === undefined) return () => undefined;
  const { app: telling, close: hangUp } = live({ ...parts, news, pace, signIn: door });
  app.use('/live', refuseForeignOrigin({ listen: config.host, publicUrl: config.publicUrl }), signedIn(door));
  app.route('/live', telling);
  return hangUp;
}

/** Under which address the reader has opened the page; the name has been found to be ours. */
const originOf =
  ({ publicUrl }: Config['web'], secure: boolean) =>
  (context: Served): string =>
    publicUrl === undefined
      ? `${secure ? 'https' : 'http'}://${context.req.header('host') ?? ''}`
      : new URL(publicUrl).origin;

const isSecure = ({ tlsKey, behindProxy, publicUrl }: Config['web']): boolean =>
  tlsKey !== undefined || (behindProxy && publicUrl?.startsWith('http:') !== true);

function addressOf(server: Server, { host, tlsKey }: Config['web']): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `${tlsKey === undefined ? 'http' : 'https'}://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
