import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Fault } from '#kernel';
import type { Web } from '#web';
import { paths } from '../../console/paths.ts';
import { buildPage, complaintsOf, missing, openBrowser, openMade, type BuiltPage } from './browser.ts';
import { hostile, made, madeOperations, quietSummary, readingStatus } from './made-data.ts';

const why = missing();
const title = why === undefined ? 'The console' : `The console (not tried: ${why})`;

describe.skipIf(why !== undefined)(title, () => {
  let browser: Browser;
  let built: BuiltPage;
  let web: Web;
  let page: Page;
  let complaints: string[];
  const used: AsyncDisposable[] = [];

  beforeAll(async () => {
    [browser, built] = await Promise.all([openBrowser(), buildPage()]);
    web = await openMade(madeOperations(), built);
  });
  afterAll(async () => {
    await browser.close();
    await web[Symbol.asyncDispose]();
    await built[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    ({ page, complaints } = await signedIn(web));
  });
  afterEach(async () => {
    await page.context().close();
    for (const one of used.splice(0)) await one[Symbol.asyncDispose]();
    expect(complaints).toEqual([]);
  });

  async function signedIn(to: Web, language = 'en'): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext({ locale: language, viewport: { width: 1440, height: 900 } });
    context.setDefaultTimeout(15_000);
    const opened = await context.newPage();
    const heard = complaintsOf(opened);
    await opened.goto(await to.signInLink());
    await opened.getByRole('main').waitFor();
    await opened.waitForURL(`${to.url}/`);
    return { page: opened, complaints: heard };
  }

  /** Another server, whose answers differ by `instead`, with a browser that is signed in to it. */
  async function elsewhere(...instead: Parameters<typeof madeOperations>): Promise<Web> {
    await page.context().close();
    const other = await openMade(madeOperations(...instead), built);
    used.push(other);
    ({ page, complaints } = await signedIn(other));
    return other;
  }

  const heading = (name: string | RegExp) => page.getByRole('heading', { name });

  it('signs in by the link, takes the token out of the address, and refuses the link a second time', async () => {
    const link = await web.signInLink();
    await page.goto('about:blank');
    await page.goto(link);
    await heading('Summary').waitFor();
    expect(page.url()).toBe(`${web.url}/`);
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByText('This sign-in link has been used').waitFor();
    complaints.splice(0); // the browser reports the refusal itself
  });

  it('leads a stranger to the sign-in page, and back to where they wanted to go once signed in', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await heading('Sign in to Yagura').waitFor();
    await page.goto(`${web.url}/rules`);
    await heading('Sign in to Yagura').waitFor();
    await page.goto(await web.signInLink());
    await heading(/^Rules/).waitFor();
    complaints.splice(0); // the browser reports that the call was refused
  });

  it('takes a link that is opened in the tab of the sign-in page', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await heading('Sign in to Yagura').waitFor();
    await page.goto(`${web.url}/sign-in`);
    const link = await web.signInLink();
    await page.evaluate(`location.hash = ${JSON.stringify(new URL(link).hash)}`);
    await heading('Summary').waitFor();
  });

  it('follows no address of another site after signing in', async () => {
    await page.goto(`${web.url}/sign-in?to=${encodeURIComponent('//example.com/')}`);
    await heading('Sign in to Yagura').waitFor();
    await page.goto(await web.signInLink());
    await heading('Summary').waitFor();
    expect(page.url()).toBe(`${web.url}/`);
  });

  it('says that the data is simulated and how to bring logs of one’s own', async () => {
    await heading('Summary').waitFor();
    await page.getByText('This company does not exist').waitFor();
    await page.getByRole('button', { name: 'Read your own logs' }).click();
    await heading('Read your own logs').waitFor();
    await page.getByText('npm start -- ./AWSLogs').waitFor();
  });

  it('shows every widget of the Summary', async () => {
    for (const name of [
      'Overview',
      'Read these first',
      'Findings by day',
      'Most common findings',
      'Rarest findings',
      'Accounts',
      'Resources',
      'Coverage',
    ])
      await heading(name).waitFor();
    expect(await page.getByRole('main').innerText()).not.toMatch(/undefined|NaN|\[object/);
  });

  it('reads a finding from the list: five answers, the events with what matched, the commands', async () => {
    await page.getByRole('link', { name: 'Findings', exact: true }).click();
    await page.getByRole('link', { name: 'CloudTrail logging was switched off' }).first().click();
    for (const name of ['Who', 'Why it matters', 'How', 'What next', 'What to do']) {
      await page.getByRole('heading', { name, exact: true }).waitFor();
    }
    await page.getByText('aws cloudtrail start-logging').first().waitFor();
    await page.getByText('Seen 3 times').waitFor();
    expect(await page.locator('mark').allInnerTexts()).toEqual(expect.arrayContaining(['"eventName": "StopLogging",']));
    await page.getByRole('button', { name: /Show older events/ }).click();
    await expect.poll(() => page.getByText('StopLogging').count()).toBeGreaterThan(5);
  });

  it('keeps filters, order and page in the address, so that they survive a reload', async () => {
    await page.goto(`${web.url}${paths.findings()}`);
    await page.getByPlaceholder(/Search title/).fill('leaked key');
    await page.waitForURL(/text=leaked/);
    await heading(/Findings \(7\)/).waitFor();
    await page.getByRole('button', { name: 'Any severity' }).click();
    await page.getByRole('option', { name: 'Critical' }).click();
    await page.waitForURL(/severity=/);
    await page.reload();
    await heading(/Findings \(7\)/).waitFor();
    expect(await page.getByPlaceholder(/Search title/).inputValue()).toBe('leaked key');
    await page.goto(`${web.url}${paths.findings({ account: '111122223333', page: 2 })}`);
    await heading('Findings (20)').waitFor();
  });

  it('turns the pages of the list', async () => {
    await page.goto(`${web.url}${paths.findings()}`);
    await heading('Findings (60)').waitFor();
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.waitForURL(/page=2/);
    await expect.poll(() => page.getByRole('row').count()).toBe(26);
  });

  it('archives findings and brings them back', async () => {
    await page.goto(`${web.url}${paths.findings({ type: 'Policy:IAMUser/RootCredentialUsage' })}`);
    await heading('Findings (6)').waitFor();
    await page.getByRole('checkbox', { name: 'The root user was used' }).first().check();
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByText('Archived: 1.').waitFor();
    await heading('Findings (5)').waitFor();
    await page.getByRole('button', { name: 'Archived', exact: true }).click();
    await heading('Findings (1)').waitFor();
    await page.getByRole('checkbox', { name: 'The root user was used' }).first().check();
    await page.getByRole('button', { name: 'Bring back' }).click();
    await page.getByText('Brought back to the list: 1.').waitFor();
  });

  it('draws hostile text of logs as text on every page and runs none of it', async () => {
    for (const path of [
      paths.summary(),
      paths.findings(),
      paths.finding('finding-1'),
      paths.sources(),
      paths.query('SELECT 1'),
    ]) {
      await page.goto(`${web.url}${path}`);
      if (path.startsWith('/query')) await page.getByRole('button', { name: 'Run' }).click();
      await page.getByText(hostile).first().waitFor({ state: 'attached' });
      expect(await page.title()).toBe('Yagura');
      expect(await page.locator('img[src="x"]').count()).toBe(0);
    }
  });

  it('shows what could not be read, with place, reason and remedy', async () => {
    await page.goto(`${web.url}${paths.sources()}`);
    await page.getByText('/logs/AWSLogs/broken-1.json.gz:118').waitFor();
    await page.getByText('The record has no eventTime.').waitFor();
    await page.getByRole('button', { name: 'Read again' }).click();
    await page.getByText('Still not readable: 3.').waitFor();
  });

  it('makes a push token that is shown once, and deletes it', async () => {
    await page.goto(`${web.url}${paths.sources()}`);
    await page.getByRole('textbox', { name: 'Name of a new token' }).fill('collector');
    await page.getByRole('button', { name: 'Make a token' }).click();
    await page.getByText(/Authorization: Bearer [\w-]{43}/).waitFor();
    await page.getByRole('button', { name: 'Delete the token collector' }).click();
    await page.getByText('No tokens yet').waitFor();
  });

  it('takes a dropped log file', async () => {
    await page.goto(`${web.url}${paths.sources()}`);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'one.json', mimeType: 'application/json', buffer: Buffer.from('{"Records":[]}') });
    await page.getByText('Files: 1. Events read: 12.').waitFor();
  });

  it('explains a rule and names those that cannot be used', async () => {
    await page.goto(`${web.url}${paths.rules()}`);
    await page.getByText('my-rules/broken.yml:12').waitFor();
    await page.getByPlaceholder(/Search title/).fill('T1562');
    await page.getByRole('link', { name: 'CloudTrail logging was switched off' }).click();
    await heading('What it cannot see').waitFor();
    await page.getByText('eventName: [StopLogging, DeleteTrail]').waitFor();
  });

  it('answers a query, and says why it refuses one', async () => {
    await page.goto(`${web.url}${paths.query()}`);
    await page.getByRole('textbox', { name: 'SQL' }).fill('SELECT principal FROM api_activity');
    await page.keyboard.press('Control+Enter');
    await page.getByText('2 rows, in 12 ms.').waitFor();
    await page.getByRole('textbox', { name: 'SQL' }).fill('DROP TABLE api_activity');
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText('Only SELECT is allowed here.').waitFor();
    complaints.splice(0); // the browser reports the refusal itself
  });

  it('speaks Japanese after one click, remembers it, and translates what comes from the server', async () => {
    await page.getByRole('button', { name: '日本語' }).click();
    await heading('最初に確認する検出結果').waitFor();
    await page.reload();
    await heading('最初に確認する検出結果').waitFor();
    await page.getByRole('link', { name: 'CloudTrail の記録が止められました' }).first().click();
    await page.getByRole('heading', { name: 'どう対処するか' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('ja');
    await page.getByRole('link', { name: '検出結果', exact: true }).first().click();
    await page.getByRole('button', { name: '次のページ' }).waitFor(); // Cloudscape's own words
  });

  it('says that there is nothing under a wrong address or id, and leads home', async () => {
    await page.goto(`${web.url}/nowhere`);
    await page.getByRole('link', { name: 'Go to the Summary' }).click();
    await heading('Overview').waitFor();
    await page.goto(`${web.url}${paths.finding('none')}`);
    await page.getByText('There is no finding none.').waitFor();
    await page.getByRole('link', { name: 'Go to the Summary' }).waitFor();
    complaints.splice(0); // the browser reports the 404 itself
  });

  it('shows how far reading has come and what went wrong with it', async () => {
    await elsewhere([made('GetStatus', z.strictObject({}), () => readingStatus)]);
    await heading('Reading logs').waitFor();
    await page.getByText('120,000 of 480,000 events').waitFor();
    await page.getByText('/logs/broken.json.gz: the gzip stream ends').waitFor();
  });

  it('says what an empty Summary means', async () => {
    await elsewhere([made('GetSummary', z.looseObject({}), () => quietSummary)]);
    await page.getByText('No findings', { exact: true }).waitFor();
    await page.getByText('No logs yet').waitFor();
    expect(await page.getByRole('main').innerText()).not.toMatch(/undefined|NaN/);
  });

  it('says what failed when the server fails, and tries again', async () => {
    let broken = true;
    const other = await elsewhere([
      made('ListSources', z.strictObject({}), () => {
        if (broken) throw new Fault('Unavailable', 'The lake does not answer. Look whether ClickHouse runs.');
        return { sources: [] };
      }),
    ]);
    await page.goto(`${other.url}${paths.sources()}`);
    await page.getByText('The lake does not answer. Look whether ClickHouse runs.').waitFor();
    broken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await heading('Push tokens').waitFor();
    complaints.splice(0); // the browser reports the 503 itself
  });

  it('has a heading, a label for every control and no sideways scrolling on every page, from 800 to 2560 pixels', async () => {
    for (const width of [800, 1440, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      for (const path of [
        paths.summary(),
        paths.findings(),
        paths.finding('finding-1'),
        paths.sources(),
        paths.rules(),
        paths.rule('rule-1'),
        paths.query(),
      ]) {
        await page.goto(`${web.url}${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect(await page.getByRole('heading', { level: 1 }).count(), path).toBe(1);
        expect(await page.evaluate(unlabelled), path).toEqual([]);
        const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect(over, `${path} at ${width}`).toBeLessThanOrEqual(0);
      }
    }
  });
});

/** Runs in the browser: the controls that are seen and that a screen reader could not name. */
const unlabelled = `
  [...document.querySelectorAll('button, a[href], input:not([type=hidden]), textarea, select')]
    .filter((element) => element.getClientRects().length > 0)
    .filter((element) => element.textContent.trim() === '')
    .filter((element) => !element.hasAttribute('aria-label') && !element.hasAttribute('aria-labelledby'))
    .filter((element) => element.labels === undefined || element.labels.length === 0)
    .map((element) => element.outerHTML.slice(0, 200))
`;
