import { scopeOf } from '../detectors.ts';
import { actionOf, criteriaOf, filterNamed } from '../filters.ts';
import { detectorArn } from '../finding.ts';
import { guardduty } from '../guardduty.ts';
import { tagsOf } from '../tags.ts';

export default guardduty.operation('GetFilter', async ({ DetectorId, FilterName }, context, call) => {
  const { detector } = await scopeOf(DetectorId, call, context);
  const filter = await filterNamed(detector.id, FilterName, context);
  return {
    Name: filter.name,
    ...(filter.description === '' ? {} : { Description: filter.description }),
    Action: actionOf(filter),
    Rank: filter.rank,
    FindingCriteria: criteriaOf(filter),
    CreatedAt: new Date(filter.created_at),
    UpdatedAt: new Date(filter.updated_at),
    Version: filter.version,
    Tags: await tagsOf(`${detectorArn(detector)}/filter/${filter.name}`, context),
  };
});
