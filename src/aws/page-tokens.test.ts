import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { localCaller, PageTokens, type Call, type Page } from './index.ts';

const tokens = new PageTokens(new Uint8Array(32).fill(7));
const at = new Date('2026-11-26T00:00:00Z');
const call: Call = {
  caller: localCaller('administrator', 'administrator', '111122223333'),
  region: 'us-east-1',
  requestId: 'r',
  sourceAddress: '127.0.0.1',
  userAgent: 'test',
  at,
};
const page: Page = {
  service: 'guardduty',
  operation: 'ListFindings',
  input: { DetectorId: 'd', Sort: { b: 1, a: 2 } },
  call,
};
const Position = z.strictObject({ after: z.unknown() });
const stranger = { ...call, caller: { ...call.caller, account: '444455556666' } };

test('a token gives its position back to the same request, whatever the position', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (after) => {
      expect(tokens.open(page, tokens.seal(page, { after }), Position)).toEqual({
        after: JSON.parse(JSON.stringify(after)),
      });
    }),
  );
  expect(tokens.open(page, undefined, Position)).toBeUndefined();
});

test('the order of members, the size of a page and the token itself may change from page to page', () => {
  const token = tokens.seal({ ...page, input: { ...page.input, MaxResults: 5 } }, { after: 1 });
  const next = { ...page, input: { Sort: { a: 2, b: 1 }, NextToken: token, DetectorId: 'd', MaxResults: 50 } };
  expect(tokens.open(next, token, Position)).toEqual({ after: 1 });
});

test.each<[string, Partial<Page>]>([
  ['another account', { call: stranger }],
  ['another Region', { call: { ...call, region: 'eu-west-1' } }],
  ['another operation', { operation: 'ListFilters' }],
  ['another query', { input: { DetectorId: 'e', Sort: { b: 1, a: 2 } } }],
  [
    'a query that looks alike when it is nested otherwise',
    {
      input: {
        DetectorId: 'd',
        Sort: [
          ['a', 2],
          ['b', 1],
        ],
      },
    },
  ],
])('a token is refused to %s', (_what, change) => {
  const token = tokens.seal(page, { after: 1 });
  expect(() => tokens.open({ ...page, ...change }, token, Position)).toThrow('it is not of this request');
});

test('a token that was changed anywhere is refused, and so is anything that is no token', () => {
  const token = tokens.seal(page, { after: 'somewhere' });
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'b', '9', '-', '=', '!'), (position, letter) => {
      const changed = token.slice(0, position) + letter + token.slice(position + 1);
      if (changed === token) return;
      expect(() => tokens.open(page, changed, Position)).toThrow('The request is rejected because');
    }),
  );
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      expect(() => tokens.open(page, text, Position)).toThrow('rejected');
    }),
  );
  expect(() => new PageTokens(new Uint8Array(32).fill(8)).open(page, token, Position)).toThrow('rejected');
});

test('a token ends after a day, with the error that the service has for it', () => {
  const trail = { ...page, service: 'cloudtrail', operation: 'LookupEvents' };
  const token = tokens.seal(trail, { after: 1 });
  const later = { ...trail, call: { ...call, at: new Date(at.getTime() + 25 * 3_600_000) } };
  expect(() => tokens.open(later, token, Position)).toThrow(
    expect.objectContaining({
      type: 'InvalidNextTokenException',
      message: expect.stringContaining('older than a day'),
    }),
  );
});

test('the position cannot be read from the token', () => {
  const token = tokens.seal(page, { after: 'arn:aws:iam::111122223333:user/secret' });
  expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('secret');
});
