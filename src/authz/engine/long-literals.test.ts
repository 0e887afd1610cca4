import { expect, test } from 'vitest';
import { hideLongLiterals, literalLong } from './long-literals.ts';

test('a policy without long literals has nothing to hide', () => {
  for (const text of ['1 + 123456789012345', '"1234567890123456"', 'a1234567890123456', '// 1234567890123456\n1'])
    expect(hideLongLiterals(text)).toBeUndefined();
});

test('long literals travel as texts that say them, and only they do', () => {
  const text = String.raw`context.a == 9223372036854775807 && "\"1234567890123456" == b && 7 < 1234567890123456`;
  const hidden = hideLongLiterals(text);
  expect(hidden?.text).toBe(
    String.raw`context.a == "long:9223372036854775807" && "\"1234567890123456" == b && 7 < "long:1234567890123456"`,
  );
  expect(hidden?.longOf('long:9223372036854775807')).toBe(9_223_372_036_854_775_807n);
  expect(hidden?.longOf('1234567890123456')).toBeUndefined();
});

test('a policy that has the mark in its own texts gets another mark', () => {
  const hidden = hideLongLiterals('"long:5" == a && 1234567890123456 == b');
  expect(hidden?.text).toBe('"long:5" == a && "long::1234567890123456" == b');
  expect(hidden?.longOf('long:5')).toBeUndefined();
  expect(hidden?.longOf('long::1234567890123456')).toBe(1_234_567_890_123_456n);
});

test('a literal is a number where that is exact, and one beyond 64 bits is a fault', () => {
  expect(literalLong(5n)).toBe(5);
  expect(literalLong(2n ** 63n - 1n)).toBe(2n ** 63n - 1n);
  expect(() => literalLong(2n ** 63n)).toThrow('does not fit into 64 bits');
});
