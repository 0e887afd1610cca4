// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyDate } from './key-date.ts';
import { limitsOf } from './limits.ts';
import { objectsIn } from './notification.ts';
import { loadConfig } from '#kernel';

const object = (key: string, said: object = {}) => ({ s3: { bucket: { name: 'logs' }, object: { key, ...said } } });
const s3Event = (...records: object[]) => JSON.stringify({ Records: records });
const made = (key: string, said: object = {}) => ({ eventName: 'ObjectCreated:Put', ...object(key, said) });

test('an event of S3 names the objects that were made, with the keys as they are', () => {
  expect(objectsIn(s3Event(made('a/b+c%2Bd.gz', { size: 7, eTag: 'e' }), made('%E3%81%82'), made('bad%zz')))).toEqual([
    { bucket: 'logs', key: 'a/b c+d.gz', size: 7, etag: 'e' },
    { bucket: 'logs', key: 'あ', size: 0, etag: '' },
    { bucket: 'logs', key: 'bad%zz', size: 0, etag: '' },
  ]);
});

test('whatever a key holds, it is read as it was before it was written into the event', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (key) => {
      const written = encodeURIComponent(key).replaceAll('%20', '+');
      expect(objectsIn(s3Event(made(written))).map((one) => one.key)).toEqual([key]);
    }),
  );
});

test('what was removed, and the test that S3 sends, name no object', () => {
  expect(objectsIn(s3Event({ eventName: 'ObjectRemoved:Delete', ...object('a') }))).toEqual([]);
  expect(objectsIn('{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"logs"}')).toEqual([]);
});

test('SNS carries the same, and EventBridge tells it with a plain key', () => {
  expect(objectsIn(JSON.stringify({ Type: 'Notification', Message: s3Event(made('a')) }))).toHaveLength(1);
  const event = (type: string) =>
    objectsIn(
      JSON.stringify({
        source: 'aws.s3',
        'detail-type': type,
        detail: { bucket: { name: 'logs' }, object: { key: 'a+b%20', size: 1, etag: 'e' } },
      }),
    );
  expect(event('Object Created')).toEqual([{ bucket: 'logs', key: 'a+b%20', size: 1, etag: 'e' }]);
  expect(event('Object Deleted')).toEqual([]);
});

test.each(['', 'text', '[]', '{}', '{"Records":[{}]}', '{"Type":"Notification","Message":"no JSON"}', 'null'])(
  'the message %j is refused with what to send instead',
  (message) => {
    expect(() => objectsIn(message)).toThrow('no notification of S3');
  },
);

test.each([
  ['AWSLogs/1/CloudTrail/eu-west-1/2026/03/01/x.gz', 'AWSLogs/1/CloudTrail/eu-west-1/', '2026/02/28'],
  ['flow/year=2024/month=03/day=01/x.parquet', 'flow/', 'year=2024/month=02/day=29'],
  ['access2026-01-01-10-00-00-ABC', 'access', '2025-12-31'],
])('the key %s lies in %s, the day after %s', (key, stem, before) => {
  expect(keyDate(key)).toEqual({ stem, dayBefore: `${stem}${before}` });
});

test('a key without a date tells none, and a number that goes on is no day', () => {
  for (const key of ['logs/x.gz', '2026/13', 'a/2026/01/012', '1899/01/01']) expect(keyDate(key), key).toBeUndefined();
});

test('the day before sorts before every key of its day, and they before those of the day itself', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2000-01-02'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
      const pathOf = (time: number) => `logs/${new Date(time).toISOString().slice(0, 10).replaceAll('-', '/')}/x.gz`;
      const [today, yesterday] = [pathOf(date.getTime()), pathOf(date.getTime() - 86_400_000)];
      const { dayBefore = '' } = keyDate(today) ?? {};
      expect(dayBefore < yesterday && yesterday < today).toBe(true);
    }),
  );
});

test('a record is as large as is configured, and nothing that is unpacked is without an end', () => {
  const { ingest } = loadConfig({ environment: { YAGURA_INGEST_RECORD_MEGABYTES: '2' }, flags: {} });
  const limits = limitsOf(ingest);
  expect(limits.recordBytes).toBe(2 * 2 ** 20);
  expect([limits.unpackedBytes, limits.ratio, limits.members].every(Number.isFinite)).toBe(true);
});
