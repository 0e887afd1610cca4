import { expect, test } from 'vitest';
import { worthAsking } from './worth-asking.ts';

/** What is answered to so many lines, and how many of them were asked. */
function answers(lines: number, isWanted: (place: number) => boolean): { wanted: boolean[]; asked: number } {
  let asked = 0;
  const wants = worthAsking((line) => {
    asked++;
    return isWanted(Number(line));
  });
  return { wanted: Array.from({ length: lines }, (_, place) => wants(String(place))), asked };
}

test('nothing that is wanted is ever skipped', () => {
  for (const every of [1, 2, 3, 7, 8, 9, 64, 1000]) {
    const isWanted = (place: number): boolean => place % every === 0;
    const { wanted } = answers(5_000, isWanted);
    expect(wanted.every((answer, place) => answer || !isWanted(place))).toBe(true);
  }
});

test('where all is wanted, only the first lines of each block are asked', () => {
  const { wanted, asked } = answers(3 * 1024, () => true);
  expect(wanted).not.toContain(false);
  expect(asked).toBe(3 * 64);
});

test('where an eighth can be skipped all are asked, where less can only the first', () => {
  expect(answers(1024, (place) => place % 8 !== 0).asked).toBe(1024);
  expect(answers(1024, (place) => place % 9 !== 1).asked).toBe(64);
  expect(answers(1024, () => false)).toMatchObject({ asked: 1024, wanted: expect.not.arrayContaining([true]) });
});

test('each block decides anew', () => {
  const { asked, wanted } = answers(2 * 1024, (place) => place < 1024);
  expect(asked).toBe(64 + 1024);
  expect(wanted.slice(1024)).not.toContain(true);
});
