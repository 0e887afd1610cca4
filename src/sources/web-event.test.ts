import { expect, test } from 'vitest';
import { webEvent, type WebRequest } from './web-event.ts';

const columns = {
  client_address: '192.0.2.1',
  method: 'GET',
  host: 'a.example',
  path: '/a',
  query: 'b=c',
  status: 200,
  agent: '',
  bytes_in: 0,
};
const request: WebRequest = { source: 'waf', time: 5, fields: { own: 'field' }, columns };

test('a request has its own fields and those of the taxonomy, without the ones that are empty', () => {
  const event = webEvent(request);
  expect(event).toMatchObject({ source: 'waf', table: 'http_activity', id: '', time: 5 });
  expect(event.fields).toEqual({
    own: 'field',
    'c-ip': '192.0.2.1',
    'cs-method': 'GET',
    'cs-host': 'a.example',
    'cs-uri-stem': '/a',
    'cs-uri-query': 'b=c',
    'sc-status': 200,
    'cs-bytes': 0,
    'cs-uri': '/a?b=c',
  });
});

test('what the log itself calls by a name of the taxonomy stays', () => {
  expect(webEvent({ ...request, fields: { 'c-ip': 'as logged' } }).fields['c-ip']).toBe('as logged');
});

test('an address without a query ends without a question mark, and without a path there is none', () => {
  const uri = (more: object) => webEvent({ ...request, columns: { ...columns, ...more } }).fields['cs-uri'];
  expect([uri({ query: '' }), uri({ path: '' })]).toEqual(['/a', undefined]);
});

test('the record is kept as it was, or as JSON of its fields', () => {
  expect(webEvent({ ...request, raw: '{"a": 1}', id: 'one' })).toMatchObject({
    id: 'one',
    columns: { raw: '{"a": 1}' },
  });
  expect(webEvent(request).columns['raw']).toBe('{"own":"field"}');
});

test.each([
  [{ time: undefined }, 'its time cannot be read', '時刻が読めない'],
  [{ columns: { status: 65_536 } }, 'its status is 65536', 'ステータスが 65536'],
  [{ columns: { status: -1 } }, 'its status is -1', 'ステータスが -1'],
  [{ columns: { status: 200.5 } }, 'its status is 200.5', 'ステータスが 200.5'],
  [{ columns: { status: Number.NaN } }, 'its status is NaN', 'ステータスが NaN'],
])('%j is refused: %s', (more, en, ja) => {
  expect(() => webEvent({ ...request, ...more })).toThrow(
    expect.objectContaining({
      code: 'BadInput',
      text: { en: expect.stringContaining(en), ja: expect.stringContaining(ja) },
    }),
  );
});

test('the ends of what a status may be are taken', () => {
  for (const status of [0, 65_535])
    expect(webEvent({ ...request, columns: { status } }).columns['status']).toBe(status);
});
