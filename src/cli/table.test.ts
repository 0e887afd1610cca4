// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cut, tableOf, wide } from './table.ts';

test('columns of a table stand below each other, whatever is in them, within the width', () => {
  const cell = fc.oneof(fc.string({ maxLength: 80 }), fc.constantFrom('日本語', '\u001b[31m', ''));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 6 }), fc.integer({ min: 20, max: 120 }), (rows, width) => {
      const lines = tableOf(['one', 'two'], rows, width);
      expect(lines).toHaveLength(rows.length + 2);
      for (const line of lines) expect(wide(line)).toBeLessThanOrEqual(width);
      expect(lines.join('')).not.toContain('\u001b');
    }),
  );
  expect(tableOf(['名前', 'n'], [['rin', '1']], 80)).toEqual(['名前  n', '----  -', 'rin   1']);
});

test('in a narrow terminal the widest columns give way, and the last one is still read', () => {
  const rows = [['high', 'Backdoor:EC2/C&CActivity.B!DNS', 'A machine looked up a server of attackers', 'T1071.004']];
  expect(tableOf(['level', 'type', 'title', 'techniques'], rows, 60)).toEqual([
    'level  type                 title                techniques',
    '-----  -------------------  -------------------  ----------',
    'high   Backdoor:EC2/C&CAc…  A machine looked u…  T1071.004',
  ]);
});

test('a letter of Japanese, also a rare one, and a picture take two columns', () => {
  expect(['a', 'é', '監', 'ｱ', '、', '𠮷', '🔥'].map(wide)).toEqual([1, 1, 2, 1, 2, 2, 2]);
});

test('a text is cut between letters, and says that it was', () => {
  expect(cut('監視塔', 6)).toBe('監視塔');
  expect(cut('監視塔', 5)).toBe('監視…');
  expect(cut('監視塔', 4)).toBe('監…');
  expect(cut('𠮷野家', 5)).toBe('𠮷野…');
});
