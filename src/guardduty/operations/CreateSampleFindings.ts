import { record } from '#findings';
import { scopeOf } from '../detectors.ts';
import { guardduty, refused } from '../guardduty.ts';
import { sampleClaim, samplePatterns } from '../samples.ts';

export default guardduty.operation('CreateSampleFindings', async ({ DetectorId, FindingTypes }, context, call) => {
  const { detector } = await scopeOf(DetectorId, call, context);
  if (detector.enabled !== 1) throw refused('the detector is disabled; enable it to create sample findings');
  const patterns = await samplePatterns(context.book);
  const wanted = FindingTypes === undefined || FindingTypes.length === 0 ? [...patterns.keys()] : FindingTypes;
  const now = context.clock.now().getTime();
  const claims = wanted.map((type) => {
    const pattern = patterns.get(type);
    if (pattern === undefined)
      throw refused(`the finding type ${type.slice(0, 200)} is not one of which there are samples`);
    return sampleClaim(pattern, { account: detector.account, region: detector.region }, now);
  });
  await record(await Promise.all(claims), context);
  return {};
});
