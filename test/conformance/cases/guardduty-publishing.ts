import {
  CreatePublishingDestinationCommand,
  DeletePublishingDestinationCommand,
  DescribePublishingDestinationCommand,
  GuardDutyClient,
  ListPublishingDestinationsCommand,
  UpdatePublishingDestinationCommand,
} from '@aws-sdk/client-guardduty';
import { expect } from 'vitest';
import type { ServiceUnderTest } from '../conformance.ts';
import { denied, empty, noSuchResource, notTheirs, on, refused } from '../guardduty-inputs.ts';

// A folder that the program may not publish into: it says so, and reaches nobody outside.
const DestinationArn = 'file:///nowhere/findings';
const DestinationProperties = { DestinationArn };
let DestinationId = '';
const withId = (input: object = {}) => on(() => ({ DestinationId, ...input }));

const publishing: ServiceUnderTest = {
  client: GuardDutyClient,
  mismatch: 'InvalidSignatureException',
  cases: [
    {
      command: CreatePublishingDestinationCommand,
      good: on({ DestinationType: 'S3', DestinationProperties, ClientToken: 'conformance' }),
      expect(output) {
        DestinationId = String(output['DestinationId']);
        expect(DestinationId).toMatch(/^[\da-f]{32}$/);
      },
      missing: { input: on({ DestinationType: 'S3' }), error: refused(/DestinationProperties is required/) },
      wrong: {
        input: on({ DestinationType: 'S3', DestinationProperties: { DestinationArn: 'arn:aws:sqs:x' } }),
        error: refused(/destinationArn/),
      },
      stranger: denied,
    },
    {
      command: DescribePublishingDestinationCommand,
      good: withId(),
      expect: (output) => expect(output).toMatchObject({ DestinationType: 'S3', DestinationProperties }),
      wrong: { input: withId({ DestinationId: 'none' }), error: noSuchResource },
      stranger: notTheirs,
    },
    {
      command: ListPublishingDestinationsCommand,
      good: on(),
      expect: ({ Destinations }) =>
        expect(Destinations).toEqual([{ DestinationId, DestinationType: 'S3', Status: expect.any(String) }]),
      wrong: { input: on({ MaxResults: 0 }), error: refused(/maxResults/) },
      stranger: notTheirs,
    },
    {
      command: UpdatePublishingDestinationCommand,
      good: withId({ DestinationProperties: { DestinationArn: `${DestinationArn}/more` } }),
      expect: empty,
      wrong: { input: withId({ DestinationProperties: { KmsKeyArn: 'key' } }), error: refused(/kmsKeyArn/) },
      stranger: denied,
    },
    {
      command: DeletePublishingDestinationCommand,
      good: withId(),
      expect: empty,
      wrong: { input: withId({ DestinationId: 'none' }), error: noSuchResource },
      stranger: denied,
    },
  ],
};
export default publishing;
