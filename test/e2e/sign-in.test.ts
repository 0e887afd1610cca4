import type { Page } from 'playwright-core';
import { afterEach, expect, it } from 'vitest';
import { paths } from '../../console/paths.ts';
import { describeConsole } from './room.ts';

describeConsole('Signing in', (room) => {
  const strangers: Page[] = [];
  /** A tab of somebody who is not signed in. */
  const stranger = async (locale = 'en'): Promise<Page> => {
    const context = await room.browser.newContext({ locale, viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    strangers.push(page);
    return page;
  };
  afterEach(async () => {
    for (const page of strangers.splice(0)) await page.context().close();
  });
  const at = (path: string): string => `${room.program.url}${path}`;
  const heading = (page: Page, name: string) => page.getByRole('heading', { name });
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  /** Somebody on the page of their own sign-in; browsers make no passkeys for a bare address. */
  async function signedIn(): Promise<Page> {
    const page = await stranger();
    await page.goto((await room.program.newSignInLink()).replace('127.0.0.1', 'localhost'));
    await page.getByRole('link', { name: 'administrator' }).click();
    await heading(page, 'Your sign-in').waitFor();
    return page;
  }

  async function signOut(page: Page): Promise<void> {
    await button(page, 'Sign out').click();
    await heading(page, 'Sign in to Yagura').waitFor();
  }

  it('by the link takes the token out of the address, and works once', async () => {
    const page = await stranger();
    const link = await room.program.newSignInLink();
    await page.goto(link);
    await heading(page, 'Summary').waitFor();
    expect(page.url()).toBe(at('/'));
    const other = await stranger();
    await other.goto(link);
    await other.getByText('This sign-in link has been used').waitFor();
  });

  it('leads back to where the stranger wanted to go, also when the link is opened in the tab of the sign-in page', async () => {
    const page = await stranger();
    await page.goto(at(paths.rules()));
    await heading(page, 'Sign in to Yagura').waitFor();
    await page.getByText('Afterwards the page that you wanted opens.').waitFor();
    const { hash } = new URL(await room.program.newSignInLink());
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await heading(page, 'Rules').waitFor();
  });

  it('follows no address of another site', async () => {
    const page = await stranger();
    await page.goto(at(paths.signIn('//example.com/')));
    await heading(page, 'Sign in to Yagura').waitFor();
    await page.goto(await room.program.newSignInLink());
    await heading(page, 'Summary').waitFor();
    expect(page.url()).toBe(at('/'));
  });

  it('works with a password that was set on the page', async () => {
    const page = await signedIn();
    await page.getByLabel('New password').fill('four plain words here');
    await button(page, 'Set the password').click();
    await page.getByText('The password is set.').waitFor();
    await signOut(page);
    await page.getByLabel('Name', { exact: true }).fill('administrator');
    await page.getByLabel('Password').fill('four wrong words here');
    await button(page, 'Sign in').click();
    await page.getByText('do not belong together').waitFor();
    await page.getByLabel('Password').fill('four plain words here');
    await button(page, 'Sign in').click();
    await heading(page, 'Summary').waitFor();
  });

  it('works with a passkey, which is then removed', async () => {
    const page = await signedIn();
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
    await button(page, 'Add a passkey').click();
    await page.getByRole('cell', { name: 'My laptop' }).waitFor();
    await signOut(page);
    await button(page, 'Sign in with a passkey').click();
    await page.getByRole('link', { name: 'administrator' }).click();
    await page.getByRole('cell', { name: 'Passkey', exact: true }).waitFor();
    await button(page, 'Remove the passkey My laptop').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('You have no passkey yet').waitFor();
  });

  it('is ended elsewhere: whoever signed in there stands before the sign-in page', async () => {
    const there = await stranger('ja');
    await there.goto(await room.program.newSignInLink());
    await heading(there, '概要').waitFor();
    const page = await signedIn();
    const ends = page.getByRole('button', { name: /^End the sign-in from/ });
    await ends.first().waitFor();
    while ((await ends.count()) > 0) {
      const before = await ends.count();
      await ends.first().click();
      await expect.poll(() => ends.count()).toBeLessThan(before);
    }
    await heading(there, 'Yagura にサインイン').waitFor(); // by itself: who goes on before that meets it on the way
    await there.goto(at(paths.rules()));
    await heading(there, 'Yagura にサインイン').waitFor();
  });
});
