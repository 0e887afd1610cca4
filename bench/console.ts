// How soon the page is drawn and how soon it answers, in Chromium at a quarter of this machine's speed, with a hundred
// thousand findings in the list.
import { cpus } from 'node:os';
import type { Page } from 'playwright-core';
import { paths } from '../console/paths.ts';
import { missing, openConsole, type Opened } from '../test/e2e/browser.ts';
import { manyFindings } from './console/many-findings.ts';
import { acting, median, opening, throttle, watchInput, watchWork } from './console/measure.ts';

const slower = 4;
const times = 3;
/** A machine that others use may take long. */
const patience = 180_000;
const findings = Number(process.argv[2] ?? 100_000);

const why = missing();
if (why !== undefined) throw new Error(why);
await using opened = await openConsole(manyFindings(findings));
const rows = [...(await answers(opened)), ...(await openings(opened)), ...(await interactions(opened))];
console.log(
  `${cpus().length} shared, noisy cores; Node ${process.version}; Chromium slowed ${slower} times; ${findings.toLocaleString('en')} findings; median of ${times}`,
);
console.table(rows);

type Figures = Record<string, string>;

/** What the server takes for what the pages ask of it, without any browser. */
async function answers({ program }: Opened): Promise<Figures[]> {
  const asked: Record<string, readonly [string, object]> = {
    'ask for the Summary': ['GetSummary', {}],
    'ask for a ranking': ['GetFindingRanks', { by: 'resource', where: [] }],
    'ask for the first findings': ['ListFindings', { limit: 100 }],
    'ask for the last findings': ['ListFindings', { limit: 100, cursor: String(findings - 100) }],
    'ask for counts by severity': ['CountFindings', { by: 'severity', where: [] }],
    'ask for the status': ['GetStatus', {}],
  };
  const rows: Figures[] = [];
  for (const [what, [operation, input]] of Object.entries(asked)) {
    const taken: number[] = [];
    for (let time = 0; time < times; time++) {
      const started = performance.now();
      await program.call(operation, input);
      taken.push(performance.now() - started);
    }
    rows.push({ what, 'data there, ms': median(taken).toFixed(0) });
  }
  return rows;
}

/** Pages opened in a browser that has none of their files. */
async function openings(opened: Opened): Promise<Figures[]> {
  const pages: Record<string, readonly [string, (page: Page) => Promise<unknown>]> = {
    'sign-in': [paths.signIn(), (page) => page.getByLabel('Password').waitFor()],
    Summary: [paths.summary(), (page) => page.getByRole('link', { name: /^Findings: / }).waitFor()],
    Findings: [paths.findings(), (page) => page.getByRole('row').nth(1).waitFor()],
  };
  const rows: Figures[] = [];
  for (const [name, [path, there]] of Object.entries(pages)) {
    const seen: Awaited<ReturnType<typeof opening>>[] = [];
    for (let time = 0; time < times; time++) {
      const { page } = await opened.tab();
      page.setDefaultTimeout(patience);
      await throttle(page, slower);
      seen.push(await opening(page, `${opened.program.url}${path}`, there));
      await page.context().close();
    }
    rows.push({
      what: `open ${name}`,
      'painted, ms': median(seen.map(({ paint }) => paint)).toFixed(0),
      'target, ms': '1000',
      'data there, ms': median(seen.map(({ ready }) => ready)).toFixed(0),
      'layout shift': median(seen.map(({ shift }) => shift)).toFixed(3),
    });
  }
  return rows;
}

/** What people do in the list, one after the other, several times over. */
async function interactions(opened: Opened): Promise<Figures[]> {
  const { page } = await opened.tab();
  page.setDefaultTimeout(patience);
  await page.goto(`${opened.program.url}${paths.findings()}`);
  await page.getByRole('row').nth(1).waitFor();
  await throttle(page, slower);
  await watchInput(page);
  const worked = await watchWork(page);
  const key = (name: string) => () => page.keyboard.press(name);
  const painted = (): Promise<void> => Promise.resolve();
  const rowThere = async (): Promise<void> => {
    await page.locator('.grid-row.waiting').first().waitFor({ state: 'detached' });
    await page.locator('.grid-row').nth(5).waitFor({ state: 'attached' });
  };
  const beside = page.getByRole('complementary');
  const steps: Record<string, readonly [() => Promise<unknown>, () => Promise<unknown>]> = {
    'next row (j)': [key('j'), painted],
    'select (x)': [key('x'), painted],
    'clear the selection (Escape)': [key('Escape'), painted],
    'last of all rows (End)': [key('End'), rowThere],
    'first row (Home)': [key('Home'), rowThere],
    'open beside the list (Enter)': [key('Enter'), () => beside.getByRole('heading', { name: 'What to do' }).waitFor()],
    'next finding beside it (j)': [key('j'), painted],
    'close it (Escape)': [key('Escape'), () => beside.waitFor({ state: 'detached' })],
    'only one severity': [
      () => page.getByRole('button', { name: /^High / }).click(),
      () => page.waitForURL(/severity/),
    ],
    'all severities': [() => page.getByRole('button', { name: /^High / }).click(), rowThere],
    'sort by another column': [() => page.getByRole('button', { name: 'Last seen' }).click(), rowThere],
    'sort back': [() => page.getByRole('button', { name: 'Severity', exact: true }).click(), rowThere],
    'type into the filter': [
      () => page.getByRole('combobox', { name: 'Filter findings' }).pressSequentially('f'),
      painted,
    ],
    'empty the filter': [() => page.keyboard.press('Backspace').then(() => page.keyboard.press('Escape')), painted],
    'go to Settings': [
      () => page.getByRole('link', { name: 'Settings' }).click(),
      () => page.getByRole('heading', { name: 'What runs' }).waitFor(),
    ],
    'back to the list': [() => page.getByRole('link', { name: 'Findings', exact: true }).click(), rowThere],
  };
  const seen = new Map<string, { paint: number; ready: number; work: number }[]>();
  for (let time = 0; time < times; time++)
    for (const [name, [act, there]] of Object.entries(steps))
      seen.set(name, [...(seen.get(name) ?? []), await acting(page, { act, there, worked })]);
  return [...seen].map(([what, figures]) => ({
    what,
    'painted, ms': median(figures.map(({ paint }) => paint)).toFixed(0),
    'target, ms': '100',
    'data there, ms': median(figures.map(({ ready }) => ready)).toFixed(0),
    'main thread, ms': median(figures.map(({ work }) => work)).toFixed(0),
  }));
}
