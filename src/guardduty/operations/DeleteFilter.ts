import { scopeOf } from '../detectors.ts';
import { filterNamed, remove } from '../filters.ts';
import { detectorArn } from '../finding.ts';
import { guardduty } from '../guardduty.ts';
import { forgetTags } from '../tags.ts';

export default guardduty.operation('DeleteFilter', async ({ DetectorId, FilterName }, context, call) => {
  const { detector } = await scopeOf(DetectorId, call, context);
  await remove(await filterNamed(detector.id, FilterName, context), context);
  await forgetTags(`${detectorArn(detector)}/filter/${FilterName}`, context);
  return {};
});
