// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scope } from './claim.ts';
import { RememberedScopes } from './remembered-scopes.ts';

const scopeOf = (accessKeyId: string): Scope => ({
  accessKeyId,
  day: '20261126',
  region: 'us-east-1',
  service: 'guardduty',
  signedHeaders: ['host'],
  headerNames: 'host',
});

test('a header is never given the scope of another, however many come and in whatever order', () => {
  const headers = fc.array(fc.tuple(fc.nat({ max: 1400 }), fc.boolean()), { minLength: 900, maxLength: 2500 });
  fc.assert(
    fc.property(headers, (asked) => {
      const scopes = new RememberedScopes();
      for (const [key, recalled] of asked) {
        const header = `Credential=${key}`;
        const known = recalled ? scopes.recall(header) : undefined;
        if (!recalled) scopes.remember(header, scopeOf(`${key}`));
        else if (known !== undefined && known.accessKeyId !== `${key}`) expect(known.accessKeyId).toBe(`${key}`);
      }
    }),
    { numRuns: 20 },
  );
});

test('the newest thousand are known, by one and the same object, and no more are kept', () => {
  const scopes = new RememberedScopes();
  const all = Array.from({ length: 3000 }, (_, key) => scopeOf(`${key}`));
  for (const scope of all) scopes.remember(scope.accessKeyId, scope);
  for (const scope of all.slice(-1000)) expect(scopes.recall(scope.accessKeyId)).toBe(scope);
  expect(all.slice(0, -1000).filter(({ accessKeyId }) => scopes.recall(accessKeyId) !== undefined)).toEqual([]);
});

test('a header as long as only an attacker writes it takes no memory', () => {
  const scopes = new RememberedScopes();
  for (const [length, kept] of [
    [1000, true],
    [1001, false],
  ] as const) {
    const header = 'x'.repeat(length);
    scopes.remember(header, scopeOf('a'));
    expect(scopes.recall(header) !== undefined, `${length}`).toBe(kept);
  }
});
