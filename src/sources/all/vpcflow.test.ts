import { existsSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault } from '#kernel';
import { sampleOf } from '../sample.ts';
import vpcflow from './vpcflow.ts';

const real = '../shared/data/logs/amazon_vpc_flow_raw.log';
const line = '2 111122223333 eni-1 198.51.100.9 10.0.1.20 51514 22 6 12 1840 1777627800 1777627860 ACCEPT OK';

const refusal = (...lines: readonly unknown[]): string => {
  const reader = vpcflow.reader();
  try {
    for (const one of lines) reader.read(one);
  } catch (thrown) {
    if (thrown instanceof Fault) return thrown.message;
    throw thrown;
  }
  return '';
};

test.skipIf(!existsSync(real))('every line of a real flow log is read (skipped where ../shared/data is absent)', () => {
  const text = readFileSync(real, 'utf8');
  expect(vpcflow.recognise(sampleOf(Buffer.from(text)))).toBe(1);
  const reader = vpcflow.reader();
  const lines = text.split('\n').filter((one) => one !== '');
  expect(lines.flatMap((one) => reader.read(one))).toHaveLength(lines.length);
});

test('fields bear the names of the log, with numbers as numbers, and what is absent is left out', () => {
  const reader = vpcflow.reader();
  reader.read('version srcaddr dstaddr dstport start vpc-id action az-id');
  expect(reader.read('5 192.0.2.1 192.0.2.2 443 1777627800 vpc-1 - apne1-az4')[0]?.fields).toEqual({
    srcaddr: '192.0.2.1',
    dstaddr: '192.0.2.2',
    dstport: 443,
    start: 1_777_627_800,
    'vpc-id': 'vpc-1',
    'az-id': 'apne1-az4',
  });
});

test('a row of a Parquet file is read whatever types its columns have', () => {
  const row = {
    srcaddr: '192.0.2.1',
    dst_addr: undefined,
    dstaddr: '192.0.2.2',
    bytes: 12n,
    start: new Date(1_777_627_800_000),
    vpc_id: null,
  };
  expect(vpcflow.reader().read(row)[0]).toMatchObject({
    time: 1_777_627_800_000,
    columns: { bytes: 12, src_address: '192.0.2.1' },
  });
});

test('a Parquet file is known by its mark and the columns of its first row', () => {
  const sample = {
    ...sampleOf(Buffer.from('PAR1\0')),
    first: { srcaddr: '192.0.2.1', dstaddr: '192.0.2.2', start: 1_777_627_800 },
  };
  expect(vpcflow.recognise(sample)).toBe(0.9);
  expect(vpcflow.framing(sample)).toBe('parquet');
  expect(vpcflow.recognise({ ...sample, first: { activity: 'x' } })).toBe(0);
});

describe('a line that cannot be read is refused with what is wrong and what to do', () => {
  test.each([
    [line.replace(' 22 ', ' 70000 '), 'dstport is "70000" and should be a whole number up to 65535'],
    [line.replace(' 22 ', ' -1 '), 'dstport'],
    [line.replace('10.0.1.20', '10.0.1.256'), 'dstaddr is "10.0.1.256" and should be an IPv4 or IPv6 address'],
    [line.replace('10.0.1.20', 'fe80::1%eth0'), 'dstaddr'],
    [line.replace('1777627800', 'noon'), 'start is "noon"'],
    [`${line} more`, 'has 15 fields, the default format has 14'],
    ['', ''],
    [5, 'has 1 fields'],
    [{ srcaddr: '192.0.2.1' }, 'neither start nor end'],
  ])('%j', (record, why) => {
    expect(refusal(record)).toContain(why);
  });

  test('a line shorter than its header', () => {
    expect(refusal('srcaddr dstaddr start', '192.0.2.1 192.0.2.2')).toContain(
      'has 2 fields and the header above names 3',
    );
  });
});

describe('what is no flow log is not taken for one', () => {
  test.each([
    '',
    'hello world',
    '{"srcaddr":"192.0.2.1","query_name":"example.com"}',
    'GET / HTTP/1.1 200',
    'the start and end',
  ])('%j', (text) => {
    expect(vpcflow.recognise(sampleOf(Buffer.from(text)))).toBe(0);
  });
});

test('whatever comes, nothing but faults is thrown', () => {
  const token = fc.constantFrom(
    '2',
    '-',
    'srcaddr',
    'start',
    'constructor',
    '__proto__',
    '${end}',
    '192.0.2.1',
    '1777627800',
    '\t',
    '',
  );
  const text = fc.array(token, { maxLength: 16 }).map((tokens) => tokens.join(' '));
  fc.assert(
    fc.property(fc.array(fc.oneof(text, fc.jsonValue({ maxDepth: 2 })), { maxLength: 3 }), (records) => {
      expect(typeof refusal(...records)).toBe('string');
    }),
    { numRuns: 1000 },
  );
});
