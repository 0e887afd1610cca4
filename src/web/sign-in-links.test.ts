import { describe, expect, it } from 'vitest';
import { codeOf, Site, tokenOf } from './site.contract.ts';

const hour = 3_600_000;
const site = new Site();
const { ask, post, signedIn } = site;

describe('Signing in', () => {
  it('gives a session for the token of a link, in a cookie that scripts and other sites never get', async () => {
    const link = await site.web.signInLink();
    expect(Buffer.from(tokenOf(link), 'base64url')).toHaveLength(32);
    const { status, headers } = await post('/sign-in', { token: tokenOf(link) });
    expect(status).toBe(200);
    const [cookie] = headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^yagura-\d+=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  it('keeps no token and no session in the store, only their hashes', async () => {
    const link = await site.web.signInLink();
    const { Cookie } = await signedIn();
    const db = site.store.db.withTables<{ sessions: { hash: string }; sign_in_links: { hash: string } }>();
    const kept = JSON.stringify([
      await db.selectFrom('sessions').selectAll().execute(),
      await db.selectFrom('sign_in_links').selectAll().execute(),
    ]);
    expect(kept).not.toContain(tokenOf(link));
    expect(kept).not.toContain(Cookie.split('=')[1]);
  });

  it('takes a link once, also when two browsers open it at the same moment', async () => {
    const token = tokenOf(await site.web.signInLink());
    const replies = await Promise.all([1, 2, 3, 4].map(() => post('/sign-in', { token })));
    expect(replies.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 401, 401, 401]);
  });

  it('refuses a link after an hour', async () => {
    const link = await site.web.signInLink();
    site.now += hour + 1;
    expect((await post('/sign-in', { token: tokenOf(link) })).status).toBe(401);
  });

  it('does not use a link up when a program looks at it ahead of the reader', async () => {
    const link = await site.web.signInLink();
    expect((await ask('/sign-in')).status).toBe(200); // all that a browser sends of it
    expect((await post('/sign-in', { token: tokenOf(link) })).status).toBe(200);
  });

  it('ends with the hours of a session', async () => {
    const cookie = await signedIn();
    site.now += 12 * hour - 1000;
    expect((await post('/call/yagura/Echo', {}, cookie)).status).toBe(200);
    site.now += 2000;
    expect((await post('/call/yagura/Echo', {}, cookie)).status).toBe(401);
  });

  it('ends when one signs out, also for whoever copied the cookie', async () => {
    const cookie = await signedIn();
    const { headers } = await post('/sign-out', {}, cookie);
    expect(headers['set-cookie']?.[0]).toMatch(/Max-Age=0/);
    expect((await post('/call/yagura/Echo', {}, cookie)).status).toBe(401);
  });

  it('refuses an address after ten wrong tokens, for ten minutes', async () => {
    for (let index = 0; index < 10; index++) expect((await post('/sign-in', { token: 'guess' })).status).toBe(401);
    const token = tokenOf(await site.web.signInLink());
    expect(codeOf(await post('/sign-in', { token }))).toBe('TooMany');
    site.now += 10 * 60_000;
    expect((await post('/sign-in', { token })).status).toBe(200);
  });

  it('writes no token and no cookie to the log', async () => {
    const link = await site.web.signInLink();
    const { Cookie } = await signedIn();
    await post('/call/yagura/Echo', {}, { Cookie });
    expect(site.logged.join('')).not.toContain(tokenOf(link));
    expect(site.logged.join('')).not.toContain(Cookie.split('=')[1]);
  });
});
