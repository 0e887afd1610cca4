import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Web } from '#web';
import { buildPage, missing, openBrowser, openMade, type BuiltPage } from './browser.ts';
import { madeOperations } from './made-data.ts';

const why = missing();

describe.skipIf(why !== undefined)(`Signing in${why === undefined ? '' : ` (not tried: ${why})`}`, () => {
  let browser: Browser;
  let built: BuiltPage;
  let web: Web;
  let page: Page;
  let address: string;

  beforeAll(async () => {
    [browser, built] = await Promise.all([openBrowser(), buildPage()]);
    web = await openMade(madeOperations(), built);
    address = web.url.replace('127.0.0.1', 'localhost'); // browsers make no passkeys for a bare address
  });
  afterAll(async () => {
    await browser.close();
    await web[Symbol.asyncDispose]();
    await built[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    const context = await browser.newContext({ locale: 'en', viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    await page.goto((await web.signInLink()).replace(web.url, address));
    await page.waitForURL(`${address}/`);
    await page.getByRole('link', { name: 'administrator' }).click();
    await page.getByRole('heading', { name: 'Your sign-in' }).waitFor();
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });

  async function signOut(): Promise<void> {
    await button('Sign out').click();
    await page.getByRole('heading', { name: 'Sign in to Yagura' }).waitFor();
  }

  it('with a password that was set on the page', async () => {
    await page.getByLabel('New password').fill('four plain words here');
    await button('Set the password').click();
    await page.getByText('The password is set.').waitFor();
    await signOut();
    await page.getByLabel('Name', { exact: true }).fill('administrator');
    await page.getByLabel('Password').fill('four wrong words here');
    await button('Sign in').click();
    await page.getByText('do not belong together').waitFor();
    await page.getByLabel('Password').fill('four plain words here');
    await button('Sign in').click();
    await page.waitForURL(`${address}/`);
    await page.context().close();
  });

  it('with a passkey, which is then removed', async () => {
    const devices = await page.context().newCDPSession(page);
    await devices.send('WebAuthn.enable');
    await devices.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.getByRole('textbox', { name: 'Name of the device' }).fill('My laptop');
    await button('Add a passkey').click();
    await page.getByRole('cell', { name: 'My laptop' }).waitFor();
    await signOut();
    await button('Sign in with a passkey').click();
    await page.waitForURL(`${address}/`);
    await page.getByRole('link', { name: 'administrator' }).click();
    await page.getByRole('cell', { name: 'Passkey', exact: true }).waitFor();
    await button('Remove the passkey My laptop').click();
    await page.getByText('You have no passkey yet.').waitFor();
    await page.context().close();
  });

  it('is ended elsewhere, and where one was sent away one comes back to', async () => {
    const other = await browser.newContext({ locale: 'ja' });
    const there = await other.newPage();
    await there.goto((await web.signInLink()).replace(web.url, address));
    await there.waitForURL(`${address}/`);
    await page.reload();
    await page
      .getByRole('button', { name: /^End the sign-in from/ })
      .first()
      .waitFor();
    const ends = page.getByRole('button', { name: /^End the sign-in from/ });
    while ((await ends.count()) > 0) {
      const before = await ends.count();
      await ends.first().click();
      await expect.poll(() => ends.count()).toBeLessThan(before);
    }
    await there.goto(`${address}/rules`);
    await there.getByRole('heading', { name: 'Yagura にサインイン' }).waitFor();
    await there.goto((await web.signInLink()).replace(web.url, address));
    await there.waitForURL(`${address}/rules`);
    await other.close();
    await page.context().close();
  });
});
