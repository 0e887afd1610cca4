import { detectorAt, newDetector, placeOf, saveDetector } from '../detectors.ts';
import { wantedSwitches } from '../features.ts';
import { detectorArn, detectorIdOf } from '../finding.ts';
import { frequencyOf } from '../frequency.ts';
import { guardduty, refused } from '../guardduty.ts';
import { checkTags, putTags } from '../tags.ts';

export default guardduty.operation('CreateDetector', async (input, context, call) => {
  const place = placeOf(call);
  const { Enable, Tags = {}, ClientToken = '' } = input;
  const [features, frequency] = [wantedSwitches(input), frequencyOf(input.FindingPublishingFrequency)];
  checkTags(Tags);
  const existing = await detectorAt(place, context);
  if (existing !== undefined && (ClientToken === '' || existing.client_token !== ClientToken))
    throw refused('a detector already exists for the current account');
  if (existing === undefined) {
    const made = newDetector(place, context.clock.now().getTime());
    const row = { ...made, enabled: Number(Enable), features: JSON.stringify(features), client_token: ClientToken };
    await saveDetector({ ...row, frequency: frequency ?? made.frequency }, context);
    await putTags(detectorArn(place), Tags, context);
  }
  return { DetectorId: detectorIdOf(place) };
});
