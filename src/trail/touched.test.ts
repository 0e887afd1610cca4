// Opens no lake.
import { expect, test } from 'vitest';
import { touchedBy } from './touched.ts';

test('a call touched what it lists and what its parameters name', () => {
  const written = {
    resources: [
      { ARN: 'arn:aws:s3:::logs', type: 'AWS::S3::Bucket' },
      { arn: 'arn:aws:s3:::logs/a' },
      { type: 'AWS::S3::Object' },
    ],
    requestParameters: { bucketName: 'logs', keyName: '', roleName: { odd: true }, prefix: 'x' },
  };
  expect(touchedBy(JSON.stringify(written))).toEqual([
    { ResourceType: 'AWS::S3::Bucket', ResourceName: 'arn:aws:s3:::logs' },
    { ResourceName: 'arn:aws:s3:::logs/a' },
    { ResourceType: 'AWS::S3::Bucket', ResourceName: 'logs' },
  ]);
});

test('a record whose resources or parameters have another form touched nothing that is told', () => {
  for (const written of [{}, { resources: null, requestParameters: null }, { resources: 'x', requestParameters: [1] }])
    expect(touchedBy(JSON.stringify(written))).toEqual([]);
});
