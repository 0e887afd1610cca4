import type { Page } from 'playwright-core';
import { z } from 'zod';
import { paths } from '../../console/paths.ts';
import type { PlatformUnderTest } from '../platform.ts';
import { everyPage } from './every-page.ts';

/** What is looked at: an address, and what is done there before the picture is taken. */
export interface Scene {
  readonly path: string;
  readonly act?: (page: Page) => Promise<unknown>;
  /** What is put back afterwards. */
  readonly after?: (page: Page) => Promise<unknown>;
}

/** Every page, and what one meets on them: `finding`, `finding-sequence`, `findings-judge`, `denied`. */
export async function everyScene(program: PlatformUnderTest): Promise<Readonly<Record<string, Scene>>> {
  const places = await everyPage(program);
  const plain = Object.entries(places).flatMap(([page, variants]) =>
    Object.entries(variants).map(([variant, path]): [string, Scene] => [nameOf(page, variant), { path }]),
  );
  return { ...Object.fromEntries(plain), ...deeds, ...failures };
}

/** What a newcomer meets: nothing is made for the pictures. */
export async function scenesAsTheyAre(program: PlatformUnderTest): Promise<Readonly<Record<string, Scene>>> {
  const { findings } = Found.parse(await program.call('ListFindings', { limit: 1 }));
  return {
    summary: { path: paths.summary() },
    findings: { path: paths.findings() },
    finding: { path: paths.finding(findings[0]?.id ?? '') },
    ...(await baseline(program)),
    events: { path: paths.events() },
    sources: { path: paths.sources() },
  };
}

const Found = z.object({ findings: z.array(z.object({ id: z.string() })) });

/** `policyStore` and `test` are `policy-store-test`. */
const nameOf = (page: string, variant: string): string =>
  [page.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), ...(variant === 'usual' ? [] : [variant])].join(
    '-',
  );

/** A finding of what is not usual, where there is one: the made logs are too short for it, the simulated month is not. */
async function baseline(program: PlatformUnderTest): Promise<Record<string, Scene>> {
  const where = [{ property: 'type', operator: ':', values: ['AnomalousBehavior'] }];
  const { findings } = Found.parse(await program.call('ListFindings', { where, limit: 1 }));
  return findings[0] === undefined ? {} : { 'finding-baseline': { path: paths.finding(findings[0].id) } };
}

const press =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };

/** What people do on pages. */
const deeds: Readonly<Record<string, Scene>> = {
  'findings-filtered': {
    path: paths.findings({ severity: ['high', 'medium'], 'principal:': 'deploy', 'count>': '3' }),
  },
  'findings-nothing': { path: paths.findings({ severity: ['high'], principal: 'nobody' }) },
  'findings-selected': { path: paths.findings(), act: press('x', 'j', 'x', 'j') },
  'findings-keys': { path: paths.findings(), act: press('?') },
  'findings-judge': { path: paths.findings(), act: press('v') },
  'events-open': {
    path: paths.events({ days: 30, action: ['Stop', 'Leak'] }),
    act: (page) => page.locator('.event-list td > button').first().click(),
  },
  'events-nothing': { path: paths.events({ days: 1, principal: 'nobody' }) },
  'rules-filtered': { path: paths.rules({ origin: 'folder', severity: ['high', 'medium'] }) },
  'new-rule-chosen': {
    path: paths.events({ days: 30, action: ['Stop', 'Leak'] }),
    act: async (page) => {
      await page.locator('.event-list td > button').first().click();
      await page.locator('a[href^="/new-rule"]').first().click();
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
  'query-answered': {
    path: paths.query('SELECT principal, count() AS calls FROM api_activity GROUP BY principal ORDER BY calls DESC'),
    act: async (page) => {
      await page.locator('.sql textarea').press('Control+Enter');
      await page.getByRole('table').waitFor();
    },
  },
};

const failed = {
  status: 500,
  code: 'Internal',
  message: 'Something failed inside Yagura. Its log tells more under the reference 01JD.',
  ja: 'Yagura の内部で処理に失敗しました。詳細はサーバーのログに、参照番号 01JD で記録されています。',
};
const denied = {
  status: 403,
  code: 'Denied',
  message:
    'User: arn:aws:iam::000000000000:user/audrey is not authorized to perform: yagura:ListRules on resource: * because no policy allows it.',
};

/** What pages say when something is not there, fails or is forbidden. */
const failures: Readonly<Record<string, Scene>> = {
  failed: { path: paths.settings(), act: (page) => meet(page, failed) },
  denied: { path: paths.settings(), act: (page) => meet(page, denied) },
  away: {
    path: paths.summary(),
    act: async (page) => {
      await page.context().setOffline(true);
      await page.locator('div.away').first().waitFor();
    },
    after: (page) => page.context().setOffline(false),
  },
  missing: { path: '/nowhere' },
  'missing-finding': { path: paths.finding('none') },
};

/** Goes to the rules, and meets this answer there. */
async function meet(page: Page, { status, ...json }: { status: number; code: string; message: string }): Promise<void> {
  await page.route('**/call/yagura/ListRules', (route) => route.fulfill({ status, json }));
  await page.evaluate(`document.querySelector('a[href="/rules"]').click()`);
  await page.locator('.fault').waitFor();
  await page.unroute('**/call/yagura/ListRules');
}
