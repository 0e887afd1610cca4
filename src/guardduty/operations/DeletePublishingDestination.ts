import { destinationOf, removeDestination } from '../destinations.ts';
import { detectorArn } from '../finding.ts';
import { guardduty } from '../guardduty.ts';
import { forgetTags } from '../tags.ts';

export default guardduty.operation('DeletePublishingDestination', async (input, context, call) => {
  const destination = await destinationOf(input, context, call);
  await removeDestination(destination.id, context);
  await forgetTags(`${detectorArn(destination)}/publishingDestination/${destination.id}`, context);
  return {};
});
