// Opens no lake.
import { expect, test } from 'vitest';
import { passedOver } from './passed-over.ts';

test('what AWS delivers beside logs is told by its place, also on Windows', () => {
  for (const path of [
    'AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/01/02/x.json.gz',
    '/logs/CloudTrail-Aggregated/x.json.gz',
    'AWSLogs\\111122223333\\Config\\ConfigWritabilityCheckFile',
    'AWSLogs/111122223333/ELBAccessLogTestFile',
    'AWSLogs/111122223333/WAFLogs/aws-waf-logs-test',
  ])
    expect(passedOver(path), path).toBe(true);
});

test('a log that is only called like them is read', () => {
  for (const path of [
    'my-CloudTrail-Digest/x.json',
    'ELBAccessLogTestFile.log',
    'waf/aws-waf-logs-test',
    'CloudTrail/x.json',
  ])
    expect(passedOver(path), path).toBe(false);
});
