// `npm run shots`: pictures of every page in both languages and two widths, into shots/. `-- finding` takes those of one page.
import { mkdir } from 'node:fs/promises';
import { paths } from '../../console/paths.ts';
import { buildPage, complaintsOf, missing, openBrowser, openMade } from './browser.ts';
import { madeOperations } from './made-data.ts';

const pages = {
  summary: paths.summary(),
  findings: paths.findings(),
  'findings-filtered': paths.findings({ severity: ['high'], account: '111122223333', principal: 'nobody' }),
  finding: paths.finding('finding-1'),
  sources: paths.sources(),
  rules: paths.rules(),
  rule: paths.rule('rule-1'),
  query: paths.query('SELECT principal, count() AS calls FROM api_activity GROUP BY principal'),
  missing: '/nowhere',
  'missing-finding': paths.finding('none'),
  'sign-in': paths.signIn(),
};

const why = missing();
if (why !== undefined) {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}
const only = process.argv.slice(2);
await mkdir('shots', { recursive: true });
await using built = await buildPage();
await using web = await openMade(madeOperations(), built);
await using browser = await openBrowser();
for (const [language, colorScheme] of [
  ['en', 'light'],
  ['ja', 'light'],
  ['en', 'dark'],
] as const) {
  const context = await browser.newContext({
    locale: language,
    viewport: { width: 1440, height: 900 },
    colorScheme,
  });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  await page.goto(await web.signInLink());
  await page.waitForURL(`${web.url}/`);
  for (const width of [800, 1440, 2560]) {
    await page.setViewportSize({ width, height: 900 });
    for (const [name, path] of Object.entries(pages)) {
      if (only.length > 0 && !only.includes(name)) continue;
      await page.goto(`${web.url}${path}`);
      await page.waitForLoadState('networkidle');
      if (name === 'query') await page.getByRole('button', { name: language === 'en' ? 'Run' : '実行' }).click();
      await page.waitForTimeout(300);
      await page.screenshot({
        path: `shots/${name}-${language}-${width}${colorScheme === 'dark' ? '-dark' : ''}.png`,
        fullPage: true,
      });
    }
  }
  for (const complaint of new Set(complaints)) process.stderr.write(`${language}: ${complaint}\n`);
  await context.close();
}
