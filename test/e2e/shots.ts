// `npm run shots`: pictures of every page in both languages and both themes, narrow and wide, into shots/.
// `-- findings finding` takes those of some pages, `-- simulated` those of the simulated month (for the README).
import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import { missing, openConsole, type Opened } from './browser.ts';

const why = missing();
if (why !== undefined) {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}
const asked = process.argv.slice(2);
const only = asked.filter((name) => name !== 'simulated');
await mkdir('shots', { recursive: true });
await using opened = await openConsole(asked.includes('simulated') ? 'simulated' : undefined);

/** What is looked at: an address, and what is done there before the picture is taken. */
interface Scene {
  readonly path: string;
  readonly act?: (page: Page) => Promise<unknown>;
}

const failure = 'Something failed inside Yagura. Its log tells more under the reference 01JD.';
const denial =
  'User: arn:aws:iam::000000000000:user/audrey is not authorized to perform: yagura:ListRules on resource: * because no policy allows it.';
const scenes = await scenesOf(opened);
const looks = [
  { language: 'en', colorScheme: 'light', widths: [800, 1440, 2560] },
  { language: 'ja', colorScheme: 'light', widths: [800, 1440] },
  { language: 'en', colorScheme: 'dark', widths: [800, 1440] },
  { language: 'ja', colorScheme: 'dark', widths: [800, 1440] },
] as const;

for (const { language, colorScheme, widths } of looks) {
  const { page, complaints } = await opened.tab({ locale: language, colorScheme });
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const [name, { path, act }] of Object.entries(scenes)) {
      if (only.length > 0 && !only.includes(name)) continue;
      await page.goto(`${opened.program.url}${path}`);
      await page.waitForLoadState('networkidle');
      await act?.(page);
      await page.waitForTimeout(250);
      const file = `shots/${name}-${language}-${width}${colorScheme === 'dark' ? '-dark' : ''}.png`;
      await page.screenshot({ path: file, fullPage: true });
    }
  }
  for (const complaint of new Set(complaints)) process.stderr.write(`${language}: ${complaint}\n`);
  await page.context().close();
}

/** Goes to the rules, and meets this answer there. */
async function meet(page: Page, { status, ...json }: { status: number; code: string; message: string }): Promise<void> {
  await page.route('**/call/yagura/ListRules', (route) => route.fulfill({ status, json }));
  await page.evaluate(`document.querySelector('a[href="/rules"]').click()`);
  await page.locator('.fault').waitFor();
  await page.unroute('**/call/yagura/ListRules');
}

async function scenesOf({ program }: Opened): Promise<Record<string, Scene>> {
  const List = z.object({
    findings: z.array(z.object({ id: z.string(), rule: z.string(), title: z.object({ en: z.string() }) })),
  });
  const { findings } = List.parse(await program.call('ListFindings', { limit: 50 }));
  const [first] = findings;
  const shown = findings.find(({ title }) => title.en.includes('record')) ?? first;
  const id = shown?.id ?? '';
  const Places = z.object({
    events: z.array(z.object({ table: z.string(), time: z.string(), file: z.string(), position: z.number() })),
  });
  const asked = { where: [{ property: 'action', operator: '=', values: ['Stop', 'PutBucketPolicy'] }], limit: 1 };
  const span = { from: new Date(Date.now() - 60 * 86_400_000).toISOString(), to: new Date().toISOString() };
  const [event] = Places.parse(await program.call('SearchEvents', { ...span, ...asked })).events;
  const { table = '', time = '', file = '', position = 0 } = event ?? {};
  const place = { table, time, file, position };
  return {
    summary: { path: paths.summary() },
    findings: { path: paths.findings() },
    'findings-open': { path: paths.findings({ open: id }) },
    'findings-filtered': {
      path: paths.findings({ severity: ['high', 'medium'], 'principal:': 'deploy', 'count>': '3' }),
    },
    'findings-nothing': { path: paths.findings({ severity: ['high'], principal: 'nobody' }) },
    'findings-selected': {
      path: paths.findings(),
      act: async (page) => {
        for (const key of ['x', 'j', 'x', 'j']) await page.keyboard.press(key);
      },
    },
    'findings-keys': { path: paths.findings(), act: (page) => page.keyboard.press('?') },
    'findings-judge': { path: paths.findings(), act: (page) => page.keyboard.press('v') },
    finding: { path: paths.finding(id) },
    events: { path: paths.events({ days: 30 }) },
    'events-open': {
      path: paths.events({ days: 30, action: ['Stop', 'Leak'] }),
      act: (page) => page.locator('.event-list td > button').first().click(),
    },
    settings: { path: paths.settings() },
    account: { path: paths.account() },
    people: { path: paths.people() },
    'sign-in': { path: paths.signIn() },
    failed: { path: paths.settings(), act: (page) => meet(page, { status: 500, code: 'Internal', message: failure }) },
    denied: { path: paths.settings(), act: (page) => meet(page, { status: 403, code: 'Denied', message: denial }) },
    away: {
      path: paths.summary(),
      act: async (page) => {
        await page.context().setOffline(true);
        await page.locator('.away').waitFor();
        await page.context().setOffline(false);
      },
    },
    sources: { path: paths.sources() },
    rules: { path: paths.rules() },
    'rules-filtered': { path: paths.rules({ origin: 'folder', severity: ['high', 'medium'] }) },
    'new-rule': {
      path: paths.newRule(place),
      act: async (page) => {
        for (const field of ['eventName', 'userIdentity.accountId'])
          await page.locator('.rule-fields button', { hasText: field }).first().click();
        await page.locator('.day-bars').waitFor();
      },
    },
    'new-rule-faulty': {
      path: paths.newRule(),
      act: async (page) => {
        await page.locator('.rule-editor textarea').fill('title: Broken\nlogsource: { product: aws }\n');
        await page.getByRole('alert').waitFor();
      },
    },
    rule: { path: paths.rule(shown?.rule ?? '') },
    query: {
      path: paths.query('SELECT principal, count() AS calls FROM api_activity GROUP BY principal'),
      act: (page) => page.keyboard.press('Control+Enter'),
    },
    missing: { path: '/nowhere' },
    'missing-finding': { path: paths.finding('none') },
  };
}
