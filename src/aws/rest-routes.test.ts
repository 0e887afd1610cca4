import * as guardduty from '@aws-sdk/client-guardduty';
import * as s3 from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { RestRoutes } from './rest-routes.ts';
import { readSchemas } from './schemas.ts';

const [watch, buckets] = [new RestRoutes(readSchemas('guardduty', guardduty)), new RestRoutes(readSchemas('s3', s3))];
const found = (routes: RestRoutes, method: string, path: string, query = '') => {
  const route = routes.find(method, path, query);
  return route && [route.operation.name, route.labels];
};

test('a path leads to its operation, with what stands in its labels decoded', () => {
  expect(found(watch, 'GET', '/detector/abc')).toEqual(['GetDetector', { DetectorId: 'abc' }]);
  expect(found(watch, 'GET', '/detector/abc/filter/a%20b')).toEqual([
    'GetFilter',
    { DetectorId: 'abc', FilterName: 'a b' },
  ]);
  expect(found(watch, 'POST', '/detector')).toEqual(['CreateDetector', {}]);
});

test('another method, a path that goes on and an empty label lead nowhere', () => {
  expect(found(watch, 'PATCH', '/detector/abc')).toBeUndefined();
  expect(found(watch, 'GET', '/detector/abc/nothing/x/y')).toBeUndefined();
  expect(found(watch, 'GET', '/detector//filter/x')).toBeUndefined();
});

test('a greedy label takes the rest of the path, slashes and all', () => {
  expect(found(buckets, 'GET', '/2026/01/a%2Fb.json', 'x-id=GetObject')).toEqual([
    'GetObject',
    { Key: '2026/01/a/b.json' },
  ]);
});

test('of operations on one path the one whose demands on the query are met is found', () => {
  expect(found(buckets, 'GET', '/', 'list-type=2&prefix=x')?.[0]).toBe('ListObjectsV2');
  expect(found(buckets, 'GET', '/', 'acl')?.[0]).toBe('GetBucketAcl');
  expect(found(buckets, 'GET', '/', 'list-type=1')?.[0]).not.toBe('ListObjectsV2');
});
