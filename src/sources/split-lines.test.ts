import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostRows, SplitLines } from './split-lines.ts';

/** What stands in a text, told without any of the engine's ways: by splitting it. */
function plainly(text: string, words: number) {
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n');
  return lines
    .map((whole, index) => ({ line: index + 1, own: whole.replace(/\r$/, '') }))
    .filter(({ own }) => /[^ \t\r]/.test(own))
    .map(({ line, own }, index) => {
      const cells = own.replace(/^ +| +$/g, '').split(' ');
      return { line, position: index + 1, wrong: cells.length !== words, cells: cells.slice(0, words) };
    });
}

function split(text: string, words: number) {
  const bytes = Buffer.from(text);
  const lines = new SplitLines(words);
  lines.begin({ line: 0, position: 0 });
  const found: ReturnType<typeof plainly> = [];
  for (let at = 0; at < bytes.length;) {
    at = lines.take(bytes, at);
    const cells = Array.from({ length: words }, (_, word) => lines.texts(bytes, word));
    for (let row = 0; row < lines.count; row++)
      found.push({
        line: lines.lines[row] ?? 0,
        position: lines.positions[row] ?? 0,
        wrong: lines.wrong[row] === 1,
        cells: cells.map(({ from, to }) => bytes.toString('utf8', from[row], to[row])),
      });
  }
  return found;
}

const line = fc
  .tuple(
    fc.constantFrom('', ' ', '  '),
    fc.array(fc.constantFrom('a', 'bc', '10.0.0.1', 'é', 'longer-than-four', ''), { maxLength: 5 }),
    fc.constantFrom('', ' ', '\r', ' \r', '\t'),
  )
  .map(([before, words, after]) => `${before}${words.join(' ')}${after}`);

test('words stand where splitting by hand finds them, whatever spaces are around', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), fc.boolean(), (lines, ends) => {
      const text = lines.join('\n') + (ends ? '\n' : '');
      const rows = split(text, 3);
      const plain = plainly(text, 3);
      const told = (all: typeof rows) => all.map(({ line: number, position, wrong }) => ({ number, position, wrong }));
      expect(told(rows)).toEqual(told(plain));
      const right = (all: typeof rows) => all.filter(({ wrong }) => !wrong).map(({ cells }) => cells);
      expect(right(rows)).toEqual(right(plain));
    }),
    { numRuns: 500, examples: [[['a bc é', '', ' a bc é \r', 'a bc', 'a bc é d'], true]] },
  );
});

test('more lines than fit at once are taken by and by, and lines go on to be counted', () => {
  const text = Array.from({ length: mostRows * 2 + 5 }, (_, index) => `a ${index}`).join('\n');
  const rows = split(text, 2);
  expect(rows).toHaveLength(mostRows * 2 + 5);
  expect(rows.at(-1)).toEqual({
    line: mostRows * 2 + 5,
    position: mostRows * 2 + 5,
    wrong: false,
    cells: ['a', String(mostRows * 2 + 4)],
  });
});

test('a line goes from its first byte to its line end, which is left aside', () => {
  const lines = new SplitLines(1);
  lines.begin({ line: 7, position: 3 });
  expect(lines.take(Buffer.from('one\r\n\n two'), 0)).toBe(10);
  expect([...lines.begins.subarray(0, 2)]).toEqual([0, 6]);
  expect([...lines.ends.subarray(0, 2)]).toEqual([3, 10]);
  expect([...lines.lines.subarray(0, 2), ...lines.positions.subarray(0, 2)]).toEqual([8, 10, 4, 5]);
});
