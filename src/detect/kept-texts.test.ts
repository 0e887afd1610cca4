// Opens no lake.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeptTexts } from './kept-texts.ts';

test('texts are read back as they were put, in any order, from memory and from the file', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 50 });
  fc.assert(
    fc.property(fc.array(text, { maxLength: 20 }), fc.integer({ min: 0, max: 200 }), (texts, most) => {
      using kept = new KeptTexts(most);
      const reads = texts.map((one) => kept.put(one));
      expect(reads.toReversed().map((read) => read())).toEqual(texts.toReversed());
    }),
    { numRuns: 200 },
  );
});
