import { destinationOf, properties, saveDestination } from '../destinations.ts';
import { guardduty } from '../guardduty.ts';

export default guardduty.operation('UpdatePublishingDestination', async (input, context, call) => {
  const before = await destinationOf(input, context, call);
  const changed = properties(input.DestinationProperties, before);
  await saveDestination({ ...before, ...changed, status: 'PENDING_VERIFICATION', failed_since: 0 }, context);
  return {};
});
