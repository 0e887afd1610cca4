// Opens no lake.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentence, type Sentence } from '../../console/i18n/words.ts';
import { visible } from '../../console/visible.ts';

const folder = new URL('../../console', import.meta.url).pathname;
const machinery = new Set(['words.ts', 'language.tsx', 'cloudscape.tsx']);

/** Every sentence of every page, by the way in which code names it: `findingsWords.title`. */
const sentences = await everySentence();
const named = Object.entries(sentences);

async function everySentence(): Promise<Record<string, Sentence>> {
  const files = (await readdir(join(folder, 'i18n'))).filter((file) => !machinery.has(file));
  const modules = await Promise.all(files.map((file): Promise<object> => import(join(folder, 'i18n', file))));
  const lists = modules.flatMap((module) => Object.entries(module));
  return Object.fromEntries(
    lists.flatMap(([list, words]: [string, Record<string, Sentence>]) =>
      Object.entries(words).map(([name, words]) => [`${list}.${name}`, words]),
    ),
  );
}

const english = ({ en }: Sentence): string[] => (typeof en === 'string' ? [en] : [en.one, en.other]);
const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();

/** Code in which a list that is called otherwise there (`import { xWords as words }`) has its own name again. */
function unaliased(code: string): string {
  const [, list, alias] = /\b(\w+Words) as (\w+)\b/.exec(code) ?? [];
  return list === undefined ? code : code.replaceAll(new RegExp(`\\b${alias}\\b`, 'g'), list);
}

describe('The words of the console', () => {
  it('are there at all', () => {
    expect(named.length).toBeGreaterThan(200);
  });

  it.each(named)('%s has the same places in both languages, and is no empty sentence', (_, words) => {
    const texts = english(words);
    expect(texts.map((text) => text.trim())).not.toContain('');
    expect(words.ja.trim()).not.toBe('');
    // "one" may say the number in words.
    expect(places(words.ja)).toEqual(places(texts.at(-1) ?? ''));
  });

  it('are Japanese in Japanese, but for names of things', () => {
    const untranslated = named.filter(([, { ja }]) => !/[\u3040-\u30ff\u4e00-\u9fff]/.test(ja)).map(([name]) => name);
    expect(untranslated.toSorted()).toEqual(
      [
        'eventsWords.exportCsv',
        'eventsWords.exportJson',
        'figuresWords.none',
        'frameWords.query',
        'queryWords.title',
        'readingWords.doneOf',
        'rulesWords.yagura',
        'settingsWords.storeOf',
        'settingsWords.versionOn',
      ].toSorted(),
    );
  });

  it('say in two sentences what each page is for', () => {
    const helps = named.filter(([name]) => /^(?!signIn|reading|guide)\w+Words\.help$/.test(name));
    expect(helps.length).toBeGreaterThan(6);
    const sentencesIn = (text: string): number => (text.match(/\.(?= |$)|。/g) ?? []).length;
    const wrong = helps.filter(([, words]) => [words.ja, ...english(words)].some((text) => sentencesIn(text) !== 2));
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  it('are all used somewhere', async () => {
    const files = (await readdir(folder, { recursive: true })).filter(
      (name) => /\.tsx?$/.test(name) && !name.startsWith('i18n'),
    );
    const code = (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8'))))
      .map(unaliased)
      .join('\n');
    // A list that is asked by a name from elsewhere (`severityWords[level]`) is used as a whole.
    const asked = new Set([...code.matchAll(/\b(\w+Words)(?:\[|;)/g)].map(([, list]) => list));
    const uses = (name: string): boolean =>
      asked.has(name.split('.')[0] ?? '') || new RegExp(`\\b${name}\\b`).test(code);
    expect(named.map(([name]) => name).filter((name) => !uses(name))).toEqual([]);
  });
});

describe('A sentence', () => {
  const seen = { en: { one: 'once', other: '{count} times' }, ja: '{count} 回' };

  it('tells one from many in English, and writes numbers as its language does', () => {
    expect(sentence('en', seen, { count: 1 })).toBe('once');
    expect(sentence('en', seen, { count: 1234 })).toBe('1,234 times');
    expect(sentence('ja', seen, { count: 1 })).toBe('1\u00A0回');
  });

  it('fills its places with hostile text as it is, and fills nothing twice', () => {
    expect(sentence('en', { en: '{a} and {b}', ja: '{a}と{b}' }, { a: '{b}', b: '$&' })).toBe('{b} and $&');
  });
});

describe('What is made visible', () => {
  it('shows a sign for everything that would be unseen, ring or turn the line around', () => {
    expect(visible('a\u202Eb\u200B\u0007\u001B[31m\u0000\u007F')).toBe('a⟨U+202E⟩b⟨U+200B⟩␇␛[31m␀␡');
    expect(visible('日本語 emoji 👩‍💻 \t\n')).toBe('日本語 emoji 👩⟨U+200D⟩💻 \t\n');
  });

  it('is cut when it is endless, and says how much is missing', () => {
    expect(visible('A'.repeat(100_000), 10)).toBe('AAAAAAAAAA… (+99990)');
  });
});
