import { expect, test } from 'vitest';
import { cloudFrontFields, fullFormat, headerNames, isRow, rowFields } from './cloudfront-line.ts';

test('a header names its fields, and any other line none', () => {
  expect(headerNames('#Fields: date time  c-ip ')).toEqual(['date', 'time', 'c-ip']);
  expect(headerNames('#Version: 1.0')).toBeUndefined();
  expect(headerNames('2026-03-10\t12:00:00')).toBeUndefined();
  expect(fullFormat).toHaveLength(33);
});

test('cells stand under the names of the header: numbers as numbers, texts decoded, and dashes left out', () => {
  const names = ['c-ip', 'sc-status', 'time-taken', 'cs(User-Agent)', 'cs(Referer)', 'cs-uri-stem'];
  expect(cloudFrontFields('192.0.2.1\t200\t0.123\tMozilla%2F5.0%20%25\t-\t/%E6%AB%93', names)).toEqual({
    'c-ip': '192.0.2.1',
    'sc-status': 200,
    'time-taken': 0.123,
    'cs(User-Agent)': 'Mozilla/5.0 %',
    'cs-uri-stem': '/櫓',
  });
});

test('bytes that are no UTF-8 stay encoded', () => {
  expect(cloudFrontFields('/%E9x', ['cs-uri-stem'])).toEqual({ 'cs-uri-stem': '/%E9x' });
});

test('a line with more or fewer cells than its header is refused with both numbers', () => {
  expect(() => cloudFrontFields('a\tb', ['one'])).toThrow('This line has 2 fields and its header names 1');
  expect(() => cloudFrontFields('a', ['one', 'two'])).toThrow('This line has 1 fields and its header names 2');
});

test.each(['many', '1e3', '-1', '1234567890123456', '1.'])('%s is no number', (value) => {
  expect(() => cloudFrontFields(value, ['sc-bytes'])).toThrow(`sc-bytes is "${value}" and should be a number`);
});

test('a row of version 2 gets the names of the log back, however its format spells them', () => {
  expect(
    rowFields({ cs_user_agent: 'curl', 'timestamp(ms)': '5', sc_status: 404, DistributionId: 'E1', own_thing: 'x' }),
  ).toEqual({
    'cs(User-Agent)': 'curl',
    'timestamp(ms)': '5',
    'sc-status': 404,
    DistributionId: 'E1',
    own_thing: 'x',
  });
});

test('a row is told by a field that no other log has', () => {
  expect([isRow({ x_edge_location: 'NRT' }), isRow({ 'x-edge-request-id': 'r' })]).toEqual([true, true]);
  expect([isRow({ x_edge_result_type: 'Hit' }), isRow({ c_ip: '192.0.2.1' }), isRow({})]).toEqual([
    false,
    false,
    false,
  ]);
});
