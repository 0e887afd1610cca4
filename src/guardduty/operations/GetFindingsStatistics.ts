import { attributeKinds } from '../attributes.ts';
import { conditionsOf } from '../criteria.ts';
import { scopeOf } from '../detectors.ts';
import { guardduty, refused } from '../guardduty.ts';
import { fitting } from '../listing.ts';
import { oneOf } from '../one-of.ts';
import { pageSize } from '../page.ts';
import { countBySeverity, groups } from '../statistics.ts';

const groupings = ['ACCOUNT', 'DATE', 'FINDING_TYPE', 'RESOURCE', 'SEVERITY'] as const;
const orders = ['ASC', 'DESC'] as const;
/** Source: `MaxResults` of `GetFindingsStatistics` in the client package. */
const most = 100;
const usual = 25;

export default guardduty.operation('GetFindingsStatistics', async (input, context, call) => {
  const { FindingStatisticTypes: types = [], GroupBy, OrderBy, MaxResults } = input;
  const scope = await scopeOf(input.DetectorId, call, context);
  if (types.length > 0 === (GroupBy !== undefined))
    throw refused('either the parameter findingStatisticTypes or the parameter groupBy must be given, and not both');
  for (const type of types) oneOf('findingStatisticTypes', ['COUNT_BY_SEVERITY'], type);
  const findings = fitting(scope, conditionsOf(input.FindingCriteria, await attributeKinds()), context.store);
  if (GroupBy === undefined) {
    if (OrderBy !== undefined || MaxResults !== undefined)
      throw refused('the parameters orderBy and maxResults can be used with groupBy alone');
    return { FindingStatistics: { CountBySeverity: await countBySeverity(findings) } };
  }
  const by = oneOf('groupBy', groupings, GroupBy);
  const order = oneOf('orderBy', orders, OrderBy ?? 'DESC');
  return { FindingStatistics: await groups(findings, { by, order, limit: pageSize(MaxResults, most, usual) }) };
});
