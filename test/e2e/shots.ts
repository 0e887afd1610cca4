// `npm run shots`: pictures of every page in both languages and both themes, narrow and wide, into shots/.
// Words after `--` choose: `finding` the pages whose name begins so, `ja`, `dark`, `1440` the looks, `simulated` the
// month of the simulated company as a newcomer meets it, instead of made logs (`simulated summary en light 1440` is the
// README's picture, its upper part).
import { mkdir } from 'node:fs/promises';
import { missing, openConsole } from './browser.ts';
import { everyScene, scenesAsTheyAre } from './scenes.ts';

const why = missing();
if (why !== undefined) {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

const languages = ['en', 'ja'] as const;
const schemes = ['light', 'dark'] as const;
const widths = ['800', '1440', '2560'] as const;
const lookWords = new Set<string>([...languages, ...schemes, ...widths, 'simulated']);

const asked = process.argv.slice(2);
const names = asked.filter((word) => !lookWords.has(word));
/** Those of one kind that were asked for, or all when none was. */
const chosen = <Word extends string>(words: readonly Word[]): readonly Word[] =>
  words.some((word) => asked.includes(word)) ? words.filter((word) => asked.includes(word)) : words;

await mkdir('shots', { recursive: true });
const isSimulated = asked.includes('simulated');
await using opened = await openConsole(isSimulated ? 'simulated' : undefined);
const scenes = Object.entries(await (isSimulated ? scenesAsTheyAre : everyScene)(opened.program)).filter(
  ([name]) => names.length === 0 || names.some((begin) => name.startsWith(begin)),
);
for (const language of chosen(languages))
  for (const colorScheme of chosen(schemes)) {
    const { page, complaints } = await opened.tab({ locale: language, colorScheme });
    for (const width of chosen(widths)) {
      // The widest screen shows little that the others do not: once is enough, unless it is asked for.
      if (width === '2560' && !asked.includes(width) && (language !== 'en' || colorScheme !== 'light')) continue;
      await page.setViewportSize({ width: Number(width), height: 900 });
      for (const [name, { path, act, after }] of scenes) {
        await page.goto(`${opened.program.url}${path}`);
        await page.waitForLoadState('networkidle');
        await act?.(page).catch((error: unknown) => complaints.push(`${name}: ${String(error)}`));
        await page.waitForTimeout(250);
        const file = `shots/${name}-${language}-${width}${colorScheme === 'dark' ? '-dark' : ''}.png`;
        await page.screenshot({ path: file, fullPage: true });
        await after?.(page);
      }
    }
    for (const complaint of new Set(complaints)) process.stderr.write(`${language}, ${colorScheme}: ${complaint}\n`);
    await page.context().close();
  }
