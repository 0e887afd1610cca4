import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Fault, sentenceOf } from '#kernel';
import { requestParts, tokensOf } from './access-log.ts';
import { allSources } from './all-sources.ts';
import type { Event } from './event.ts';
import { s3Fields } from './s3-line.ts';
import { cutterOf, recognise, sampleOf } from './sample.ts';

const sources = await allSources();

/** Events of a file and the sentences about what could not be read. */
function readFile(bytes: Buffer): { source: string; events: Event[]; refused: string[] } {
  const sample = sampleOf(bytes);
  const source = recognise(sources, sample);
  const framing = source?.framing(sample);
  if (source === undefined || framing === undefined || framing === 'parquet')
    return { source: '', events: [], refused: [] };
  const [cutter, reader] = [cutterOf(framing), source.reader()];
  const events: Event[] = [];
  const refused: string[] = [];
  for (const cut of [...cutter.push(bytes), ...cutter.end()]) {
    try {
      events.push(...reader.read(cutter.said(cut).value));
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown;
      refused.push(sentenceOf(thrown));
    }
  }
  return { source: source.name, events, refused };
}

const folder = '../shared/data';
const real: readonly (readonly [file: string, source: string, events: number])[] = [
  ['logs/amazon_elb_raw.log', 'alb', 63],
  ['logs/amazon_s3_raw.log', 's3access', 18],
  ['logs/amazon_cloudfront_raw.log', 'cloudfront', 40],
  ['logs/amazon_vpc_flow_raw.log', 'vpcflow', 22],
  ['logs/aws_waf_raw.log', 'waf', 38],
  ['logs/ec2_proxy_s3_exfiltration_2020-09-14011940.json', 'cloudtrail', 103],
  ['dns/wrccdc.route53resolver.jsonl.gz', 'route53resolver', 53_594],
];

describe.skipIf(!existsSync(folder))('real files (skipped where ../shared/data is absent)', () => {
  test.each(real)('%s is known as %s, and every line of it is read', (file, source, count) => {
    const bytes = readFileSync(`${folder}/${file}`);
    const found = readFile(file.endsWith('.gz') ? gunzipSync(bytes) : bytes);
    expect(found.refused).toEqual([]);
    expect(found.source).toBe(source);
    expect(found.events).toHaveLength(count);
  });

  test('logs of other services are not taken for ours', () => {
    for (const file of ['logs/amazon_rds_raw.log', 'logs/AWS_S3_HoneyBucketLogs.csv']) {
      expect(readFile(readFileSync(`${folder}/${file}`)).source).toBe('');
    }
  });
});

const s3Line = (end: string): string =>
  `owner bucket [01/May/2026:09:30:00 +0000] 192.0.2.1 - ID REST.GET.OBJECT key "GET /key HTTP/1.1" 200 - 1 2 3 4 ${end}`;

describe('lines of access logs', () => {
  test.each([
    ['a "b c" d', ['a', 'b c', 'd']],
    ['"a "b" c" d', ['a "b', 'c"', 'd']],
    ['"say \\"x\\" y" -', ['say "x" y', '-']],
    ['"never closed', ['"never', 'closed']],
    ['"ends with \\\\" x', ['ends with \\\\', 'x']],
    ['', ['']],
  ])('%j parts into %j', (line, tokens) => {
    expect(tokensOf(line)).toEqual(tokens);
  });

  test.each([
    ['GET https://a.example:443/x?y=1 HTTP/2.0', ['GET', 'a.example', '/x', 'y=1']],
    ['GET /x?y=1?z HTTP/1.1', ['GET', '', '/x', 'y=1?z']],
    ['GET http://a.example:80 HTTP/1.1', ['GET', 'a.example', '', '']],
    ['GET http://a.example?q HTTP/1.1', ['GET', 'a.example', '', 'q']],
    ['- http://a.example:80- -', ['', 'a.example:80-', '', '']],
    ['', ['', '', '', '']],
  ])('the request %j has its parts', (request, parts) => {
    expect(Object.values(requestParts(request))).toEqual(parts);
  });

  test('a line of S3 whose agent alone is quoted, or neither', () => {
    expect(s3Fields(s3Line('- "agent x" - host'))).toMatchObject({ useragent: 'agent x', hostid: 'host' });
    expect(s3Fields(s3Line('"https://r.example/" - - host'))).toMatchObject({
      referrer: 'https://r.example/',
      hostid: 'host',
    });
    expect(s3Fields(s3Line('- - - host'))).toMatchObject({ hostid: 'host' });
  });

  test('one rule fits every web log: the names of the taxonomy stand beside the own ones', () => {
    const web = sources.filter(({ table }) => table === 'http_activity');
    for (const source of web.filter(({ name }) => name !== 'nlb')) {
      const [example] = source.examples;
      const [event] = readFile(Buffer.from(example?.input ?? '')).events;
      expect(event?.fields).toMatchObject({
        'c-ip': expect.any(String),
        'cs-method': expect.any(String),
        'sc-status': expect.any(Number),
      });
    }
  });
});
