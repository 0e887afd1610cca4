import { scopeOf } from '../detectors.ts';
import { filtersOf } from '../filters.ts';
import { guardduty } from '../guardduty.ts';
import { pageOf } from '../page.ts';

export default guardduty.operation('ListFilters', async (input, context, call) => {
  const { detector } = await scopeOf(input.DetectorId, call, context);
  const names = (await filtersOf(detector.id, context)).map(({ name }) => name);
  const { items, next } = pageOf(names, { operation: 'ListFilters', input, call }, context);
  return { FilterNames: items, ...next };
});
