import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readLimited } from './read-limited.ts';
import { objectAt } from './s3-object.ts';
import { unpacked } from './unpacked.ts';

test.each([
  ['s3://lists/threat/ips.txt', { bucket: 'lists', key: 'threat/ips.txt', region: undefined }],
  ['s3://lists/with%20percent', { bucket: 'lists', key: 'with%20percent', region: undefined }],
  ['https://lists.s3.amazonaws.com/ips.txt', { bucket: 'lists', key: 'ips.txt', region: undefined }],
  ['https://lists.s3.eu-west-1.amazonaws.com/a/b%20c.txt', { bucket: 'lists', key: 'a/b c.txt', region: 'eu-west-1' }],
  ['https://lists.s3-us-gov-west-1.amazonaws.com/x', { bucket: 'lists', key: 'x', region: 'us-gov-west-1' }],
  ['https://s3.cn-north-1.amazonaws.com.cn/lists/x', { bucket: 'lists', key: 'x', region: 'cn-north-1' }],
  ['https://s3.amazonaws.com/lists/bad%zz', { bucket: 'lists', key: 'bad%zz', region: undefined }],
])('%s is an object', (location, expected) => {
  expect(objectAt(location)).toEqual(expected);
});

test.each([
  's3://lists',
  's3://UPPER/key',
  'http://lists.s3.amazonaws.com/x', // without TLS
  'https://lists.s3.amazonaws.com.evil.example/x',
  'https://evil.example/lists.s3.amazonaws.com/x',
  'https://lists.s3.amazonaws.com/x?versionId=1',
])('%s is none', (location) => {
  expect(objectAt(location)).toBeUndefined();
});

test('a stream is read up to its limit, and not a byte further', async () => {
  const stream = () => Readable.from([Buffer.from('abc'), Buffer.from('def')]);
  expect((await readLimited(stream(), 6, 'x')).toString()).toBe('abcdef');
  await expect(readLimited(stream(), 5, 'http://lists.example')).rejects.toMatchObject({
    code: 'TooLarge',
    message: expect.stringContaining('http://lists.example'),
  });
});

test('gzip is unpacked up to the limit, other bytes stay, and damage is told', async () => {
  const packed = gzipSync('x'.repeat(1000));
  expect((await unpacked(packed, 1000, 'list')).length).toBe(1000);
  expect(await unpacked(Buffer.from('plain'), 3, 'list')).toEqual(Buffer.from('plain'));
  await expect(unpacked(packed, 999, 'list')).rejects.toMatchObject({ code: 'TooLarge' });
  await expect(unpacked(packed.subarray(0, 15), 1000, 'list')).rejects.toMatchObject({ code: 'Unavailable' });
});
