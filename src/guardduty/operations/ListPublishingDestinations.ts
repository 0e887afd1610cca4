import type { Destination } from '@aws-sdk/client-guardduty';
import { destinationsOf, statusOfDestination } from '../destinations.ts';
import { scopeOf } from '../detectors.ts';
import { guardduty } from '../guardduty.ts';
import { pageOf } from '../page.ts';

export default guardduty.operation('ListPublishingDestinations', async (input, context, call) => {
  const { detector } = await scopeOf(input.DetectorId, call, context);
  const all = (await destinationsOf(detector.id, context)).map((row): Destination => ({
    DestinationId: row.id,
    DestinationType: 'S3',
    Status: statusOfDestination(row),
  }));
  const { items, next } = pageOf(all, { operation: 'ListPublishingDestinations', input, call }, context);
  return { Destinations: items, ...next };
});
