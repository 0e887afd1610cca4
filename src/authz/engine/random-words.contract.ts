import fc from 'fast-check';

/** One of some texts. */
export const pick = (texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);

/** Texts in a row, as one. */
export const joined = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((all) => all.join(''));

/** Letters as they are and as a policy may write them: Cedar's escapes, letters beyond 16 bits, marks that join. */
const letters: readonly (readonly [letter: string, written: string])[] = [
  ['a', 'a'],
  ['a', '\\x61'],
  ['b', 'b'],
  ['b', '\\u{62}'],
  ['*', '*'],
  ['"', '\\"'],
  ["'", "\\'"],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\0', '\\0'],
  [' ', ' '],
  ['é', 'é'],
  ['\u0301', '\\u{301}'],
  ['😀', '😀'],
  ['😀', '\\u{1F600}'],
  ['\uffff', '\\u{ffff}'],
];

const word = fc.array(fc.constantFrom(...letters), { maxLength: 4 });

/** What attributes hold. */
export const words = fc.oneof(
  pick(['', 'a', 'ab', 'a*b', 'é', '😀', 'x y', '1.0', 'a\\b', 'long:1']),
  word.map((some) => some.map(([letter]) => letter).join('')),
);

/** A text in a policy, between its quotation marks. */
export const literals = fc.oneof(
  pick(['"a"', '"ab"', '"a*b"', '"é"', '"x y"']),
  word.map((some) => `"${some.map(([, written]) => written).join('')}"`),
);

/** What `like` takes: wildcards, alone and in a row, and asterisks that are meant. */
export const patterns = fc
  .array(
    fc.constantFrom('*', '*', '\\*', ...letters.filter(([letter]) => letter !== '*').map(([, written]) => written)),
    {
      maxLength: 6,
    },
  )
  .map((pieces) => `"${pieces.join('')}"`);

/** Whole numbers at the edges of what is safe in JavaScript and of 64 bits. */
export const longs = pick(
  '0 1 2 -1 7 3037000500 -3037000501 9007199254740991 9007199254740993 -9007199254740992 9223372036854775807 -9223372036854775808'.split(
    ' ',
  ),
);

const digits = (most: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.nat(9).map(String), minLength: 1, maxLength: most });
const sign = pick(['', '', '-']);
const byte = fc.nat(255).map(String);

/** Texts that each constructor of an extension type reads. */
export const readable = {
  decimal: fc.oneof(
    pick(['1.0', '1.00', '-0.5', '0.0', '-0.0', '0.0001', '922337203685477.5807', '-922337203685477.5808']),
    joined(sign, digits(14), fc.constant('.'), digits(4)),
  ),
  ip: fc.oneof(
    pick(
      '1.2.3.4 1.2.3.0/24 127.0.0.1 127.1.2.3/32 ::1 :: ff00::/8 1:2::3/64 0.0.0.0/0 ::/0 224.0.0.9 1::/128'.split(' '),
    ),
    fc.tuple(byte, byte, byte, byte, fc.nat(32)).map(([a, b, c, d, bits]) => `${a}.${b}.${c}.${d}/${bits}`),
  ),
  datetime: pick(
    '1970-01-01 2024-02-29 2024-01-01T00:00:00Z 2024-01-01T00:00:00.001+0100 1969-12-31T23:59:59.999Z 0000-01-01 9999-12-31T23:59:59.999-2359'.split(
      ' ',
    ),
  ),
  duration: fc.oneof(
    pick('0ms 1d 1d2h3m4s5ms -1h 36h 1ms -0s 106751991167d7h12m55s807ms -106751991167d7h12m55s808ms'.split(' ')),
    joined(sign, digits(6), pick(['d', 'h', 'm', 's', 'ms'])),
  ),
} as const;

/** Texts that each constructor reads, and some that it refuses: damaged, beyond 64 bits, of another type. */
export const odd = (valid: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 6, arbitrary: valid },
    fc
      .tuple(valid, fc.nat(12), pick(['', '0', ' ', '-', '+', '.', ':', 'Z', '٣', '/', 'ms']))
      .map(([text, place, letter]) => text.slice(0, place) + letter + text.slice(place + 1)),
    pick(
      '1 1.00000 .5 5. 2023-02-29 2024-01-01T24:00:00Z 1ms2s d 1.2.3.4/33 01.2.3.4 ::1/129 9223372036854775808ms'.split(
        ' ',
      ),
    ),
  );
