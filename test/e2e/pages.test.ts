import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import { everyPage } from './every-page.ts';
import { everyFault, faultsOf, shapeOf } from './judged-page.ts';
import { describeConsole } from './room.ts';

describeConsole('Every page', (room) => {
  let pages: readonly string[] = [];
  beforeAll(async () => {
    const places = await everyPage(room.program);
    const { signIn: _, ...inside } = places; // judged by itself, before one signs in
    pages = [...Object.values(inside).flatMap((variants) => Object.values(variants)), '/nowhere'];
  });

  /** One page of so many: the parts that pages are made of are met several times that way, too. */
  const every = (step: number): string[] => pages.filter((_, place) => place % step === 0);

  /** Goes through the pages in two tabs, of which one is drawn while the other waits, and judges each. */
  const visited = async (
    options: BrowserContextOptions,
    judge: (page: Page) => Promise<string[]>,
    some: readonly string[] = pages,
  ) => {
    const faults: Record<string, unknown> = {};
    const visit = async (half: number) => {
      const { page, complaints, quiet } = await room.tab(options);
      for (const path of some.filter((_, place) => place % 2 === half)) {
        await page.goto(`${room.program.url}${path}`);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await quiet();
        const found = await judge(page);
        if (found.length > 0) faults[path] = found;
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    };
    await Promise.all([visit(0), visit(1)]);
    expect(faults).toEqual({});
  };

  it(
    'has one first heading, fits 800 to 2560 pixels, keeps WCAG 2.2 AA as far as axe can tell, and runs nothing from a log',
    () => visited({ locale: 'en' }, everyFault),
    300_000,
  );

  it(
    'does so in Japanese, whose lines break elsewhere',
    () => visited({ locale: 'ja', colorScheme: 'dark' }, shapeOf, every(3)),
    240_000,
  );

  it('is judged so before one signs in, too', async () => {
    const { page } = await room.tab({ locale: 'ja' });
    await page.context().clearCookies();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${room.program.url}${paths.signIn()}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect([...(await shapeOf(page)), ...(await faultsOf(page))]).toEqual([]);
    }
    await page.context().close();
  });

  it('speaks Japanese after one click, remembers it, and says so to screen readers', async () => {
    await room.goto(paths.findings());
    await room.page.getByRole('button', { name: '日本語' }).click();
    await room.page.getByRole('heading', { name: /検出結果/ }).waitFor();
    await room.page.reload();
    await room.page.getByRole('columnheader', { name: '重大度' }).waitFor();
    expect(await room.page.locator('html').getAttribute('lang')).toBe('ja');
  });

  it('is reached by the tabulator, part after part, and what has the focus is seen', async () => {
    const faults: Record<string, unknown> = {};
    for (const path of every(6)) {
      await room.goto(path);
      await room.quiet();
      const found = await unreached(room.page);
      if (found.length > 0) faults[path] = found;
    }
    expect(faults).toEqual({});
  }, 240_000);

  it('stands still for readers who want it so', async () => {
    const { page } = await room.tab({ reducedMotion: 'reduce' });
    for (const path of [paths.summary(), paths.findings()]) {
      await page.goto(`${room.program.url}${path}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      const moving = await page.evaluate(
        'document.getAnimations().filter(({ effect }) => effect.getComputedTiming().duration > 10).length',
      );
      expect(moving).toBe(0);
    }
    await page.context().close();
  });
});

/** Controls of a page that the tabulator does not lead to among the first hundred, and those that nobody sees when it does. */
async function unreached(page: Page): Promise<string[]> {
  const wanted = `[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter((one) =>
    one.tabIndex >= 0 && !one.disabled && one.type !== 'radio' && one.checkVisibility({ visibilityProperty: true }))`;
  await page.evaluate(`(() => {
    document.activeElement?.blur();
    globalThis.reached = new Set();
    globalThis.unseen = [];
    addEventListener('focusin', ({ target }) => {
      reached.add(target);
      const { width, height } = target.getBoundingClientRect();
      if (width < 1 || height < 1) unseen.push(target.outerHTML.slice(0, 120));
    });
  })()`);
  const hasEditor = (await page.locator('.cedar-editor').count()) > 0;
  // What comes late is counted, too: so it is asked again as one goes.
  const controls = async (): Promise<number> => z.number().parse(await page.evaluate(`${wanted}.length`));
  for (let stop = 0; stop < 110 && (stop % 10 > 0 || stop < (await controls()) + 10); stop++) {
    if (hasEditor) await page.keyboard.press('Escape'); // the way out of one; elsewhere it does nothing
    await page.keyboard.press('Tab');
  }
  const Found = z.object({ unseen: z.array(z.string()), missed: z.array(z.string()) });
  const { unseen, missed } = Found.parse(
    await page.evaluate(
      `({ unseen, missed: ${wanted}.slice(0, 90).filter((one) => !reached.has(one)).map((one) => one.outerHTML.slice(0, 120)) })`,
    ),
  );
  return [...unseen.map((one) => `nobody sees the focus on ${one}`), ...missed.map((one) => `never reached: ${one}`)];
}
