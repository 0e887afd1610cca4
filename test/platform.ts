import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, silent, systemClock } from '#kernel';
import type { Start } from '../src/serve.ts';

/** Where `npm test` has just built the program, which loads from there in a fraction of the time that its sources take. */
const built = process.env['YAGURA_BUILT'];

/** A module of the program that `platform` serves, by its path in src without the ending: `authz/engine/operators`. */
export const programModule = async <Module>(path: string): Promise<Module> => {
  const module: Module = await import(built === undefined ? `../src/${path}.ts` : join(built, `${path}.js`));
  return module;
};

const program = await programModule<typeof import('../src/serve.ts')>('serve');

/** The whole program, as it is served, in a temporary folder on a free port; gone when disposed of. */
export interface PlatformUnderTest extends AsyncDisposable {
  readonly url: string;
  readonly folder: string;
  /** The link that this platform signed in with. */
  readonly signInLink: string;
  /** A new link that signs the administrator in. */
  newSignInLink(): Promise<string>;
  /** The administrator's session: `name=value`. */
  readonly cookie: string;
  /** Calls an operation of the service `yagura` as the administrator, over HTTP. Throws the fault's message. */
  call(operation: string, input?: object): Promise<unknown>;
  /** A request with the administrator's session. */
  fetch(path: string, init?: Plain): Promise<Response>;
}

/** A request whose headers are a plain object. */
type Plain = Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> };

/** `await using p = await platform([logs])`: opens on these logs and has read them when it returns. */
export async function platform(
  inputs: readonly string[],
  flags: Record<string, unknown> = {},
  page: Pick<Start, 'consoleFolder'> & Partial<Pick<Start, 'progress'>> = {},
): Promise<PlatformUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-platform-'));
  const config = loadConfig({
    environment: {},
    flags: { data: join(folder, 'data'), web: { port: 0 }, log: { level: 'silent' }, ...flags },
  });
  const serving = await program.serve({
    config,
    inputs,
    clock: systemClock,
    progress: silent,
    version: 'test',
    ...page,
  });
  const cookie = await signIn(serving.url, serving.signInLink);
  const request = (path: string, init: Plain = {}): Promise<Response> =>
    fetch(`${serving.url}${path}`, {
      ...init,
      headers: { cookie, origin: serving.url, 'content-type': 'application/json', ...init.headers },
    });
  await serving.ready;
  return {
    url: serving.url,
    folder,
    cookie,
    signInLink: serving.signInLink,
    newSignInLink: async () =>
      `${serving.url}/sign-in#${(await program.signInLink(config, systemClock)).split('#')[1]}`,
    fetch: request,
    async call(operation, input = {}) {
      const reply = await request(`/call/yagura/${operation}`, { method: 'POST', body: JSON.stringify(input) });
      const body: unknown = await reply.json();
      if (!reply.ok) throw new Error(`${operation}: ${JSON.stringify(body)}`);
      return body;
    },
    async [Symbol.asyncDispose]() {
      await serving[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function signIn(url: string, link: string): Promise<string> {
  const token = link.split('#')[1] ?? '';
  const reply = await fetch(`${url}/sign-in`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0];
  if (!reply.ok || cookie === undefined)
    throw new Error(`The sign-in link was not taken: ${reply.status} ${await reply.text()}`);
  return cookie;
}
