// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstSentence } from './in-short.ts';

test.each([
  ['It stops logging. Then it hides.', 'It stops logging.'],
  ['ec2.amazonaws.com calls, e.g. x and so on. And more.', 'ec2.amazonaws.com calls, e.g. x and so on.'],
  ['記録を止めます。その後に隠れます。', '記録を止めます。'],
  ['What now? Nothing.', 'What now?'],
  ['no end', 'no end'],
  ['two\n  lines of\tone. Next.', 'two lines of one.'],
  ['', ''],
])('of %j the first sentence is %j', (text, sentence) => expect(firstSentence(text)).toBe(sentence));

test('the first sentence begins the text, and is its own first sentence', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'B', '. ', '。', '! ', '\n', 'e.g. '), { maxLength: 12 }), (parts) => {
      const flat = parts.join('').replaceAll(/\s+/g, ' ').trim();
      const first = firstSentence(parts.join(''));
      expect(flat.startsWith(first)).toBe(true);
      expect(firstSentence(first)).toBe(first);
    }),
  );
});
