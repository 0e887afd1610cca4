import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ValueWalker } from './value-walker.ts';

/** Walks a text that comes in chunks of so many bytes, from behind its first bracket; the index after what stopped it. */
function walked(text: string, size: number) {
  const [walker, bytes] = [new ValueWalker(), Buffer.from(text)];
  walker.start(1);
  for (let begin = 0; begin < bytes.length; begin += size) {
    const chunk = bytes.subarray(begin, begin + size);
    const at = walker.walk(chunk, begin === 0 ? 1 : 0);
    if (walker.stop !== 'chunk') return { stop: walker.stop, end: begin + at, lines: walker.lines };
  }
  return { stop: walker.stop, end: bytes.length, lines: walker.lines };
}

const flat = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', '"', '\\', '{', ']', 'é', '\n'), maxLength: 9 }),
  fc.integer(),
  fc.constant(null),
);
const object = fc.dictionary(
  fc.constantFrom('a', 'b', 'c{'),
  fc.oneof(flat, fc.dictionary(fc.constantFrom('d', 'e'), flat)),
);

test('an object ends at its last bracket, in chunks of any size', () => {
  fc.assert(
    fc.property(
      object,
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('', ',{"x":1}', ']}'),
      (value, size, after) => {
        const json = JSON.stringify(value);
        expect(walked(json + after, size)).toEqual({ stop: 'closed', end: Buffer.byteLength(json), lines: 0 });
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  ['{"Records":[{}]}', 'list', 12],
  ['{"a":{"b":[1]}}', 'closed', 15],
  ['{"a":\n{"b":1}}', 'fresh', 7],
  ['{"a":"one\ntwo"}', 'broken', 9],
  ['{"a":"\\"}"', 'chunk', 10],
  ['{"a":[1,2', 'list', 6],
])('%j is stopped by %s at %i', (text, stop, end) => {
  for (const size of [1, 2, 3, 5, 100]) expect(walked(text, size)).toMatchObject({ stop, end });
});

test('line ends outside of texts are counted, in chunks of any size', () => {
  const json = '{\n"a": 1,\n\n"b":\n "x\\n"}';
  for (const size of [1, 2, 7, 100]) expect(walked(json, size)).toEqual({ stop: 'closed', end: json.length, lines: 4 });
});
