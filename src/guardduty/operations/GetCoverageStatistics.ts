import { coverage } from '../coverage.ts';
import { covered } from '../coverage-criteria.ts';
import { scopeOf } from '../detectors.ts';
import { guardduty, refused } from '../guardduty.ts';
import { languageOf } from '../language.ts';
import { oneOf } from '../one-of.ts';
import { workloads } from '../workloads.ts';

const types = ['COUNT_BY_RESOURCE_TYPE', 'COUNT_BY_COVERAGE_STATUS'] as const;

export default guardduty.operation('GetCoverageStatistics', async (input, context, call) => {
  const wanted = input.StatisticsType.map((type) => oneOf('statisticsType', types, type));
  if (wanted.length === 0) throw refused('the parameter statisticsType holds no type of statistics');
  const scope = await scopeOf(input.DetectorId, call, context);
  const told = { region: scope.region, language: languageOf(call, context) };
  const resources = covered(coverage(await workloads(scope, context), told), input.FilterCriteria);
  const byType = resources.map(({ ResourceDetails }) => ResourceDetails?.ResourceType);
  const byStatus = resources.map(({ CoverageStatus }) => CoverageStatus);
  return {
    CoverageStatistics: {
      ...(wanted.includes('COUNT_BY_RESOURCE_TYPE') ? { CountByResourceType: counted(byType) } : {}),
      ...(wanted.includes('COUNT_BY_COVERAGE_STATUS') ? { CountByCoverageStatus: counted(byStatus) } : {}),
    },
  };
});

function counted<Name extends string>(names: readonly (Name | undefined)[]): Partial<Record<Name, number>> {
  const counts: Partial<Record<Name, number>> = {};
  for (const name of names) if (name !== undefined) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
