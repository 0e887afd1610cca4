import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ProbeTable } from './probe-table.ts';

const text = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }).map((some) => some.join(''));
const probe = fc.record({ exact: fc.boolean(), text });

test('a value leads to just those whose text it is or holds, in any case, whether they are few or many', () => {
  fc.assert(
    fc.property(fc.array(probe, { maxLength: 20 }), fc.array(text, { maxLength: 8 }), (probes, values) => {
      const table = new ProbeTable<number>();
      for (const [at, one] of probes.entries()) table.add(one, at);
      for (const value of [...values, ...values]) {
        const wanted = probes.flatMap((one, at) =>
          (one.exact ? one.text === value : value.includes(one.text)) ? [at] : [],
        );
        const found = table.entriesFor(value.toUpperCase());
        expect(found).toHaveLength(wanted.length);
        expect(new Set(found)).toEqual(new Set(wanted));
      }
    }),
  );
});

test('what is added later is found, also for a value that was asked before', () => {
  const table = new ProbeTable<string>();
  for (let at = 0; at < 20; at += 1) table.add({ exact: true, text: `x${at}` }, `x${at}`);
  expect(table.entriesFor('late')).toEqual([]);
  table.add({ exact: true, text: 'late' }, 'late');
  expect(table.entriesFor('late')).toEqual(['late']);
});
