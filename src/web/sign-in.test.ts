import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { localAccount, type Bindable } from '#aws';
import { Config, createLog, folder as folderOf } from '#kernel';
import { orgMigrations, orgTables } from '#org';
import { openStore, type Store } from '#store';
import { Authenticator } from './authenticator.contract.ts';
import { identityProvider, type IdentityProvider } from './identity-provider.contract.ts';
import { webMigrations } from './tables.ts';
import type { WebContext } from './tokens.ts';
import { openDoor } from './open-door.contract.ts';
import { openWeb, type Web } from './web.ts';

const own = await folderOf<Bindable<WebContext>>(new URL('operations/', import.meta.url));
const password = 'four plain words here';

/** What calls answer, as far as it is looked at here. */
const Session = z.looseObject({ id: z.string(), current: z.boolean(), seenAt: z.string() });
const Answer = z.looseObject({
  challenge: z.string().default(''),
  sessions: z.array(Session).default([]),
  name: z.unknown().optional(),
  message: z.unknown().optional(),
  passkeys: z.unknown().optional(),
  passwordSince: z.unknown().optional(),
});

let folder: string;
let store: Store;
let provider: IdentityProvider;
let web: Web;
let origin: string;
let now: number;

beforeEach(async () => {
  now = Date.now();
  folder = await mkdtemp(join(tmpdir(), 'yagura-sign-in-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Yagura</title>');
  store = await openStore({ path: join(folder, 'store.db') });
  await store.migrate([...orgMigrations, ...webMigrations]);
  provider = await identityProvider('yagura', 'provider-secret');
  const clock = { now: () => new Date(now) };
  web = await openWeb({
    ...configured({ issuer: provider.issuer, clientId: 'yagura', clientSecret: 'provider-secret', label: 'Work' }),
    operations: own.map((operation) => operation.bind({ store, clock, homeAccount: localAccount })),
    door: openDoor,
    store,
    log: createLog('silent'),
    clock,
    consoleFolder: folder,
  });
  origin = web.url.replace('127.0.0.1', 'localhost');
  await addPerson('aiko@example.com', 'analyst');
});
afterEach(async () => {
  await web[Symbol.asyncDispose]();
  await provider[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

function configured(oidc: Record<string, string>) {
  const { web: config, ...rest } = Config.parse({ web: { port: 0 }, oidc });
  return { config, oidc: rest.oidc };
}

const addPerson = (name: string, role: string, disabled = 0) =>
  orgTables(store).insertInto('people').values({ name, role, account: '', disabled, created_at: now }).execute();

/** One browser: it keeps cookies. */
class Browser {
  readonly cookies = new Map<string, string>();

  async ask(address: string, body?: unknown): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(new URL(address, origin), {
      redirect: 'manual',
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json', origin }) },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return reply;
  }

  async call(operation: string, input: unknown = {}) {
    const reply = await this.ask(`/call/yagura/${operation}`, input);
    return { status: reply.status, body: Answer.parse(await reply.json()) };
  }

  async byLink(): Promise<this> {
    const token = new URL(await web.signInLink()).hash.slice(1);
    expect((await this.ask('/sign-in', { token })).status).toBe(200);
    return this;
  }
}

describe('a password', () => {
  test('is set by who is signed in, and signs in from then on', async () => {
    const first = await new Browser().byLink();
    expect(await first.call('SetPassword', { password })).toMatchObject({ status: 200 });
    const other = new Browser();
    expect((await other.ask('/sign-in/password', { name: 'administrator', password })).status).toBe(200);
    expect((await other.call('GetCaller')).body).toMatchObject({ name: 'administrator', role: 'administrator' });
    expect(await readFile(join(folder, 'store.db'), 'latin1')).not.toContain(password);
  });

  test('is changed only by who knows the present one, and can be removed', async () => {
    const browser = await new Browser().byLink();
    await browser.call('SetPassword', { password });
    expect(await browser.call('SetPassword', { password: 'quite another one', present: 'wrong' })).toMatchObject({
      status: 403,
    });
    expect((await browser.call('SetPassword', { password: 'quite another one', present: password })).status).toBe(200);
    expect((await browser.call('ListWaysIn')).body.passwordSince).toBe(new Date(now).toISOString());
    await browser.call('RemovePassword');
    const refused = await new Browser().ask('/sign-in/password', {
      name: 'administrator',
      password: 'quite another one',
    });
    expect(refused.status).toBe(401);
  });

  test.each(['short', 'administrator1', 'aaaaaaaaaaaaaaaa'])('%s is refused as too easily guessed', async (weak) => {
    const browser = await new Browser().byLink();
    expect((await browser.call('SetPassword', { password: weak })).status).toBe(400);
  });

  test('that is wrong tells nothing, and ten of them close the door for a while', async () => {
    const browser = await new Browser().byLink();
    await browser.call('SetPassword', { password });
    const wrong = await browser.ask('/sign-in/password', { name: 'administrator', password: 'wrong' });
    const nobody = await browser.ask('/sign-in/password', { name: 'nobody', password: 'wrong' });
    expect([wrong.status, await wrong.json()]).toEqual([nobody.status, await nobody.json()]);
    for (let time = 0; time < 9; time++)
      await browser.ask('/sign-in/password', { name: 'administrator', password: 'wrong' });
    expect((await browser.ask('/sign-in/password', { name: 'administrator', password })).status).toBe(429);
    now += 11 * 60_000;
    expect((await browser.ask('/sign-in/password', { name: 'administrator', password })).status).toBe(200);
  });
});

describe('a passkey', () => {
  async function withPasskey(): Promise<{ browser: Browser; key: Authenticator }> {
    const browser = await new Browser().byLink();
    const key = new Authenticator();
    const { body } = await browser.call('StartPasskey', { origin });
    const made = key.make(body.challenge, origin);
    expect(await browser.call('AddPasskey', { name: 'laptop', origin, made })).toMatchObject({ status: 200 });
    return { browser, key };
  }

  const ask = async (browser: Browser) =>
    Answer.parse(await (await browser.ask('/sign-in/passkey/ask', { origin })).json()).challenge;

  test('is made once and signs in without a name', async () => {
    const { key } = await withPasskey();
    const other = new Browser();
    const used = key.use(await ask(other), origin);
    expect((await other.ask('/sign-in/passkey', { origin, used })).status).toBe(200);
    expect((await other.call('GetCaller')).body.name).toBe('administrator');
    expect((await other.call('ListWaysIn')).body.passkeys).toMatchObject([
      { name: 'laptop', usedAt: new Date(now).toISOString() },
    ]);
  });

  test('signs in once for each question, and only on this page', async () => {
    const { key } = await withPasskey();
    const browser = new Browser();
    const used = key.use(await ask(browser), origin);
    await browser.ask('/sign-in/passkey', { origin, used });
    expect((await browser.ask('/sign-in/passkey', { origin, used })).status).toBe(401);
    const elsewhere = key.use(await ask(browser), 'http://localhost:1');
    expect((await browser.ask('/sign-in/passkey', { origin, used: elsewhere })).status).toBe(401);
    const invented = key.use('never asked', origin);
    expect((await browser.ask('/sign-in/passkey', { origin, used: invented })).status).toBe(401);
  });

  test('that nobody added, or that was removed, signs nobody in', async () => {
    const { browser, key } = await withPasskey();
    const stranger = new Authenticator();
    expect(
      (await browser.ask('/sign-in/passkey', { origin, used: stranger.use(await ask(browser), origin) })).status,
    ).toBe(401);
    await browser.call('RemovePasskey', { id: key.id.toString('base64url') });
    expect((await browser.ask('/sign-in/passkey', { origin, used: key.use(await ask(browser), origin) })).status).toBe(
      401,
    );
  });

  test('is not made for a bare address, and the page is told what to open instead', async () => {
    const browser = await new Browser().byLink();
    const { status, body } = await browser.call('StartPasskey', { origin: web.url });
    expect(status).toBe(501);
    expect(body.message).toContain('localhost');
  });
});

describe('the identity provider', () => {
  /** Follows the browser to the provider and back; where it ends up. */
  async function round(browser: Browser, change: (back: URL) => void = () => undefined): Promise<string> {
    const away = (await browser.ask('/sign-in/elsewhere')).headers.get('location') ?? '';
    const back = new URL((await fetch(away, { redirect: 'manual' })).headers.get('location') ?? '');
    change(back);
    return (await browser.ask(back.href)).headers.get('location') ?? '';
  }

  test('is offered by its name', async () => {
    expect(await (await new Browser().ask('/sign-in/ways')).json()).toEqual({ provider: 'Work' });
  });

  test('vouches for somebody who has been added', async () => {
    provider.claims = { email: 'aiko@example.com', email_verified: true };
    const browser = new Browser();
    expect(await round(browser)).toBe('/sign-in?elsewhere=arrived');
    expect((await browser.call('GetCaller')).body).toMatchObject({ name: 'aiko@example.com', role: 'analyst' });
    expect((await browser.call('ListSessions')).body.sessions).toMatchObject([{ method: 'oidc', current: true }]);
  });

  test.each([
    [{ email: 'stranger@example.com', email_verified: true }, 'unknown'],
    [{ email: 'aiko@example.com', email_verified: false }, 'refused'],
    [{ nonce: 'another', email: 'aiko@example.com' }, 'refused'],
    [{}, 'refused'],
  ])('of %j it is told that they are %s', async (claims, reason) => {
    provider.claims = claims;
    const browser = new Browser();
    expect(await round(browser)).toBe(`/sign-in?elsewhere=${reason}`);
    expect((await browser.call('GetCaller')).status).toBe(401);
  });

  test('an answer that this browser did not ask for, or that was changed, is not taken', async () => {
    provider.claims = { email: 'aiko@example.com' };
    const away = (await new Browser().ask('/sign-in/elsewhere')).headers.get('location') ?? '';
    const back = (await fetch(away, { redirect: 'manual' })).headers.get('location') ?? '';
    expect((await new Browser().ask(back)).headers.get('location')).toBe('/sign-in?elsewhere=refused');
    const changed = await round(new Browser(), (address) => address.searchParams.set('state', 'another'));
    expect(changed).toBe('/sign-in?elsewhere=refused');
  });

  test('is left with a cookie that no script reads, and that comes back to this way alone', async () => {
    const [cookie = ''] = (await new Browser().ask('/sign-in/elsewhere')).headers.getSetCookie();
    expect(cookie.split('; ').slice(1).toSorted()).toEqual([
      'HttpOnly',
      'Max-Age=600',
      'Path=/sign-in/elsewhere',
      'SameSite=Lax',
    ]);
  });

  test('is closed for a while to an address from which ten came back that it does not vouch for', async () => {
    for (let turn = 0; turn < 10; turn++) await new Browser().ask('/sign-in/elsewhere/back?state=made-up');
    expect((await new Browser().ask('/sign-in/elsewhere')).status).toBe(429);
    now += 600_000;
    expect((await new Browser().ask('/sign-in/elsewhere')).status).toBe(302);
  });

  test('that does not answer leaves the other ways', async () => {
    await provider[Symbol.asyncDispose]();
    expect((await new Browser().ask('/sign-in/elsewhere')).headers.get('location')).toBe(
      '/sign-in?elsewhere=unavailable',
    );
    await new Browser().byLink();
    provider = await identityProvider('yagura', '');
  });
});

describe('sessions', () => {
  const seenAt = async (browser: Browser): Promise<number> =>
    Date.parse((await browser.call('ListSessions')).body.sessions[0]?.seenAt ?? '');

  test('are listed with how and from where, and ended one by one', async () => {
    const [one, other] = [await new Browser().byLink(), await new Browser().byLink()];
    const { sessions } = (await one.call('ListSessions')).body;
    expect(sessions).toHaveLength(2);
    const theirs = sessions.find(({ current }) => !current);
    expect(theirs).toMatchObject({ person: 'administrator', method: 'link', address: expect.stringMatching(/127|::/) });
    expect((await one.call('EndSession', { id: theirs?.id })).status).toBe(200);
    expect((await other.call('GetCaller')).status).toBe(401);
    expect((await one.call('EndSession', { id: theirs?.id })).status).toBe(404);
  });

  test('were last seen now, also where the clock was ahead and is set back', async () => {
    const browser = await new Browser().byLink();
    const right = now;
    now += 3_600_000;
    expect(await seenAt(browser)).toBe(now);
    now = right;
    expect(await seenAt(browser)).toBe(right);
  });

  test('are written as seen once a minute and no oftener', async () => {
    const browser = await new Browser().byLink();
    const begun = now;
    now += 59_999;
    expect(await seenAt(browser)).toBe(begun);
    now += 1;
    expect(await seenAt(browser)).toBe(now);
  });

  test('of others are seen and ended by administrators alone', async () => {
    provider.claims = { email: 'aiko@example.com' };
    const administrator = await new Browser().byLink();
    const aiko = new Browser();
    const away = (await aiko.ask('/sign-in/elsewhere')).headers.get('location') ?? '';
    await aiko.ask((await fetch(away, { redirect: 'manual' })).headers.get('location') ?? '');
    expect((await aiko.call('ListSessions', { everybody: true })).body.sessions).toHaveLength(1);
    const { sessions } = (await administrator.call('ListSessions', { everybody: true })).body;
    expect(sessions).toHaveLength(2);
    const [own] = (await administrator.call('ListSessions')).body.sessions;
    expect((await aiko.call('EndSession', { id: own?.id })).status).toBe(404);
    const [hers] = (await aiko.call('ListSessions')).body.sessions;
    expect((await administrator.call('EndSession', { id: hers?.id })).status).toBe(200);
    expect((await aiko.call('GetCaller')).status).toBe(401);
  });

  test('of somebody who is disabled end at once', async () => {
    provider.claims = { email: 'aiko@example.com' };
    const aiko = new Browser();
    const away = (await aiko.ask('/sign-in/elsewhere')).headers.get('location') ?? '';
    await aiko.ask((await fetch(away, { redirect: 'manual' })).headers.get('location') ?? '');
    await orgTables(store).updateTable('people').set({ disabled: 1 }).where('name', '=', 'aiko@example.com').execute();
    expect((await aiko.call('GetCaller')).status).toBe(401);
  });
});
