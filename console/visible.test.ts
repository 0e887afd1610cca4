import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visible } from './visible.ts';

const anyText = (minLength = 0) =>
  fc.string({ minLength, unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) });

const unseen = /(?![\t\n])\p{Cc}|\p{Bidi_Control}|[\u200B-\u200D\u2028\u2029\uFEFF]/u;

test('nothing unseen is left in what is shown: no control character but tab and end of line, no mark of direction', () => {
  fc.assert(fc.property(anyText(), (text) => !unseen.test(visible(text))));
});

test('each unseen sign is shown by another that stands for it', () => {
  expect(visible('a\u0000b\u001Bc\u007Fd')).toBe('a␀b␛c␡d');
  expect(visible('user\u202Egnp.exe')).toBe('user⟨U+202E⟩gnp.exe');
});

test('text that is all to be seen stays as it is', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('結果', 'é', '\t', '\n', '🗼'), (text, other) => {
      expect(visible(`${text}${other}`)).toBe(`${text}${other}`);
    }),
  );
});

test('what is endless is cut, with how much is missing', () => {
  expect(visible('x'.repeat(2500))).toBe(`${'x'.repeat(2000)}… (+500)`);
  expect(visible('abcdef', 4)).toBe('abcd… (+2)');
});
