import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { z } from 'zod';

/** Everything that is wrong with a page as it stands, in both themes. */
export async function everyFault(page: Page): Promise<string[]> {
  const found = [...(await shapeOf(page)), ...(await faultsOf(page))];
  await page.emulateMedia({ colorScheme: 'dark' });
  found.push(...(await faultsOf(page, ['color-contrast'])));
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/** What is wrong with the shape of a page at any width, a telephone's too, or with what it made of hostile text. */
export async function shapeOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  const say = (fault: string, holds: boolean): void => void (holds ? undefined : found.push(fault));
  say('not one first heading', (await page.getByRole('heading', { level: 1 }).count()) === 1);
  say('the title was changed', /(^| · )Yagura$/.test(await page.title()));
  say('an image of an attacker', (await page.locator('img[src="x"]').count()) === 0);
  const text = await page.getByRole('main').innerText();
  for (const sign of ['[object', 'NaN', 'undefined', '\u202E', '\u0007']) say(`shows ${sign}`, !text.includes(sign));
  for (const width of [390, 800, 2560, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const over = z.number().parse(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
    say(`scrolls sideways at ${width}`, over <= 0);
    say(`a table scrolls sideways at ${width}`, (await page.evaluate(wideTables)) === 0);
  }
  return found;
}

/** Tables for which the frame around them has no room. */
const wideTables = `[...document.querySelectorAll('main table')].filter(
  ({ parentElement: frame }) => frame.scrollWidth > frame.clientWidth + 1).length`;

const Checked = z.object({
  violations: z.array(
    z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })) }),
  ),
});

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A theme that was just changed fades in after the next drawing: what is judged is what the reader ends up with. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(`(async () => {
    for (let drawn = 0; drawn < 3; drawn++) await new Promise(requestAnimationFrame);
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  })()`);

/** What axe finds, by its tags or by single rules. It is handed over as text: the policy of the page lets no other script in. */
export async function faultsOf(page: Page, rules?: readonly string[]): Promise<string[]> {
  await settled(page);
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe.source);
  const asked = rules === undefined ? wcag : { type: 'rule', values: rules };
  const checked = Checked.parse(await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(asked)} })`));
  return checked.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 300)} ${failureSummary ?? ''}`),
  );
}
