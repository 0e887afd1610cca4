// Opens no lake.
import { expect, test } from 'vitest';
import { Fault } from '#kernel';
import { madeRefusal as refusal } from './made-refusal.contract.ts';
import { Tally } from './tally.ts';

test('what is wrong many times with one file is one sentence, and hides nothing of other files', () => {
  const tally = new Tally();
  const broken = Array.from({ length: 5000 }, (_, at) =>
    refusal({ position: at + 1, reason: { en: `Line ${at + 1} is broken.`, ja: `${at + 1} 行目が壊れています。` } }),
  );
  tally.refuse(broken);
  tally.refuse([refusal({ path: 'b.json' })]);
  const { refused, problems } = tally.report(1, []);
  expect(refused).toBe(5001);
  expect(problems).toHaveLength(2);
  expect(problems[0]?.en).toMatch(/\(And 4999 more of this file\.\)$/);
  expect(problems[1]?.en).toContain('b.json');
});

test('sentences have an end, and those that were left out are counted', () => {
  const tally = new Tally();
  for (let at = 0; at < 300; at += 1) tally.refuse([refusal({ path: `${at}.json` })]);
  const { problems, refused } = tally.report(1, []);
  expect(problems).toHaveLength(201);
  expect(problems.at(-1)?.en).toMatch(/^100 more of the kind/);
  expect(refused).toBe(300);
});

test('times are those of all events, by source their first, and none where nothing was read', () => {
  const tally = new Tally();
  expect(tally.report(0, [])).toMatchObject({ from: undefined, to: undefined, events: {} });
  tally.take('cloudtrail', 2, 50, 90);
  tally.take('vpcflow', 3, 10, 60);
  tally.take('cloudtrail', 1, 40, 70);
  tally.take('cloudtrail', 0, 0, 1000);
  expect(tally.report(0, [])).toMatchObject({ from: 10, to: 90, events: { cloudtrail: 3, vpcflow: 3 } });
  expect([...tally.firsts]).toEqual([
    ['cloudtrail', 40],
    ['vpcflow', 10],
  ]);
});

test('what is wrong with a file is told, what is wrong with the machine is thrown', () => {
  const tally = new Tally();
  tally.trouble('a.json', new Fault('BadInput', 'It is empty. Fetch it again.'));
  expect(tally.problems[0]?.en).toContain('a.json');
  for (const error of [new Fault('Unavailable', 'The disk is full.'), new TypeError('a slip')])
    expect(() => tally.trouble('b.json', error)).toThrow(error);
});
