// Opens no lake.
import { expect, test } from 'vitest';
import { contentFolder, yamlFiles } from '#kernel';
import { ruleSet } from '#sigma';
import { allSources } from '#sources';
import { openBook } from './book.ts';

const book = openBook({ own: await yamlFiles(`${contentFolder}/rules`), other: [] });
const sources = await allSources();
const set = ruleSet(book.rules, sources);

/** The ids of the rules that a line of a log meets, as its source reads it. */
const metBy = (source: string, line: string): string[] => {
  const [event] =
    sources
      .find(({ name }) => name === source)
      ?.reader()
      .read(line) ?? [];
  return event ? set.match(source, event.fields).map(({ id }) => id) : [];
};

const failedHandshake = '564b409f-59ef-4209-ba40-87c3d759ed63';
const handshake = (client: string, told: string): string =>
  `tls 2.0 2026-03-10T00:00:03 net/shop/c6e77e28c25b2234 g3d4b5e8bb8464cd ${client}:5170 10.0.1.9:443 5 ${told}`;
const failed = '- 0 0 - arn:aws:acm:eu-west-1:111122223333:certificate/a - - - - - - - - 2026-03-10T00:00:03';
const done =
  '12 98 246 - arn:aws:acm:eu-west-1:111122223333:certificate/a - ECDHE-RSA-AES128-SHA tlsv12 - my.example.com - - - 2026-03-10T00:00:03';

test('a handshake for which no version of TLS was agreed upon is a failed one, as the load balancer writes it', () => {
  expect(metBy('nlb', handshake('203.0.113.9', failed))).toContain(failedHandshake);
});

test('neither a handshake that came about nor a knock from within is a failed one', () => {
  expect(metBy('nlb', handshake('203.0.113.9', done))).not.toContain(failedHandshake);
  expect(metBy('nlb', handshake('10.0.0.4', failed))).not.toContain(failedHandshake);
});

const signedLink = '5207fc9a-a663-4a48-84f6-187197f118cc';
const fetched = (how: string): string =>
  `79a5 data [10/Mar/2026:00:00:38 +0000] 203.0.113.9 arn:aws:iam::111122223333:user/app 3E57427F33A59F07 REST.GET.OBJECT a.pdf "GET /a.pdf?X-Amz-Signature=fe5f HTTP/1.1" 200 - 113 113 7 5 "-" "curl/8" - s9lzHYrFp76ZVxRcpX9= SigV4 ECDHE-RSA-AES128-GCM-SHA256 ${how} data.s3.eu-west-1.amazonaws.com TLSv1.2 - -`;

test('a read by a signed link is told from one that is signed in its header, as the bucket writes them', () => {
  expect(metBy('s3access', fetched('QueryString'))).toContain(signedLink);
  expect(metBy('s3access', fetched('AuthHeader'))).not.toContain(signedLink);
});

const exploitAnswered = '5787df23-98c2-5855-8a35-66c7cdd85cb8';
const asked = (address: string, status: number): string =>
  `https 2026-03-10T00:00:03.120000Z app/shop/50dc6c495c0c9188 203.0.113.9:5170 10.0.1.9:8080 0.001 0.020 0.000 ${status} ${status} 400 5000 "GET https://shop.example.com:443${address} HTTP/1.1" "Mozilla/5.0" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/shop/73e2d6bc24d8a067 "Root=1-58337281-1d84f3d73c47ec4e58577259" "shop.example.com" "-" 0 2026-03-10T00:00:03.000000Z "forward" "-" "-" "10.0.1.9:8080" "${status}" "-" "-"`;

test('a template that counts is told where it was answered well, and a page about templates is not', () => {
  expect(metBy('alb', asked('/hello?name=%7B%7B7*7%7D%7D', 200))).toContain(exploitAnswered);
  expect(metBy('alb', asked('/hello?name=%7B%7B7*7%7D%7D', 404))).not.toContain(exploitAnswered);
  expect(metBy('alb', asked('/search?q=%7B%7Bmustache%7D%7D+help', 200))).not.toContain(exploitAnswered);
});

test('the settings of a program are told below whatever folder they are served', () => {
  expect(metBy('alb', asked('/manage/actuator/env', 200))).toContain('cb6f7ac6-c162-5932-8b8b-e786a2b13774');
  expect(metBy('alb', asked('/actuator/health', 200))).not.toContain('cb6f7ac6-c162-5932-8b8b-e786a2b13774');
});

test('a form for messages that was sent is told from the list of contacts of an application', () => {
  const posted = (address: string): string => asked(address, 200).replace('"GET ', '"POST ');
  expect(metBy('alb', posted('/contact/send'))).toContain('a6730b19-aaca-4d5f-961e-c10981cf72ff');
  expect(metBy('alb', posted('/api/contacts'))).not.toContain('a6730b19-aaca-4d5f-961e-c10981cf72ff');
});
