import { expect, test } from 'vitest';
import { Fault, firstThrown, isFaultCode, sentenceOf, textOf } from './fault.ts';

test('a fault says the same in both languages until somebody writes both', () => {
  expect(new Fault('NotFound', 'There is none.').text).toEqual({ en: 'There is none.', ja: 'There is none.' });
  const both = new Fault('NotFound', { en: 'There is none.', ja: 'ありません。' });
  expect([both.message, both.text.ja]).toEqual(['There is none.', 'ありません。']);
});

test('what a shell and HTTP are told follows from the code alone', () => {
  expect([new Fault('Usage', '').exit, new Fault('BadConfig', '').exit, new Fault('Internal', '').exit]).toEqual([
    2, 2, 1,
  ]);
  expect([new Fault('Denied', '').status, new Fault('TooMany', '').status, new Fault('Internal', '').status]).toEqual([
    403, 429, 500,
  ]);
});

test('a word is a code when it is on the closed list, and not because every object has it', () => {
  expect(isFaultCode('Conflict')).toBe(true);
  expect(['conflict', 'toString', 'constructor', ''].some(isFaultCode)).toBe(false);
});

test('what went wrong first is told, and not that closing went wrong because of it', async () => {
  const [first, second] = [new Fault('Unavailable', { en: 'Full.', ja: '満杯です。' }), new Error('not closed')];
  const fail = async (): Promise<never> => {
    await using _ = { [Symbol.asyncDispose]: () => Promise.reject(second) };
    throw first;
  };
  const thrown = await fail().catch((error: unknown) => error);
  expect(thrown).not.toBe(first);
  expect([firstThrown(thrown), sentenceOf(thrown), textOf(thrown).ja]).toEqual([first, 'Full.', '満杯です。']);
});

test('whatever was thrown has a sentence, and its cause stays', () => {
  const cause = new Error('the disk');
  const fault = new Fault('Unavailable', { en: 'Full.', ja: '満杯です。' }, { cause });
  expect(fault.cause).toBe(cause);
  expect([fault, cause, 'text', 7, undefined].map(sentenceOf)).toEqual(['Full.', 'the disk', 'text', '7', 'undefined']);
  expect(textOf(fault)).toEqual({ en: 'Full.', ja: '満杯です。' });
  expect(textOf('text')).toEqual({ en: 'text', ja: 'エラーの原文: text' });
});
