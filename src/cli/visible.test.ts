// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visible, visibleLines } from './visible.ts';

test('what steers a terminal is shown and not obeyed; Japanese stays as it is', () => {
  expect(visible('a\u001b[31m\n\u202e\u009b\u2028\u{e0001}監視')).toBe(
    'a\\u001b[31m\\u000a\\u202e\\u009b\\u2028\\udb40\\udc01監視',
  );
  expect(visibleLines('one\ntwo\r')).toBe('one\ntwo\\u000d');
});

test('inside JSON it is the same value for whoever parses it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const written = visible(JSON.stringify({ text }));
      expect(written).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(JSON.parse(written)).toEqual({ text });
    }),
  );
});
