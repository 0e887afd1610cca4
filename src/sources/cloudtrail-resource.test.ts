import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mainResource } from './cloudtrail-resource.ts';

test('the ARN that CloudTrail names comes before every parameter, the first that is there', () => {
  const requestParameters = { bucketName: 'photos' };
  const resources = [{ type: 'AWS::S3::Object' }, { ARN: 'arn:aws:s3:::photos/a' }, { ARN: 'arn:aws:s3:::photos' }];
  expect(mainResource({ resources, requestParameters })).toBe('arn:aws:s3:::photos/a');
  expect(mainResource({ resources: [{ arn: 'arn:aws:s3:::lake' }], requestParameters })).toBe('arn:aws:s3:::lake');
  expect(mainResource({ resources: [], requestParameters })).toBe('photos');
  expect(mainResource({ resources: null, requestParameters })).toBe('photos');
});

test('of several parameters the most telling names what the call is about, in whichever order they stand', () => {
  const telling = ['bucketName', 'userName', 'roleName', 'groupName', 'instanceId', 'policyArn', 'policyName', 'id'];
  fc.assert(
    fc.property(fc.shuffledSubarray(telling, { minLength: 1 }), (names) => {
      const first = telling.find((name) => names.includes(name));
      const requestParameters = Object.fromEntries(names.map((name) => [name, `the ${name}`]));
      expect(mainResource({ requestParameters })).toBe(`the ${first}`);
    }),
  );
});

test('a parameter without a value gives way to one that has one', () => {
  expect(mainResource({ requestParameters: { userName: '', policyArn: 'arn:aws:iam::aws:policy/A' } })).toBe(
    'arn:aws:iam::aws:policy/A',
  );
  expect(mainResource({ requestParameters: { userName: { nested: true }, policyName: 'P' } })).toBe('P');
});

test('an object in a bucket is named with its bucket', () => {
  expect(mainResource({ requestParameters: { key: 'a/b.jpg', bucketName: 'photos' } })).toBe('photos/a/b.jpg');
  expect(mainResource({ requestParameters: { key: 'a/b.jpg' } })).toBe('');
});

test('a path leads into objects and lists, and of a list the first counts', () => {
  const instancesSet = { items: [{ instanceId: 'i-1' }, { instanceId: 'i-2' }] };
  expect(mainResource({ requestParameters: { instancesSet } })).toBe('i-1');
  expect(mainResource({ requestParameters: { names: ['first', 'second'] } })).toBe('first');
});

test('what a call made counts where nothing in it named the thing yet', () => {
  const responseElements = { role: { arn: 'arn:aws:iam::111122223333:role/new' } };
  expect(mainResource({ requestParameters: null, responseElements })).toBe('arn:aws:iam::111122223333:role/new');
  expect(mainResource({ requestParameters: { roleName: 'new' }, responseElements })).toBe('new');
});

test.each([{}, { requestParameters: 'text' }, { requestParameters: { unheardOf: 'x' } }, { resources: ['arn'] }])(
  '%j is about nothing that can be named',
  (record) => expect(mainResource(record)).toBe(''),
);
