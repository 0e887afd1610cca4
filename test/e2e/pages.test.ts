import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import { hostile } from './made-logs.ts';
import { faultsOf, shapeOf } from './judged-page.ts';
import { describeConsole } from './room.ts';

describeConsole('Every page', (room) => {
  const List = z.object({ findings: z.array(z.object({ id: z.string(), rule: z.string() })) });
  const Occurrences = z.object({
    occurrences: z.array(z.object({ table: z.string(), time: z.string(), file: z.string(), position: z.number() })),
  });
  const everyPage = async (): Promise<string[]> => {
    const found = await room.program.call('ListFindings', { text: hostile.slice(0, 20) });
    const [finding] = List.parse(found).findings;
    const id = finding?.id ?? '';
    const seen = await room.program.call('ListOccurrences', { id, limit: 1 });
    const [place] = Occurrences.parse(seen).occurrences;
    return [
      paths.summary(),
      paths.findings(),
      paths.findings({ open: id }),
      paths.suppressions(),
      paths.finding(id),
      paths.sources(),
      paths.rules(),
      paths.rule(finding?.rule ?? ''),
      paths.newRule(),
      paths.newRule(place),
      paths.events({ days: 60 }),
      paths.query(),
      paths.settings(),
      paths.account(),
      paths.people(),
      '/nowhere',
    ];
  };

  const looks = [
    { locale: 'en', colorScheme: 'light' },
    { locale: 'ja', colorScheme: 'dark' },
  ] as const;

  it.each(looks)(
    'has one first heading, fits 800 to 2560 pixels, keeps WCAG 2.2 AA as far as axe can tell, and runs nothing from a log: $locale, $colorScheme',
    async (look) => {
      const { page, complaints } = await room.tab(look);
      const faults: Record<string, unknown> = {};
      for (const path of await everyPage()) {
        await page.goto(`${room.program.url}${path}`);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        await page.waitForLoadState('networkidle');
        const found = [...(await shapeOf(page)), ...(await faultsOf(page))];
        if (look.locale === 'en') {
          await page.emulateMedia({ colorScheme: 'dark' });
          found.push(...(await faultsOf(page, ['color-contrast']))); // all that the other theme changes
          await page.emulateMedia({ colorScheme: 'light' });
        }
        if (found.length > 0) faults[path] = found;
      }
      expect(faults).toEqual({});
      expect(complaints).toEqual([]);
      await page.context().close();
    },
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
    // Every other page: the parts that pages are made of are met several times that way, too.
    const pages = (await everyPage()).filter((_, place) => place % 2 === 0);
    for (const path of pages) {
      await room.goto(path);
      await room.page.waitForLoadState('networkidle');
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
  await page.evaluate('document.activeElement?.blur()');
  const wanted = `[...document.querySelectorAll('a[href], button, input, select, textarea')].filter((one) =>
    one.tabIndex >= 0 && !one.disabled && one.type !== 'radio' && one.checkVisibility({ visibilityProperty: true }))`;
  const count = z.number().parse(await page.evaluate(`globalThis.reached = new Set(), ${wanted}.length`));
  const found: string[] = [];
  for (let stop = 0; stop < Math.min(count + 10, 110); stop++) {
    await page.keyboard.press('Tab');
    const unseen = await page.evaluate(`(() => {
      const one = document.activeElement;
      globalThis.reached.add(one);
      const { width, height } = one.getBoundingClientRect();
      return one !== document.body && (width < 1 || height < 1) ? one.outerHTML.slice(0, 120) : '';
    })()`);
    if (unseen !== '') found.push(`nobody sees the focus on ${String(unseen)}`);
  }
  const missed = z
    .array(z.string())
    .parse(
      await page.evaluate(
        `${wanted}.slice(0, 90).filter((one) => !globalThis.reached.has(one)).map((one) => one.outerHTML.slice(0, 120))`,
      ),
    );
  return [...found, ...missed.map((control) => `never reached: ${control}`)];
}
