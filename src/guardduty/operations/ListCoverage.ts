import { coverage } from '../coverage.ts';
import { covered, sortedCoverage } from '../coverage-criteria.ts';
import { scopeOf } from '../detectors.ts';
import { guardduty } from '../guardduty.ts';
import { languageOf } from '../language.ts';
import { pageOf } from '../page.ts';
import { workloads } from '../workloads.ts';

export default guardduty.operation('ListCoverage', async (input, context, call) => {
  const scope = await scopeOf(input.DetectorId, call, context);
  const told = { region: scope.region, language: languageOf(call, context) };
  const all = coverage(await workloads(scope, context), told);
  const wanted = sortedCoverage(covered(all, input.FilterCriteria), input.SortCriteria);
  const { items, next } = pageOf(wanted, { operation: 'ListCoverage', input, call }, context);
  return { Resources: items, ...next };
});
