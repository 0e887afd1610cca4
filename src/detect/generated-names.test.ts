// Opens no lake.
import { expect, test } from 'vitest';
import { generatedNames } from './generated-names.ts';

const made = ['qzvkxwpjhd.com', 'xkqjzvbtwlmn.net', '8f3kq9x2m7w1.org', 'wqpxzjrtkv.biz', 'hjqzxkvwbn.info'];
const chosen = ['cloudgarden.com', 'greentravel.com', 'tokyomarket.jp', 'smarthouse.com', 'healthenergy.org'];
const row = {
  begins: 0,
  subject: 'i-1',
  principal: '',
  resource: '',
  account: '111122223333',
  region: 'us-east-1',
  machine: 'i-1',
  interface: '',
  instance: '',
  milder: 0,
  hint: 0,
  evidence: [],
};
const judged = (missing: readonly string[], found: readonly string[] = [], answered = 0) =>
  generatedNames({ ...row, missing, found }, { generated: 4, answered });

test('enough made-up names that nobody answers for are told, with what else the row says', () => {
  expect(judged(made)).toMatchObject({ machine: 'i-1', generated: 5, examples: made, meeting: [] });
  expect(judged(made.slice(0, 4))).toMatchObject({ generated: 4 });
});

test('fewer than the rule wants, or fewer than half of what was asked, are nothing', () => {
  expect(judged(made.slice(0, 3))).toBeUndefined();
  expect(judged([...made, ...chosen])).toMatchObject({ generated: 5 });
  expect(judged([...made, ...chosen, 'watermedia.com'])).toBeUndefined();
});

test('made-up labels below a name that somebody chose are nothing: networks of content make them up all day', () => {
  expect(judged(made.map((name) => `${name.split('.')[0]}.cloudgarden.com`))).toBeUndefined();
});

test('a rule may want that one of them was answered, and is told which', () => {
  expect(judged(made, chosen, 1)).toBeUndefined();
  expect(judged(made.slice(1), [...chosen, 'qzvkxwpjhd.com'], 1)).toMatchObject({ meeting: ['qzvkxwpjhd.com'] });
});
