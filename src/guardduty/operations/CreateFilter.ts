import { scopeOf } from '../detectors.ts';
import { detectorArn } from '../finding.ts';
import { changed, filtersOf, place } from '../filters.ts';
import { guardduty, refused } from '../guardduty.ts';
import { checkTags, putTags } from '../tags.ts';

export default guardduty.operation('CreateFilter', async (input, context, call) => {
  const { Name, Tags = {}, ClientToken = '' } = input;
  const { detector } = await scopeOf(input.DetectorId, call, context);
  if (!/^[\w.-]{3,64}$/.test(Name))
    throw refused('the parameter name must have 3 to 64 letters, digits, periods, underscores or dashes');
  checkTags(Tags);
  const now = context.clock.now().getTime();
  const filter = await changed(
    {
      detector: detector.id,
      name: Name,
      description: '',
      action: 'NOOP',
      rank: 0,
      criteria: '{}',
      version: 1,
      client_token: ClientToken,
      created_at: now,
      updated_at: now,
    },
    input,
  );
  const known = (await filtersOf(detector.id, context)).find(({ name }) => name === Name);
  if (known !== undefined && ClientToken !== '' && known.client_token === ClientToken) return { Name }; // asked again
  if (known !== undefined) throw refused('another filter with the given name already exists');
  await place(filter, input.Rank, context);
  await putTags(`${detectorArn(detector)}/filter/${Name}`, Tags, context);
  return { Name };
});
