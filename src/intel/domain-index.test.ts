import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DomainIndex } from './domain-index.ts';

const label = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), minLength: 1, maxLength: 3 });
const name = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));

test('a name is held by every domain that it is or lies below, the widest first, and by no other', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 30 }), name, (domains, asked) => {
      const index = new DomainIndex(domains.map((domain, entry) => [domain, entry]));
      const expected = domains
        .map((domain, entry) => ({ domain, entry }))
        .filter(({ domain }) => asked === domain || asked.endsWith(`.${domain}`));
      const found = index.holding(asked);
      expect(found).toHaveLength(expected.length);
      expect(found).toEqual(expect.arrayContaining(expected));
      const widths = found.map(({ domain }) => domain.length);
      expect(widths).toEqual(widths.toSorted((a, b) => a - b));
    }),
    { numRuns: 400 },
  );
});

test('twenty thousand domains hold themselves and what lies below, and nothing beside', () => {
  const domains = Array.from({ length: 20_000 }, (_, at) => `host-${at}.example`);
  const index = new DomainIndex(domains.map((domain, entry) => [domain, entry]));
  for (let at = 0; at < domains.length; at += 41) {
    expect(index.holding(`x.${domains[at]}`)).toEqual([{ domain: domains[at], entry: at }]);
    expect(index.holding(`x${domains[at]}`)).toEqual([]);
  }
});

test('no list, an empty name and a lone dot hold nothing', () => {
  const empty = new DomainIndex([]);
  for (const asked of ['', '.', 'a', 'a.b']) expect(empty.holding(asked)).toEqual([]);
});
