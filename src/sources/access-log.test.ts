import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amount, endpoint, fieldsOf, lineFormat, requestParts, tokensOf, word } from './access-log.ts';
import { cellsOf } from './csv-records.ts';
import { refuseDeep } from './depth.ts';
import { elbTimes, firstLine, targetOwner } from './elb-parts.ts';
import { at, firstText, jsonText, text } from './json-value.ts';
import { structOf } from './lake-struct.ts';
import { sampleOf } from './sample.ts';

test('fields are parted by single spaces, and what is quoted is one', () => {
  const plain = fc.stringMatching(/^[!#-~][!-~]{0,6}$/);
  const quoted = fc.stringMatching(/^[ !#-[\]-~]{0,8}$/);
  const token = fc.oneof(
    plain.map((one) => [one, one]),
    quoted.map((one) => [`"${one}"`, one]),
  );
  fc.assert(
    fc.property(fc.array(token, { minLength: 1, maxLength: 6 }), (tokens) => {
      expect(tokensOf(tokens.map(([written]) => written).join(' '))).toEqual(tokens.map(([, read]) => read));
    }),
  );
});

test.each([
  ['a  b', ['a', '', 'b']],
  ['"say \\"hi\\" now" x', ['say "hi" now', 'x']],
  ['"an agent "with" quotes" x', ['an agent "with', 'quotes"', 'x']],
  ['"ends in a backslash\\\\" x', ['ends in a backslash\\\\', 'x']],
  ['"never closed x', ['"never', 'closed', 'x']],
  ['', ['']],
])('the fields of %j are %j', (line, tokens) => {
  expect(tokensOf(line)).toEqual(tokens);
});

const format = lineFormat('ELB', 2, 'time name', 'size# late#');

test('fields have the names of the log; a dash is nothing, a number a number, and what is more is of later versions', () => {
  expect(fieldsOf(['t', '-', '7', '-1.5', 'new'], format)).toEqual({ time: 't', size: 7, late: -1.5 });
  expect(() => fieldsOf(['t'], format)).toThrow('has 1 fields and a line of ELB has at least 2');
  for (const wrong of ['x', '1e3', '1.', '0x1', '1'.repeat(16)])
    expect(() => fieldsOf(['t', 'n', wrong], format), wrong).toThrow(`size is "${wrong}"`);
});

test('what did not happen took no time', () => {
  const fields = { request_processing_time: 0.001, target_processing_time: -1, response_processing_time: 0.0005 };
  expect(elbTimes(fields)).toBe(1.5);
  expect([
    amount({ a: -1 }, 'a'),
    amount({ a: 'x' }, 'a'),
    amount({}, 'a'),
    word({}, 'a'),
    word({ a: 7 }, 'a'),
  ]).toEqual([0, 0, 0, '', '7']);
});

test.each([
  ['203.0.113.9:443', '203.0.113.9', 443],
  ['[2001:db8::1]:443', '2001:db8::1', 443],
  ['2001:db8::1:443', '2001:db8::1', 443],
  ['203.0.113.9', '203.0.113.9', 0],
  ['host:99999', 'host', 0],
])('%s is %s and %i', (written, address, port) => {
  expect(endpoint(written)).toEqual({ address, port });
});

test.each([
  ['GET https://example.com:443/a?b=c HTTP/1.1', 'GET', 'example.com', '/a', 'b=c'],
  ['GET /a?b?c HTTP/1.1', 'GET', '', '/a', 'b?c'],
  ['GET /a b HTTP/1.1', 'GET', '', '/a b', ''],
  ['GET http://example.com?x HTTP/1.1', 'GET', 'example.com', '', 'x'],
  ['POST /a', 'POST', '', '/a', ''],
  ['- - -', '', '', '-', ''],
  ['', '', '', '', ''],
])('%j is a %s of %s, %s and %s', (request, method, host, path, query) => {
  expect(requestParts(request)).toEqual({ method, host, path, query });
});

test('whose a target is stands in its ARN, and nowhere where there is none', () => {
  expect(targetOwner('arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/x/1')).toEqual({
    account: '111122223333',
    region: 'eu-west-1',
  });
  expect(targetOwner('-')).toEqual({ account: '', region: '' });
});

test('a log is surely known by its first line, less surely by one of the next', () => {
  const sample = (lines: string) => sampleOf(Buffer.from(lines));
  const sure = (lines: string) => firstLine(sample(lines), /^h2 /);
  expect([sure('h2 x\ny'), sure('noise\nh2 x'), sure('a\nb\nc\nd\ne\nf\nh2 x'), sure('')]).toEqual([1, 0.7, 0, 0]);
});

test('cells of a row that is written as RFC 4180 says are read as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (cells) => {
      expect(cellsOf(cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))).toEqual(cells);
    }),
  );
  expect(cellsOf('a,"b,c",,d')).toEqual(['a', 'b,c', '', 'd']);
  expect(() => cellsOf('"a"b,c')).toThrow('goes on after its closing quote');
});

test('a structure as query engines print it is an object, null is nothing, and JSON within is text', () => {
  expect(structOf('{type=IAMUser, username=rin, mfa=null, list=[a, b], inner={arn=arn:aws:iam::1:user/rin}}')).toEqual({
    type: 'IAMUser',
    userName: 'rin',
    list: ['a', 'b'],
    inner: { arn: 'arn:aws:iam::1:user/rin' },
  });
  expect(structOf('{policy={"Version":"2012-10-17","Text":"}"}, x=1}')).toEqual({
    policy: '{"Version":"2012-10-17","Text":"}"}',
    x: '1',
  });
  expect(structOf('{"a":1}')).toEqual({ a: 1 });
  expect(structOf('plain text')).toBe('plain text');
});

test('whatever stands in a structure, reading ends', () => {
  const pieces = fc.constantFrom('{', '}', '[', ']', 'a=', ', ', '"', 'b', '\\', '=');
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      expect(() => structOf(parts.join(''))).not.toThrow();
    }),
  );
  expect(structOf('{a='.repeat(10_000))).toBeDefined();
});

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

test('a whole number of Parquet within a list or a map is written with its digits, and is not said to be too deep', () => {
  expect(jsonText({ bytes: { a: 9_007_199_254_740_993n } })).toBe('{"bytes":{"a":"9007199254740993"}}');
});

test('a record may be nested a thousand levels deep, and brackets in its texts are none', () => {
  expect(() => refuseDeep(nested(1000))).not.toThrow();
  expect(() => refuseDeep(nested(1001))).toThrow('1000 levels deep');
  expect(() => refuseDeep(JSON.stringify({ a: `\\"${nested(2000)}` }))).not.toThrow();
  expect(() => refuseDeep(`{"a":"\\\\","b":${nested(1001)}}`)).toThrow('1000 levels deep');
  expect(() => refuseDeep({ not: 'text' })).not.toThrow();
});

test('what lies at a path is own, and every plain value has a text', () => {
  const value = { a: [{ b: 'x' }], n: 0, t: false, big: 2n ** 64n, nothing: null };
  expect([at(value, ['a', '0', 'b']), at(value, ['a', 'length', 'x']), at(value, ['toString'])]).toEqual([
    'x',
    undefined,
    undefined,
  ]);
  expect([value.n, value.t, value.big, value.nothing, value.a].map(text)).toEqual([
    '0',
    'false',
    '18446744073709551616',
    '',
    '',
  ]);
  expect([firstText('', undefined, 0, 'x'), firstText('', null)]).toEqual(['0', '']);
  const deep: unknown = JSON.parse(nested(100_000));
  expect(() => jsonText(deep)).toThrow('levels deep');
});
