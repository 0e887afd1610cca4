import { once } from 'node:events';
import { get, IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import { describeConsole } from './room.ts';

describeConsole('The Summary', (room) => {
  const heading = (name: string | RegExp) => room.page.getByRole('heading', { name });

  it('comes with its sign-in page in less than 450 kB, styles, words and fonts included', async () => {
    const { page } = await room.tab({ locale: 'ja' });
    await page.context().clearCookies();
    const loaded = new Set(['/']);
    page.on('requestfinished', (request) => {
      const { pathname } = new URL(request.url());
      if (/\.\w+$/.test(pathname)) loaded.add(pathname);
    });
    await page.goto(`${room.program.url}${paths.signIn()}`);
    await page.getByRole('heading', { name: 'Yagura にサインイン' }).waitFor();
    await page.goto(await room.program.newSignInLink());
    await page.getByRole('heading', { name: '概要' }).waitFor();
    await page.waitForLoadState('load');
    await page.evaluate('document.fonts.ready.then(() => true)');
    const sizes = await Promise.all([...loaded].map((path) => sizeOf(`${room.program.url}${path}`)));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    expect([...loaded].filter((path) => /\.(js|css|woff2)$/.test(path)).length).toBeGreaterThan(10);
    expect(bytes).toBeGreaterThan(150_000);
    expect(bytes).toBeLessThan(450_000);
    await page.context().close();
  });

  it('shows every widget, and leads from a number to the event behind it in two clicks', async () => {
    await room.goto(paths.summary());
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
    await room.page.getByRole('link', { name: /^Findings: / }).click();
    await heading(/^Findings \(\d+\)/).waitFor();
    await room.page.getByRole('row').nth(1).getByRole('link').click();
    await room.page.getByText('eventSource = console.example.com').first().waitFor();
  });

  it('keeps the span and the severities of a widget in the links of its numbers', async () => {
    await room.goto(paths.summary({ days: 7 }));
    const accounts = room.page.getByRole('group', { name: 'Severity: Accounts' });
    await accounts.getByRole('button', { name: 'High' }).click();
    await room.page.getByRole('link', { name: '444455556666' }).click();
    await room.page.waitForURL(/lastSeen.*severity=high.*account=444455556666/);
    await expect.poll(() => room.page.getByRole('row').count()).toBeGreaterThan(1);
  });

  it('takes any span, and compares with the span before', async () => {
    await room.goto(paths.summary());
    await room.page.getByRole('button', { name: '7 days' }).click();
    await room.page.waitForURL(/days=7/);
    await room.page
      .getByText(/(?:vs\.|same as) before/)
      .first()
      .waitFor();
    await room.page.getByRole('button', { name: 'Custom' }).click();
    await room.page.getByLabel('From (UTC)').fill('2020-01-01T00:00');
    await room.page.getByLabel('To (UTC)').fill('2020-02-01T00:00');
    await room.page.getByRole('button', { name: 'Apply' }).click();
    await room.page.waitForURL(/from=2020-01-01/);
    await room.page.getByText('from 2020-01-01 to 2020-02-01').waitFor();
    await room.page.getByText('No findings', { exact: true }).first().waitFor();
    await room.page.getByRole('link', { name: 'See which logs were read' }).click();
    await heading('Read your own logs').waitFor();
  });

  it('tells what changed since the last visit', async () => {
    await room.program.call('SetPreference', {
      name: 'summary.visit',
      value: '2020-01-01T00:00:00.000Z 2020-01-02T00:00:00.000Z',
    });
    await room.goto(paths.summary());
    const news = room.page.getByRole('paragraph').filter({ hasText: 'Since your last visit' });
    await news.getByText('2020-01-02 00:00:00').waitFor();
    await news.getByRole('link', { name: /new findings/ }).click();
    await heading(/^Findings \(\d\d/).waitFor();
  });

  it('says how logs are brought while there are none', async () => {
    await room.page.route('**/call/yagura/GetSummary', async (route) => {
      const { overview, ...answer } = Summary.parse(await (await route.fetch()).json());
      const none = { now: 0, before: 0 };
      await route.fulfill({ json: { ...answer, overview: { ...overview, events: none, findings: none } } });
    });
    await room.goto(paths.summary());
    await room.page.getByText('No logs yet').waitFor();
    expect(await heading('Overview').count()).toBe(0);
    await room.page.getByRole('button', { name: 'Read your own logs' }).click();
    await heading('Sources').waitFor();
    await room.page.unrouteAll({ behavior: 'wait' });
  });

  it('stays when one widget breaks, and tries that widget again', async () => {
    await room.page.route('**/call/yagura/GetSummary', async (route) => {
      const answer = Summary.parse(await (await route.fetch()).json());
      await route.fulfill({ json: { ...answer, coverage: [null] } });
    });
    const failed = { status: 500, json: { code: 'Internal', message: 'Something failed inside Yagura.' } };
    await room.page.route('**/call/yagura/GetFindingRanks', (route) => route.fulfill(failed));
    await room.goto(paths.summary());
    await room.page.getByText('This part of the page could not be drawn.').waitFor();
    await heading('Read these first').waitFor();
    await room.page.getByText('Something failed inside Yagura.').first().waitFor();
    await room.page.unrouteAll({ behavior: 'wait' });
    room.complaints.splice(0); // the browser reports what broke
  });
});

const Summary = z.looseObject({ overview: z.looseObject({}) });

/** Bytes of a file as they cross the network, compressed. */
async function sizeOf(url: string): Promise<number> {
  const [reply] = await once(get(url, { headers: { 'accept-encoding': 'gzip' } }), 'response');
  let bytes = 0;
  for await (const chunk of z.instanceof(IncomingMessage).parse(reply))
    bytes += z.instanceof(Buffer).parse(chunk).length;
  return bytes;
}
