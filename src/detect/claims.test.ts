// Opens no lake.
import { expect, test } from 'vitest';
import { contentFolder, yamlFiles } from '#kernel';
import { allSources } from '#sources';
import { openBook } from './book.ts';
import { claimOf } from './claims.ts';

const files = await yamlFiles(`${contentFolder}/rules`);
const book = openBook({ own: files.filter(({ file }) => file.includes('s3-log-anonymous-access')), other: [] });
const reader = (await allSources()).find(({ name }) => name === 's3access')?.reader();

/** A line of the access log of a bucket; a requester of `-` did not sign in. */
const line = (address: string, requester: string): string =>
  `79a5 data [06/Feb/2026:00:00:38 +0000] ${address} ${requester} 3E57427F33A59F07 REST.GET.OBJECT a.pdf "GET /a.pdf HTTP/1.1" 200 - 113 113 7 5 "-" "curl/8" -`;

const actorOf = (text: string): string | undefined => {
  const [claimed] = book.all;
  const [event] = reader?.read(text) ?? [];
  return claimed && event && claimOf(claimed, { event, file: 'x', position: 1 }, []).principal;
};

test('all visitors of an open bucket are one, so that a web site makes one finding and not one a visitor', () => {
  expect([actorOf(line('203.0.113.9', '-')), actorOf(line('198.51.100.7', '-'))]).toEqual(['anonymous', 'anonymous']);
});

test('who signed in is told by name', () => {
  const rin = 'arn:aws:iam::111122223333:user/rin';
  expect(actorOf(line('203.0.113.9', rin))).toBe(rin);
});
