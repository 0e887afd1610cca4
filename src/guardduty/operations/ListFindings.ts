import { attributeKinds } from '../attributes.ts';
import { conditionsOf } from '../criteria.ts';
import { scopeOf } from '../detectors.ts';
import { guardduty } from '../guardduty.ts';
import { fitting, idsAfter, Position, sorting } from '../listing.ts';
import { pageSize } from '../page.ts';

export default guardduty.operation('ListFindings', async (input, context, call) => {
  const { store, pageTokens } = context;
  const scope = await scopeOf(input.DetectorId, call, context);
  const conditions = conditionsOf(input.FindingCriteria, await attributeKinds());
  const page = { service: 'guardduty', operation: 'ListFindings', input, call };
  const { ids, next } = await idsAfter(fitting(scope, conditions, store), await sorting(input.SortCriteria, store), {
    after: pageTokens.open(page, input.NextToken, Position),
    limit: pageSize(input.MaxResults),
  });
  return { FindingIds: ids, ...(next === undefined ? {} : { NextToken: pageTokens.seal(page, next) }) };
});
