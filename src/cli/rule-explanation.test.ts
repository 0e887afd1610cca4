// Opens no lake.
import { expect, test } from 'vitest';
import { openBook } from '#detect';
import { contentFolder, yamlFiles } from '#kernel';
import { explanation } from './rule-explanation.ts';

const book = openBook({ own: await yamlFiles(`${contentFolder}/rules`), other: [] });
const explained = book.all.filter(({ type }) => type !== '');
const linesOf = (claimed: (typeof explained)[number], language: 'en' | 'ja' = 'en'): string[] =>
  explanation(claimed, book.textOf(claimed.rule.file), language);

test('every rule says what it is called, where it stands, why it matters, what it cannot see and how it decides', () => {
  for (const claimed of explained) {
    const lines = linesOf(claimed);
    expect(lines[0]).toBe(claimed.title.en);
    expect(lines[1]).toContain(`${claimed.rule.file}:${claimed.rule.line}`);
    expect(lines).toContain(`  ${claimed.guide?.explain.en.why}`);
    const unseen = lines.filter((line) => line.startsWith('  It cannot see: '));
    expect(unseen).toEqual([claimed.guide?.gaps?.en ?? []].flat().map((gaps) => `  It cannot see: ${gaps}`));
    expect(lines.slice(6).filter((line) => line.trim() !== '')).not.toEqual([]);
  }
});

test('a rule over single events shows its detection as it is written, and nothing of its tests and explanations', () => {
  const one = explained.find(({ rule }) => 'detection' in rule || !('finds' in rule));
  const text = one === undefined ? [] : linesOf(one).slice(5);
  expect(text.some((line) => /^ {2}(detection|correlation|baseline|sequence):/.test(line))).toBe(true);
  expect(text.some((line) => /^ {2}(explain|respond|tests|title):/.test(line))).toBe(false);
});

test('a window shows each of its thresholds with its reason, and its SQL', () => {
  for (const claimed of explained) {
    const { rule } = claimed;
    if (!('finds' in rule)) continue;
    const text = linesOf(claimed).join('\n');
    for (const [name, { is, why }] of Object.entries(rule.thresholds))
      expect(text).toContain(`${name} = ${String(is)}  ${why}`);
    expect(text).toMatch(/It reads \w+, in windows of \d+ (d|h|min), one every \d+ (d|h|min)/);
  }
});

test('in Japanese the severity is said in Japanese too', () => {
  const high = explained.filter(({ severity }) => severity === 'high').slice(0, 1);
  expect(high.map((claimed) => linesOf(claimed, 'ja')[1])).toEqual([expect.stringContaining('高')]);
});
