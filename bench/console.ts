// How soon the page is drawn and how soon it answers, in Chromium at a quarter of this machine's speed. Ten thousand
// findings by default; a hundred thousand (`npm run bench -- console 100000`) take some minutes to be found first. One
// page alone: `npm run bench -- console 10000 Events`.
import { cpus } from 'node:os';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { paths } from '../console/paths.ts';
import { missing, openConsole, type Opened } from '../test/e2e/browser.ts';
import { storeOfPhotos } from '../test/e2e/every-page.ts';
import { places, type Place, type Step } from './console/interactions.ts';
import { manyFindings } from './console/many-findings.ts';
import { acting, median, opening, throttle, watchInput, watchWork } from './console/measure.ts';
import { progressTo, say } from './console/progress.ts';

const slower = 4;
const times = 3;
/** Longest that one step is waited for: a step that takes longer is said to, and the next one is tried. */
const patience = 20_000;
const findings = Number(process.argv[2] ?? 10_000);
const only = process.argv[3];

const why = missing();
if (why !== undefined) throw new Error(why);
say(`Finding ${findings.toLocaleString('en')} things`);
await using opened = await openConsole(manyFindings(findings), progressTo(say));
console.log(
  `${cpus().length} cores; Node ${process.version}; Chromium slowed ${slower} times; ${findings.toLocaleString('en')} findings; median of ${times}`,
);
if (only === undefined) {
  console.table(await answers(opened));
  console.table(await openings(opened));
}
await interactions(opened);

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
    say(what);
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
    say(`open ${name}`);
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

/** What people do on each page, one after the other, several times over. */
async function interactions(opened: Opened): Promise<void> {
  for (const [name, place] of Object.entries(places(await storeOfPhotos(opened.program)))) {
    if (only !== undefined && only !== name) continue;
    const { page } = await opened.tab();
    page.setDefaultTimeout(patience);
    const seen = new Map<string, Seen[]>();
    for (let time = 0; time < times; time++) await visit(page, `${opened.program.url}${place.path}`, place, seen);
    await page.context().close();
    console.table([...seen].map(([what, figures]) => figuresOf(`${name}: ${what}`, figures)));
  }
}

type Seen = Awaited<ReturnType<typeof acting>> | 'late';

async function visit(page: Page, url: string, { ready, steps }: Place, seen: Map<string, Seen[]>): Promise<void> {
  await page.goto(url);
  await ready(page);
  await throttle(page, slower);
  await watchInput(page);
  const worked = await watchWork(page);
  for (const [name, step] of Object.entries(steps(page))) {
    say(name);
    seen.set(name, [...(seen.get(name) ?? []), await tried(page, step, worked)]);
  }
  await throttle(page, 1);
}

async function tried(page: Page, [act, there]: Step, worked: () => Promise<number>): Promise<Seen> {
  try {
    return await acting(page, { act, there, worked });
  } catch (error) {
    say(`Not within ${patience / 1000} s: ${z.instanceof(Error).parse(error).message.split('\n')[0]}`);
    return 'late';
  }
}

function figuresOf(what: string, all: readonly Seen[]): Figures {
  const figures = all.filter((seen) => seen !== 'late');
  const of = (name: 'paint' | 'ready' | 'soon' | 'work'): string => median(figures.map((one) => one[name])).toFixed(0);
  if (figures.length < all.length) return { what, 'data there, ms': `not within ${patience}` };
  return {
    what,
    'painted, ms': of('paint'),
    'best, ms': Math.min(...figures.map(({ paint }) => paint)).toFixed(0),
    'target, ms': '100',
    'data there, ms': of('ready'),
    'work until painted, ms': of('soon'),
    'work, ms': of('work'),
  };
}
