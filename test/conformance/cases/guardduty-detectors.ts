import {
  CreateDetectorCommand,
  DeleteDetectorCommand,
  GuardDutyClient,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateDetectorCommand,
} from '@aws-sdk/client-guardduty';
import { expect } from 'vitest';
import type { ServiceUnderTest } from '../conformance.ts';
import { denied, detectorId, empty, noSuchDetector, notTheirs, on, onArn, refused } from '../guardduty-inputs.ts';

/** Deleted first, for an account has one already where its data is. */
const detectors: ServiceUnderTest = {
  client: GuardDutyClient,
  mismatch: 'InvalidSignatureException',
  cases: [
    {
      command: DeleteDetectorCommand,
      good: on(),
      expect: empty,
      wrong: noSuchDetector(),
      stranger: denied,
    },
    {
      command: CreateDetectorCommand,
      good: { Enable: true, ClientToken: 'conformance', FindingPublishingFrequency: 'ONE_HOUR' },
      expect: async ({ DetectorId }, front) => expect(DetectorId).toBe(await detectorId(front)),
      missing: { input: {}, error: refused(/Enable is required/) },
      wrong: { input: { Enable: true, FindingPublishingFrequency: 'DAILY' }, error: refused(/DAILY/) },
      stranger: denied,
    },
    {
      command: UpdateDetectorCommand,
      good: on({ Features: [{ Name: 'S3_DATA_EVENTS', Status: 'ENABLED' }] }),
      expect: empty,
      wrong: {
        input: on({ Features: [{ Name: 'RUNTIME_MONITORING', Status: 'ENABLED' }] }),
        error: refused(/does not read the logs/),
      },
      stranger: denied,
    },
    {
      command: TagResourceCommand,
      good: onArn({ Tags: { team: 'blue' } }),
      expect: empty,
      missing: { input: onArn(), error: refused(/Tags is required/) },
      wrong: { input: onArn({ Tags: { 'aws:team': 'blue' } }), error: refused(/reserved/) },
      stranger: denied,
    },
    {
      command: ListTagsForResourceCommand,
      good: onArn(),
      expect: ({ Tags }) => expect(Tags).toEqual({ team: 'blue' }),
      wrong: { input: { ResourceArn: 'arn:aws:s3:::bucket' }, error: refused(/no ARN of a GuardDuty resource/) },
      stranger: notTheirs,
    },
    {
      command: UntagResourceCommand,
      good: onArn({ TagKeys: ['team'] }),
      expect: empty,
      wrong: { input: onArn({ TagKeys: ['team'] }, '/filter/none'), error: refused(/does not exist/) },
      stranger: denied,
    },
  ],
};
export default detectors;
