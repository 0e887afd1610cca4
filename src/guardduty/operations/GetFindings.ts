import { scopeOf } from '../detectors.ts';
import { guardduty } from '../guardduty.ts';
import { languageOf } from '../language.ts';
import { fitting, idsAfter, sorting } from '../listing.ts';
import { findingIds, mostOnPage } from '../page.ts';
import { readFindings } from '../seen-findings.ts';

export default guardduty.operation('GetFindings', async ({ DetectorId, FindingIds, SortCriteria }, context, call) => {
  const scope = await scopeOf(DetectorId, call, context);
  let ids = findingIds(FindingIds);
  if (SortCriteria !== undefined) {
    const query = fitting(scope, [], context.store).where('f.id', 'in', ids);
    ({ ids } = await idsAfter(query, await sorting(SortCriteria, context.store), { limit: mostOnPage }));
  }
  const language = languageOf(call, context);
  return { Findings: await readFindings(ids, scope, { ...context, language }) };
});
