// Opens no lake.
import { expect, test } from 'vitest';
import { detectorArn, detectorIdOf } from './finding.ts';

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
