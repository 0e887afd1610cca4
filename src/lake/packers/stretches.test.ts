// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Stretches } from './stretches.ts';

/** The words as they stand in a file, one after the other behind so many bytes of something else. */
function written(words: readonly string[], before: number) {
  const pieces = words.map((word) => Buffer.from(word));
  const ends = pieces.map((_, at) => before + Buffer.concat(pieces.slice(0, at + 1)).length);
  const from = Int32Array.from(pieces, (piece, at) => (ends[at] ?? 0) - piece.length);
  return { bytes: Buffer.concat([Buffer.alloc(before, 0x78), ...pieces]), from, to: Int32Array.from(ends) };
}

/** Numbers of words, in the order in which they come for the first time, as a map would give them. */
function numbering() {
  const known = new Map<string, number>();
  return (word: string): number => {
    const number = known.get(word) ?? known.size;
    known.set(word, number);
    return number;
  };
}

const few = fc.constantFrom(
  '',
  'a',
  'ab',
  'arn:aws:iam::111122223333:user/a',
  'brn:aws:iam::111122223333:user/a',
  '東京',
);

test('each word has the number of its text, whatever came before it and wherever it stands', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.oneof(few, fc.string()), { maxLength: 20 }), { maxLength: 4 }),
      fc.nat(5),
      (files, before) => {
        const stretches = new Stretches(numbering());
        const plain = numbering();
        for (const words of files) {
          const into = new Float64Array(words.length);
          stretches.number(written(words, before), words.length, into);
          expect([...into]).toEqual(words.map(plain));
        }
      },
    ),
  );
});

test('a word is kept apart from the bytes in which it stood', () => {
  const stretches = new Stretches(numbering());
  const into = new Float64Array(1);
  const texts = written(['first word'], 0);
  stretches.number(texts, 1, into);
  texts.bytes.fill(0);
  stretches.number(written(['other word'], 0), 1, into);
  expect(into[0]).toBe(1);
  stretches.number(written(['first word'], 3), 1, into);
  expect(into[0]).toBe(0);
});

test('no text is made of a word that comes again', () => {
  let made = 0;
  const stretches = new Stretches(() => made++);
  const words = ['a', 'a', 'b', 'a', 'b'];
  stretches.number(written(words, 0), words.length, new Float64Array(words.length));
  expect(made).toBe(2);
});
