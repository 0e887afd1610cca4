// Opens no lake.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changesOf, type Change } from '../scripts/changes.ts';
import { nearestTests } from '../scripts/nearest-tests.ts';
import { WarmTests } from '../scripts/warm-tests.ts';

test('a change that one test notices says nothing of the next, and a test that fails without any is named', async () => {
  await using warm = new WarmTests();
  const [noticed, same] = [
    replaced('src/kernel/age.ts', 'month: 30.5', 'month: 31'),
    replaced('src/kernel/grouped.ts', 'Map', 'Map'),
  ];
  expect(await warm.notice(noticed, [['src/kernel/age.test.ts']])).toBe(true);
  expect(await warm.notice(same, [['src/kernel/grouped.test.ts']])).toBe(false);
  await expect(warm.notice(same, [['src/kernel/no-such.test.ts']])).rejects.toThrow('src/kernel/no-such.test.ts');
});

test.each([
  ['a === b;', ['a !== b;', ';']],
  ['if (a) b();', ['if (!(a)) b();', 'if (a) ;']],
  ['const a = b ?? 1;', ['const a = b && 1;', 'const a = b ?? 2;']],
  [
    'const a = b.some(c) ? true : d;',
    ['const a = !(b.some(c)) ? true : d;', 'const a = b.every(c) ? true : d;', 'const a = b.some(c) ? false : d;'],
  ],
  ["import a from '5'; type A = 5; interface B { c: 5 }", []],
])('the changes of %s', (source, expected) => {
  const file = join(mkdtempSync(join(tmpdir(), 'yagura-changes-')), 'a.ts');
  writeFileSync(file, source);
  const texts = changesOf(file).map(({ start, end, text }) => source.slice(0, start) + text + source.slice(end));
  expect(texts.toSorted()).toEqual(expected.toSorted());
});

test('the tests nearest to a file are its own, then unit tests of its room', () => {
  const [own, near] = nearestTests('src/sigma/condition.ts');
  expect(own).toEqual(['src/sigma/condition.test.ts']);
  expect(near?.every((test) => test.startsWith('src/sigma/') && test !== 'src/sigma/condition.test.ts')).toBe(true);
});

function replaced(file: string, from: string, text: string): Change {
  const start = readFileSync(file, 'utf8').indexOf(from);
  return { file, start, end: start + from.length, text };
}
