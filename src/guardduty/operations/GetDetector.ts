import { scopeOf } from '../detectors.ts';
import { dataSourcesOf, featuresOf, statusOf } from '../features.ts';
import { detectorArn } from '../finding.ts';
import { frequencyOf } from '../frequency.ts';
import { guardduty } from '../guardduty.ts';
import { tagsOf } from '../tags.ts';

export default guardduty.operation('GetDetector', async ({ DetectorId }, context, call) => {
  const { detector } = await scopeOf(DetectorId, call, context);
  return {
    CreatedAt: new Date(detector.created_at).toISOString(),
    UpdatedAt: new Date(detector.updated_at).toISOString(),
    Status: statusOf('CLOUD_TRAIL', detector),
    FindingPublishingFrequency: frequencyOf(detector.frequency),
    // The role that the service has in every account; Yagura needs none and the member is required.
    ServiceRole: `arn:aws:iam::${detector.account}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
    DataSources: dataSourcesOf(detector),
    Features: featuresOf(detector),
    Tags: await tagsOf(detectorArn(detector), context),
  };
});
