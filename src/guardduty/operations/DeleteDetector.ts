import { saveDetector, scopeOf } from '../detectors.ts';
import { detectorArn } from '../finding.ts';
import { guardduty } from '../guardduty.ts';
import { tablesOf } from '../tables.ts';
import { forgetTags } from '../tags.ts';

export default guardduty.operation('DeleteDetector', async ({ DetectorId }, context, call) => {
  const { detector } = await scopeOf(DetectorId, call, context);
  await tablesOf(context.store).deleteFrom('guardduty_filters').where('detector', '=', detector.id).execute();
  await forgetTags(detectorArn(detector), context);
  const updated_at = context.clock.now().getTime();
  await saveDetector({ ...detector, deleted: 1, enabled: 0, features: '{}', client_token: '', updated_at }, context);
  return {};
});
