import { expect, it } from 'vitest';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import { describeConsole } from './room.ts';

const Found = z.object({ findings: z.array(z.object({ id: z.string(), title: z.object({ en: z.string() }) })) });

describeConsole('What stands around a page', (room) => {
  it('tells tabs and screen readers which page it is', async () => {
    for (const [path, title] of [
      [paths.findings(), 'Findings · Yagura'],
      [paths.rules(), 'Rules · Yagura'],
      ['/nowhere', 'Yagura'],
    ] as const) {
      await room.goto(path);
      await expect.poll(() => room.page.title()).toBe(title);
    }
  });

  it('reads out how many there are, and what a query has answered', async () => {
    await room.goto(paths.query('SELECT 1 AS one'));
    await room.page.getByRole('button', { name: 'Run', exact: true }).click();
    await room.page
      .getByRole('status')
      .getByText(/^1 row/)
      .waitFor({ state: 'attached' });
    await room.goto(paths.findings());
    expect(await room.page.getByRole('heading', { level: 1 }).getAttribute('aria-live')).toBe('polite');
  });

  it('gives way to the key Escape on a telephone, and the focus goes back to its button', async () => {
    const { page } = await room.tab({ viewport: { width: 390, height: 844 } });
    await page.goto(`${room.program.url}${paths.findings()}`);
    const menu = page.getByRole('button', { name: /the list of pages$/ });
    await menu.press('Enter');
    const rules = page.getByRole('navigation').getByRole('link', { name: 'Rules' });
    await rules.press('Escape');
    await expect.poll(() => rules.isVisible()).toBe(false);
    expect(await menu.evaluate((button) => button.matches(':focus'))).toBe(true);
    await page.context().close();
  });

  it('stays off paper, on which a dark page is black on white', async () => {
    const { findings } = Found.parse(await room.program.call('ListFindings', { limit: 1 }));
    const { page } = await room.tab({ colorScheme: 'dark' });
    await page.goto(`${room.program.url}${paths.finding(findings[0]?.id ?? '')}`);
    await page.getByRole('heading', { name: 'What to do' }).waitFor();
    const inkOf = () => page.getByRole('heading', { level: 1 }).evaluate((one) => getComputedStyle(one).color);
    const onScreen = await inkOf();
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.getByRole('banner').isVisible()).toBe(false);
    await expect.poll(inkOf).not.toBe(onScreen);
    expect(await page.getByRole('button', { name: 'Judge' }).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await expect.poll(inkOf).toBe(onScreen);
    await page.context().close();
  });

  it('tells in which zone the times of a list are, UTC or the own one', async () => {
    const { page } = await room.tab({ locale: 'ja', timezoneId: 'Asia/Tokyo' });
    await page.goto(`${room.program.url}${paths.findings()}`);
    await page.getByRole('columnheader', { name: '最終検出 (UTC)' }).waitFor();
    await page.evaluate("localStorage.setItem('yagura.clock', 'local')");
    await page.reload();
    await page.getByRole('columnheader', { name: '最終検出 (JST)' }).waitFor();
    await page.context().close();
  });
});
