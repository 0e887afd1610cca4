import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsOf, linesOf } from './lines.ts';

test('lines are those of a split text that hold anything, without the spaces around them', () => {
  expect([...linesOf(' a \r\n\n\tb\nc')]).toEqual(['a', 'b', 'c']);
  expect([...linesOf('')]).toEqual([]);
  const text = fc
    .array(fc.constantFrom('\n', '\r\n', ' ', 'a', 'bc'), { maxLength: 30 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (whole) => {
      expect([...linesOf(whole)]).toEqual(
        whole
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== ''),
      );
    }),
  );
});

test('cells that are written as CSV are read as they were', () => {
  const cell = fc.string().filter((one) => !/[\n\r]/.test(one) && one === one.trim());
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      const line = cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',');
      expect(cellsOf(line)).toEqual(cells);
    }),
  );
});

test.each([
  ['a, b ,c', ['a', 'b', 'c']],
  ['a,,c,', ['a', '', 'c', '']],
  ['', ['']],
  ['"a,b", "c" ,d', ['a,b', 'c', 'd']],
  ['"never closed,b', ['"never closed', 'b']],
])('%j has the cells %j', (line, cells) => {
  expect(cellsOf(line)).toEqual(cells);
});
