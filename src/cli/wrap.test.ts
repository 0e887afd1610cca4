// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wide } from './table.ts';
import { wrap } from './wrap.ts';

test('Japanese is broken between characters, and no line begins with what closes or lengthens', () => {
  const text = '操作をしました。「サーバー」を見ます（AssumeRole）。（';
  const lines = wrap(text, 16);
  expect(lines.join('')).toBe(text);
  for (const line of lines.slice(0, -1)) {
    expect(line).not.toMatch(/^[。、）」ーっ]|[「（]$/);
    expect(wide(line)).toBeLessThanOrEqual(16);
  }
  expect(wrap('見る対象: x', 8)).toEqual(['見る対', '象: x']);
});

test('no word is lost, and no line is too wide unless a single word is', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,20}$|^[あ-ん]{1,9}。?$/));
  fc.assert(
    fc.property(words, (some) => {
      const text = some.join(' ');
      const lines = wrap(text, 24);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of lines) expect(wide(line)).toBeLessThanOrEqual(24);
    }),
  );
});
