import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactJsonText, parseExactJson } from './exact-json.ts';

/** Texts that a mark, a number or an escape could be taken for, and bigints that no number holds. */
const texts = fc.oneof(
  fc.string(),
  fc.constantFrom('whole:', 'whole::1', 'whole:9007199254740993', '9007199254740993', '\\', '"', '__proto__'),
);
const large = fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).filter((one) => !Number.isSafeInteger(Number(one)));
const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    texts,
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((one) => !Number.isInteger(one)),
    large,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(texts, tie('value'), { maxKeys: 4 }).map((fields) => ({ ...fields })),
  ),
})).value;

it('JSON that is written and read keeps every whole number, and every other value', () => {
  fc.assert(
    fc.property(values, fc.constantFrom(undefined, 2), (value, space) => {
      expect(parseExactJson(exactJsonText(value, space))).toEqual(value);
    }),
  );
});

it('JSON that is read is written with the same digits', () => {
  const text = '{"a":9007199254740993,"b":[-9223372036854775808,1,"12345678901234567890"],"whole:1":"whole:12"}';
  expect(parseExactJson(text)).toMatchObject({ a: 9007199254740993n });
  expect(exactJsonText(parseExactJson(text))).toBe(text);
});

it('what is no JSON is refused as JSON.parse does', () => {
  for (const text of ['', '{"a":012345678901234567}', '"12345678901234567890', '[1234567890123456789,]'])
    expect(() => parseExactJson(text), text).toThrow(SyntaxError);
});
