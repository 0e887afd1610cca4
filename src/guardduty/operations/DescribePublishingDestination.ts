import { destinationOf, statusOfDestination } from '../destinations.ts';
import { detectorArn } from '../finding.ts';
import { guardduty } from '../guardduty.ts';
import { tagsOf } from '../tags.ts';

export default guardduty.operation('DescribePublishingDestination', async (input, context, call) => {
  const destination = await destinationOf(input, context, call);
  const { id, arn, kms_key, bucket_owner, failed_since } = destination;
  return {
    DestinationId: id,
    DestinationType: 'S3' as const,
    Status: statusOfDestination(destination),
    PublishingFailureStartTimestamp: failed_since,
    DestinationProperties: {
      DestinationArn: arn,
      ...(kms_key === '' ? {} : { KmsKeyArn: kms_key }),
      ...(bucket_owner === '' ? {} : { ExpectedBucketOwner: bucket_owner }),
    },
    Tags: await tagsOf(`${detectorArn(destination)}/publishingDestination/${id}`, context),
  };
});
