import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import { hostile } from './made-logs.ts';
import { describeConsole } from './room.ts';

describeConsole('Every page', (room) => {
  const List = z.object({ findings: z.array(z.object({ id: z.string(), rule: z.string() })) });
  const everyPage = async (): Promise<string[]> => {
    const found = await room.program.call('ListFindings', { text: hostile.slice(0, 20) });
    const [finding] = List.parse(found).findings;
    const id = finding?.id ?? '';
    return [
      paths.summary(),
      paths.findings(),
      paths.findings({ open: id }),
      paths.finding(id),
      paths.sources(),
      paths.rules(),
      paths.rule(finding?.rule ?? ''),
      paths.events({ days: 60 }),
      paths.query(),
      paths.settings(),
    ];
  };

  it('has one first heading, fits 800 to 2560 pixels, keeps WCAG 2.2 AA in both themes as far as axe can tell, and runs nothing from a log', async () => {
    const faults: Record<string, unknown> = {};
    for (const path of await everyPage()) {
      await room.goto(path);
      await room.page.waitForLoadState('networkidle');
      const found = [...(await shapeOf(room.page)), ...(await faultsOf(room.page))];
      await room.page.emulateMedia({ colorScheme: 'dark' });
      found.push(...(await faultsOf(room.page, ['color-contrast'])));
      await room.page.emulateMedia({ colorScheme: 'light' });
      if (found.length > 0) faults[path] = found;
    }
    expect(faults).toEqual({});
  });

  it('speaks Japanese after one click, remembers it, and says so to screen readers', async () => {
    await room.goto(paths.findings());
    await room.page.getByRole('button', { name: '日本語' }).click();
    await room.page.getByRole('heading', { name: /検出結果/ }).waitFor();
    await room.page.reload();
    await room.page.getByRole('columnheader', { name: '重大度' }).waitFor();
    expect(await room.page.locator('html').getAttribute('lang')).toBe('ja');
  });

  it('says that there is nothing under a wrong address or id, and leads home', async () => {
    for (const path of ['/nowhere', paths.finding('none'), paths.rule('none')]) {
      await room.page.goto(`${room.program.url}${path}`);
      await room.page.getByText('There is nothing here').waitFor();
      await room.page.getByRole('link', { name: 'Go to the Summary' }).waitFor();
    }
    room.complaints.splice(0); // the browser reports the replies itself
  });

  it('says what failed when the server fails, and tries again', async () => {
    const broken = { status: 500, json: { code: 'Internal', message: 'Something failed inside Yagura.' } };
    await room.page.route('**/call/yagura/ListRules', (route) => route.fulfill(broken));
    await room.page.goto(`${room.program.url}${paths.rules()}`);
    await room.page.getByText('Something failed inside Yagura.').waitFor();
    await room.page.unroute('**/call/yagura/ListRules');
    await room.page.getByRole('button', { name: 'Try again' }).click();
    await room.page.getByRole('heading', { name: /Rules/ }).waitFor();
    room.complaints.splice(0);
  });
});

/** What is wrong with the shape of a page at any width, or with what it made of hostile text. */
async function shapeOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  const say = (fault: string, holds: boolean): void => void (holds ? undefined : found.push(fault));
  say('not one first heading', (await page.getByRole('heading', { level: 1 }).count()) === 1);
  say('the title was changed', (await page.title()) === 'Yagura');
  say('an image of an attacker', (await page.locator('img[src="x"]').count()) === 0);
  const text = await page.getByRole('main').innerText();
  for (const sign of ['[object', 'NaN', 'undefined', '\u202E', '\u0007']) say(`shows ${sign}`, !text.includes(sign));
  for (const width of [800, 2560, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const over = z.number().parse(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
    say(`scrolls sideways at ${width}`, over <= 0);
  }
  return found;
}

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
async function faultsOf(page: Page, rules?: readonly string[]): Promise<string[]> {
  await settled(page);
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe.source);
  const asked = rules === undefined ? wcag : { type: 'rule', values: rules };
  const checked = Checked.parse(await page.evaluate(`axe.run({ runOnly: ${JSON.stringify(asked)} })`));
  return checked.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 300)} ${failureSummary ?? ''}`),
  );
}
