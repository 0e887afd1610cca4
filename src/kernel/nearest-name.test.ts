import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestName } from './nearest-name.ts';

const operations = ['GetFinding', 'GetFindings', 'ListFindings', 'ListRules', 'UpdateFindings'];

test.each([
  ['ListFinding', 'ListFindings'],
  ['listfindings', 'ListFindings'],
  ['LsitRules', 'ListRules'],
  ['GetFindin', 'GetFinding'],
  ['UpdateFnidigns', 'UpdateFindings'],
  ['DescribeTrails', undefined],
  ['', undefined],
  ['x', undefined],
])('who wrote %j meant %s', (written, meant) => {
  expect(nearestName(written, operations)).toBe(meant);
});

test('of two that are as near, the first is told', () => {
  expect(nearestName('bat', ['cat', 'hat'])).toBe('cat');
});

const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 3, maxLength: 9 });

test('a letter too many, one left out and one wrong are one step, and of three letters one may be wrong', () => {
  fc.assert(
    fc.property(name, fc.nat(), fc.constantFrom('a', 'b', 'z'), fc.nat(2), (meant, place, letter, kind) => {
      const at = place % meant.length;
      const [head, tail] = [meant.slice(0, at), meant.slice(at + 1)];
      const written = [head + letter + meant.slice(at), head + tail, head + letter + tail][kind] ?? '';
      expect(nearestName(written, [meant])).toBe(written.length < 3 ? undefined : meant);
    }),
  );
});

test('what is nearest is the same whichever way the distance is counted', () => {
  fc.assert(
    fc.property(name, fc.array(name, { minLength: 1 }), (written, names) => {
      const nearest = Math.min(...names.map((one) => plainEdits(written, one)));
      const found = nearestName(written, names);
      expect(found === undefined ? undefined : plainEdits(written, found)).toBe(
        nearest <= Math.floor(written.length / 3) ? nearest : undefined,
      );
    }),
  );
});

/** The same distance as its definition says it, without a table. */
function plainEdits(from: string, to: string): number {
  if (from === '' || to === '') return from.length + to.length;
  const [a, b] = [from.slice(1), to.slice(1)];
  if (from[0] === to[0]) return plainEdits(a, b);
  return 1 + Math.min(plainEdits(a, to), plainEdits(from, b), plainEdits(a, b));
}
