// Opens no lake.
import { expect, test } from 'vitest';
import { Fault } from '#kernel';
import { madeRefusal } from './made-refusal.contract.ts';
import { reasonOf, standardInput, textFor, troubleWith, emptyFile, type Refusal } from './refusal.ts';

const fault = (en: string, ja: string): Fault => new Fault('BadInput', { en, ja });

test('the last sentence of a fault is its remedy, and what stands before it the reason', () => {
  const { reason, remedy } = reasonOf(
    fault('It has no time. It ends early. Mend it.', '時刻がありません。直してください。'),
  );
  expect(reason).toEqual({ en: 'It has no time. It ends early.', ja: '時刻がありません。' });
  expect(remedy).toEqual({ en: 'Mend it.', ja: '直してください。' });
});

test('a full stop within a name or a number ends no sentence', () => {
  const { reason } = reasonOf(
    fault('The field a.b is 1.5 here. "x" is meant.', 'a.b が 1.5 です。「x」にしてください。'),
  );
  expect(reason.en).toBe('The field a.b is 1.5 here.');
});

test('what is one sentence alone, or no fault at all, gets the remedy for all', () => {
  for (const error of [fault('It is broken', '壊れています'), new TypeError('A slip. Somewhere. Else.')]) {
    const { reason, remedy } = reasonOf(error);
    expect(reason.en).not.toBe('');
    expect(remedy.en).toMatch(/^Look at the record in quarantine/);
  }
});

test('a fault that is told in English alone is cut in the same places in both languages', () => {
  const { reason, remedy } = reasonOf(new Fault('BadInput', 'It ends early. Mend it. Try again.'));
  expect(reason.ja).toBe(reason.en);
  expect(remedy.ja).toBe('Try again.');
});

test('a refusal in one line names file, line, reason and remedy, and each sentence ends once', () => {
  const reason = { en: 'It has no time', ja: '時刻がありません' };
  const said = (part: Partial<Refusal>) => textFor(madeRefusal({ line: 7, reason, ...part }));
  expect(said({})).toEqual({
    en: 'a.json:7: It has no time. Mend it.',
    ja: 'a.json:7: 時刻がありません。直してください。',
  });
  expect(said({ line: 0, remedy: { en: '', ja: '' } }).en).toBe('a.json: It has no time.');
});

test('what is wrong with a file as a whole has its path before it', () => {
  expect(troubleWith('b.log', emptyFile()).en).toBe(
    'b.log: the file is empty. If it should hold a log, fetch it again; else remove it.',
  );
});

test('standard input is called so in both languages, also before a member of an archive', () => {
  expect(troubleWith(standardInput, emptyFile(standardInput))).toEqual({
    en: 'standard input: nothing came. See whether the command before it wrote anything.',
    ja: expect.stringMatching(/^標準入力: 何も届きませんでした。/),
  });
  expect(textFor(madeRefusal({ path: 'standard input!a.json', line: 7 })).ja).toMatch(/^標準入力!a\.json:7: /);
});
