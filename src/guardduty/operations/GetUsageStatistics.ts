import { scopeOf } from '../detectors.ts';
import { guardduty } from '../guardduty.ts';
import { oneOf } from '../one-of.ts';
import { pageOf } from '../page.ts';
import { picked, usage } from '../usage.ts';
import { statisticsOf, units } from '../usage-statistics.ts';

const types = [
  'SUM_BY_ACCOUNT',
  'SUM_BY_DATA_SOURCE',
  'SUM_BY_FEATURES',
  'SUM_BY_RESOURCE',
  'TOP_ACCOUNTS_BY_FEATURE',
  'TOP_RESOURCES',
] as const;

/** GuardDuty estimates what its thirty days cost; here they cost nothing, so that the events themselves are counted. */
export default guardduty.operation('GetUsageStatistics', async (input, context, call) => {
  const type = oneOf('usageStatisticsType', types, input.UsageStatisticType);
  const unit = oneOf('unit', units, input.Unit ?? 'EVENTS');
  const used = await usage(await scopeOf(input.DetectorId, call, context), context);
  const { totals, made } = statisticsOf(type, picked(used, input.UsageCriteria), unit);
  const { items, next } = pageOf(totals, { operation: 'GetUsageStatistics', input, call }, context);
  return { UsageStatistics: made(items), ...next };
});
