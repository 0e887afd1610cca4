import { saveDetector, scopeOf } from '../detectors.ts';
import { switchesOf, wantedSwitches } from '../features.ts';
import { frequencyOf } from '../frequency.ts';
import { guardduty } from '../guardduty.ts';

export default guardduty.operation('UpdateDetector', async (input, context, call) => {
  const { detector } = await scopeOf(input.DetectorId, call, context);
  const features = { ...switchesOf(detector), ...wantedSwitches(input) };
  await saveDetector(
    {
      ...detector,
      enabled: input.Enable === undefined ? detector.enabled : Number(input.Enable),
      frequency: frequencyOf(input.FindingPublishingFrequency) ?? detector.frequency,
      features: JSON.stringify(features),
      updated_at: context.clock.now().getTime(),
    },
    context,
  );
  return {};
});
