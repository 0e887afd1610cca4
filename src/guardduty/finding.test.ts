// Opens no lake.
import { expect, test } from 'vitest';
import { detectorArn, detectorIdOf, partitionOf } from './finding.ts';

test.each([
  ['ap-northeast-1', 'aws'],
  ['us-east-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['eusc-de-east-1', 'aws-eusc'],
  ['', 'aws'],
])('the Region %j lies in the partition %s', (region, partition) => expect(partitionOf(region)).toBe(partition));

test('an account has one detector in each Region, whose ARN names its partition', () => {
  const place = { account: '111122223333', region: 'cn-north-1' };
  expect(detectorArn(place)).toBe(`arn:aws-cn:guardduty:cn-north-1:111122223333:detector/${detectorIdOf(place)}`);
  expect(detectorIdOf({ ...place })).toBe(detectorIdOf(place));
  const others = [
    { ...place, region: 'cn-northwest-1' },
    { ...place, account: '444455556666' },
  ];
  for (const other of others) expect(detectorIdOf(other)).not.toBe(detectorIdOf(place));
});
