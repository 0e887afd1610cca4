import { detectorAt, placeOf } from '../detectors.ts';
import { guardduty } from '../guardduty.ts';
import { pageSize } from '../page.ts';

/** An account has one detector in a Region, so that there is never a second page. */
export default guardduty.operation('ListDetectors', async ({ MaxResults }, context, call) => {
  pageSize(MaxResults);
  const detector = await detectorAt(placeOf(call), context);
  return { DetectorIds: detector === undefined ? [] : [detector.id] };
});
