import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsOf } from './raw-probe.contract.ts';
import { rawProbe } from './raw-probe.ts';
import type { Probe } from './witness.ts';

const value = fc.oneof(
  fc.constantFrom('ab', 'AB', 'xaby', 'é', 'a"b', 'q\\ab'),
  fc.integer(),
  fc.constant(null),
  fc.boolean(),
);
const { record } = fc.letrec<{ record: Record<string, unknown>; any: unknown }>((tie) => ({
  record: fc.dictionary(fc.constantFrom('k', 'other', 'p.k', 'kk'), tie('any'), { maxKeys: 4 }),
  any: fc.oneof(
    { maxDepth: 2 },
    value,
    tie('record'),
    fc.array(value, { maxLength: 2 }),
    tie('record').map((inner) => JSON.stringify(inner)),
  ),
}));
const probe = fc.record({
  field: fc.constantFrom('k', 'p.k'),
  exact: fc.boolean(),
  text: fc.constantFrom('ab', 'b', 'é', 'true'),
});

test('a record in which a probe finds its text is never passed over', () => {
  fc.assert(
    fc.property(
      fc.array(probe, { minLength: 1, maxLength: 3 }),
      record,
      fc.constantFrom(0, 2),
      (probes, given, space) => {
        const json = JSON.stringify(given, undefined, space);
        const finds = ({ field, exact, text }: Probe): boolean =>
          cellsOf(given, field).some((cell) =>
            exact ? cell.toLowerCase() === text : cell.toLowerCase().includes(text),
          );
        const wants = rawProbe(probes, {});
        if (probes.some(finds)) expect([wants(json), wants(Buffer.from(json))]).toEqual([true, true]);
      },
    ),
    { numRuns: 2000, examples: [[[{ field: 'k', exact: true, text: 'ab' }], { k: 'AB' }, 2]] },
  );
});

const probes: Probe[] = [{ field: 'userIdentity.type', exact: true, text: 'root' }];

test('a record without the text is passed over, whatever else it holds', () => {
  const wants = rawProbe(probes, {});
  expect(wants('{"userIdentity":{"type":"IAMUser"},"note":"root"}')).toBe(false);
  expect(wants('{"userIdentity":{"type":null}}')).toBe(false);
  expect(wants('{"userIdentity": {"type" : "Root"}}')).toBe(true);
});

test.each([
  ['a number', '{"type":5}'],
  ['a list', '{"type":["x"]}'],
  ['an escape', '{"type":"a\\"b"}'],
  ['letters beyond ASCII', '{"type":"é"}'],
  ['JSON within a text', '{"a":"{\\"type\\":\\"x\\"}"}'],
  ['letters by their numbers', '{"a":"\\u0041"}'],
])('where the value is %s, the record is let through', (_, line) => {
  expect(rawProbe(probes, {})(line)).toBe(true);
});

test('without probes nothing is wanted, and a key that could be written in several ways lets all through', () => {
  expect(rawProbe([], {})('{}')).toBe(false);
  expect(rawProbe([{ field: 'cs(Host)', exact: true, text: 'a' }], {})('{}')).toBe(true);
});

test('an alias is looked for under its other names', () => {
  const wants = rawProbe([{ field: 'who', exact: true, text: 'rin' }], { who: 'userName' });
  expect([wants('{"userName":"rin"}'), wants('{"name":"rin"}')]).toEqual([true, false]);
});
