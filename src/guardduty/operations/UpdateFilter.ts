import { scopeOf } from '../detectors.ts';
import { changed, filterNamed, place } from '../filters.ts';
import { guardduty } from '../guardduty.ts';

export default guardduty.operation('UpdateFilter', async (input, context, call) => {
  const { detector } = await scopeOf(input.DetectorId, call, context);
  const before = await filterNamed(detector.id, input.FilterName, context);
  const filter = await changed(before, input);
  const updated_at = context.clock.now().getTime();
  await place({ ...filter, version: before.version + 1, updated_at }, input.Rank, context);
  return { Name: filter.name };
});
