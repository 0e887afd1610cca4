import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../console/i18n/en.ts';
import { ja } from '../../console/i18n/ja.ts';

const english: Readonly<Record<string, string>> = en;
const japanese: Readonly<Record<string, string>> = ja;
const names = Object.keys(english);

const places = (sentence: string | undefined): string[] => (sentence?.match(/\{\w+\}/g) ?? []).toSorted();

describe('The words of the console', () => {
  it('exist in both languages', () => {
    expect(Object.keys(japanese).toSorted()).toEqual(names.toSorted());
  });

  it.each(names)('%s has the same places in both languages, and is no empty sentence', (name) => {
    expect(places(japanese[name])).toEqual(places(english[name]));
    expect(english[name]?.trim()).not.toBe('');
    expect(japanese[name]?.trim()).not.toBe('');
  });

  it('are Japanese in the Japanese list, but for names of things', () => {
    const untranslated = names.filter((name) => !/[\u3040-\u30ff\u4e00-\u9fff]/.test(japanese[name] ?? ''));
    expect(untranslated).toEqual(['none', 'reading.done', 'reading.doneOf', 'query.sql', 'rules.own']);
  });

  it('are all used somewhere', async () => {
    const folder = new URL('../../console', import.meta.url).pathname;
    const files = (await readdir(folder, { recursive: true })).filter(
      (name) => /\.tsx?$/.test(name) && !/^i18n\/(en|ja)/.test(name),
    );
    const code = (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
    const named = (name: string): boolean => code.includes(`'${name}'`) || code.includes(`"${name}"`);
    // `column.${name}` is put together from the names of filters.
    const unused = names.filter(
      (name) => !named(name) && !/^column\.(type|account|region|principal|resource|rule)$/.test(name),
    );
    expect(unused).toEqual([]);
  });
});
