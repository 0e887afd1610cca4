import { expect, test } from 'vitest';
import { topicOf } from './calls-of-tactics.ts';
import { known, made } from './made.contract.ts';

const topic = (service: string, action: string, said: { reads?: boolean; data?: boolean } = {}) =>
  topicOf(made({ service: `${service}.amazonaws.com`, action, ...said }), known);

test.each([
  ['PutBucketPolicy', 's3-permission'],
  ['DeletePublicAccessBlock', 's3-permission'],
  ['PutObjectAcl', 's3-permission'],
  ['CreateAccessPoint', 's3-permission'],
  ['GetObject', 's3-exfiltration'],
  ['CopyObject', 's3-exfiltration'],
  ['PutBucketReplication', 's3-exfiltration'],
  ['DeleteObjects', 's3-delete'],
  ['PutBucketLifecycle', 's3-delete'], // letting things expire deletes them too
  ['PutObject', 's3-write'],
  ['CompleteMultipartUpload', 's3-write'],
])('s3:%s is %s', (action, expected) => {
  expect(topic('s3', action)).toBe(expected);
  expect(topic('s3express', action)).toBe(expected);
});

test('any other call to S3 looks around when it reads, and serves nothing when it does not', () => {
  expect(topic('s3', 'ListBuckets', { reads: true })).toBe('s3-discovery');
  expect(topic('s3', 'AbortMultipartUpload')).toBeUndefined();
});

test('a call serves the first of its tactics that there is a family for, or the nearest one', () => {
  expect(topic('iam', 'CreateAccessKey')).toBe('persistence');
  expect(topic('cloudtrail', 'StopLogging')).toBe('defense-evasion');
  expect(topic('secretsmanager', 'GetSecretValue', { reads: true })).toBe('credential-access');
});

test('reading that nobody wrote a note on looks around, but for reading of the data itself', () => {
  expect(topic('newservice', 'ListThings', { reads: true })).toBe('discovery');
  expect(topic('newservice', 'ReadThing', { reads: true, data: true })).toBeUndefined();
  expect(topic('newservice', 'MakeThing')).toBeUndefined();
});
