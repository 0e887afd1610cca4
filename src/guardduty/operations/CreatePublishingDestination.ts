import { randomId, stableId } from '#kernel';
import { properties, saveDestination } from '../destinations.ts';
import { scopeOf } from '../detectors.ts';
import { detectorArn } from '../finding.ts';
import { guardduty } from '../guardduty.ts';
import { oneOf } from '../one-of.ts';
import { checkTags, putTags } from '../tags.ts';

export default guardduty.operation('CreatePublishingDestination', async (input, context, call) => {
  const { ClientToken = randomId(), Tags = {} } = input;
  const { detector } = await scopeOf(input.DetectorId, call, context);
  oneOf('destinationType', ['S3'], input.DestinationType);
  checkTags(Tags);
  const id = stableId('guardduty destination', detector.id, ClientToken);
  await saveDestination(
    {
      ...properties(input.DestinationProperties),
      id,
      detector: detector.id,
      account: detector.account,
      region: detector.region,
      status: 'PENDING_VERIFICATION',
      failed_since: 0,
      created_at: context.clock.now().getTime(),
    },
    context,
  );
  await putTags(`${detectorArn(detector)}/publishingDestination/${id}`, Tags, context);
  return { DestinationId: id };
});
