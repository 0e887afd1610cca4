// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allSources } from '#sources';
import { extentOf, madeEvents } from './made-events.ts';

const sources = await allSources();
const start = Date.UTC(2026, 2, 10, 9);
const flow = { from: '10.0.1.5', to: '10.0.2.9', port: 22 };

const line = fc
  .record({
    flows: fc.integer({ min: 1, max: 5 }),
    at: fc.constantFrom('0s', '30m', '-3d', '2h', '9d'),
    within: fc.constantFrom('10m', '1s', '5h', '4d'),
    days: fc.constantFrom(0, 2, 14),
  })
  .map((given) => ({ ...flow, ...given }));

test('every event of a test lies in its extent, which holds its beginning', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
      const { from, to } = extentOf([...lines, { list: 'threat', entry: '192.0.2.1' }]);
      const times = madeEvents(lines, sources, start).map(({ event }) => event.time - start);
      expect(Math.min(0, ...times)).toBeGreaterThanOrEqual(from);
      expect(Math.max(0, ...times)).toBeLessThanOrEqual(to);
      expect(from).toBeLessThanOrEqual(0);
      expect(to).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 40 },
  );
});

test('a line makes as many events as it says, on each of its days, evenly', () => {
  const times = madeEvents([{ ...flow, flows: 3, within: '3m', days: 1 }], sources, start).map(
    ({ event }) => event.time - start,
  );
  const day = 86_400_000;
  expect(times).toEqual([0, 60_000, 120_000].flatMap((at) => at - day).concat([0, 60_000, 120_000]));
});

test('an answer is a record of its own, and events of different lines have different ids', () => {
  const [asked, answered, ...others] = madeEvents(
    [{ ...flow, flows: 1, answer: { packets: 2, bytes: 80 } }],
    sources,
    start,
  );
  expect(asked?.event.fields).toMatchObject({ srcaddr: '10.0.1.5', dstport: 22 });
  expect(answered?.event.fields).toMatchObject({ srcaddr: '10.0.2.9', srcport: 22 });
  expect(others).toEqual([]);
  const calls = madeEvents(
    [
      { calls: 2, eventName: 'A' },
      { calls: 2, eventName: 'B' },
    ],
    sources,
    start,
  );
  expect(new Set(calls.map(({ event }) => event.id)).size).toBe(4);
});

test('a line of no known log is refused by its number', () => {
  expect(() => madeEvents([{ ...flow, flows: 1 }, { packets: 3 }], sources)).toThrow(
    'Line 2 of a test says neither flows nor queries nor calls.',
  );
});

test('the flows of a line have a port of the client each, the same ones wherever the test is put in time', () => {
  const portsFrom = (beginning: number): unknown[] =>
    madeEvents([{ ...flow, flows: 5000 }], sources, beginning).map(({ event }) => event.fields['srcport']);
  expect(new Set(portsFrom(start)).size).toBe(5000);
  expect(portsFrom(start + 7 * 86_400_000)).toEqual(portsFrom(start));
});
