import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparedLines } from './compared-lines.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
  .map((lines) => lines.map((line) => `${line}\n`).join(''));
const side = (before: string, after: string, mark: '+' | '-'): string =>
  comparedLines(before, after)
    .filter((line) => line.mark === ' ' || line.mark === mark)
    .map((line) => `${line.text}\n`)
    .join('');

test('the lines of either text stand in the comparison, in their order', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(side(before, after, '-')).toBe(before);
      expect(side(before, after, '+')).toBe(after);
    }),
  );
});

test('as many lines as can be are shown as common', () => {
  expect(comparedLines('a\nb\nc', 'a\nc\nd').map(({ mark, text: line }) => mark + line)).toEqual([
    ' a',
    '-b',
    ' c',
    '+d',
  ]);
  expect(comparedLines('a\nb', 'a\nb').every(({ mark }) => mark === ' ')).toBe(true);
});

test('texts too long to compare stand one after the other', () => {
  const long = 'a\n'.repeat(2000);
  expect(
    comparedLines(long, 'a')
      .map(({ mark }) => mark)
      .join(''),
  ).toBe(`${'-'.repeat(2000)}+`);
});
