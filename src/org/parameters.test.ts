import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parametersOf } from './parameters.ts';

test('what somebody sent is kept under the names of CloudTrail', () => {
  const at = new Date('2026-11-26T12:00:00Z');
  expect(
    parametersOf({
      DetectorId: 'd',
      Count: 7,
      On: true,
      At: at,
      Bytes: new Uint8Array(3),
      Big: 2n ** 64n,
      Not: undefined,
    }),
  ).toEqual({
    detectorId: 'd',
    count: 7,
    on: true,
    at: at.toISOString(),
    bytes: '3 bytes',
    big: '18446744073709551616',
  });
  expect([parametersOf(undefined), parametersOf(null)]).toEqual([null, null]);
});

test.each([
  'password',
  'clientSecret',
  'SecretAccessKey',
  'Token',
  'accessToken',
  'IdToken',
  'privateKey',
  'Authorization',
  'Credentials',
])('the value of %s is hidden, at any depth', (name) => {
  expect(JSON.stringify(parametersOf({ [name]: 's3cret', Inner: [{ [name]: { deep: 's3cret' } }] }))).not.toContain(
    's3cret',
  );
});

test('a token of pages is no secret', () => {
  expect(parametersOf({ NextToken: 'page 2' })).toEqual({ nextToken: 'page 2' });
});

test('texts, lists and depth are cut, and what is still too much is left out as a whole', () => {
  expect(parametersOf('x'.repeat(1001))).toBe(`${'x'.repeat(1000)}...`);
  expect(parametersOf(Array.from({ length: 52 }, () => 1))).toEqual([
    ...Array.from({ length: 50 }, () => 1),
    '... and 2 more',
  ]);
  expect(JSON.stringify(parametersOf(JSON.parse(`${'['.repeat(60)}${']'.repeat(60)}`)))).toBe('[[[[[["..."]]]]]]');
  expect(parametersOf(Array.from({ length: 50 }, () => 'x'.repeat(1000)))).toMatchObject({
    omitted: expect.stringContaining('too large'),
  });
});

test('whatever is sent, what is kept is JSON of a bounded size', () => {
  fc.assert(
    fc.property(fc.anything({ withDate: true, withBigInt: true }), (input) => {
      expect((JSON.stringify(parametersOf(input)) ?? '').length).toBeLessThanOrEqual(16_100);
    }),
  );
});
