import {
  CreateSampleFindingsCommand,
  GetCoverageStatisticsCommand,
  GetRemainingFreeTrialDaysCommand,
  GetUsageStatisticsCommand,
  GuardDutyClient,
  ListCoverageCommand,
} from '@aws-sdk/client-guardduty';
import { expect } from 'vitest';
import type { ServiceUnderTest } from '../conformance.ts';
import { denied, empty, notTheirs, on, refused } from '../guardduty-inputs.ts';
import { strangersAccount } from '../front.ts';

/** Where the simulated company's instances are. */
const region = 'ap-northeast-1';
const here = (input: Readonly<Record<string, unknown>> = {}) => on(input, region);

const criterion = (CriterionKey: string) => ({
  FilterCriteria: { FilterCriterion: [{ CriterionKey, FilterCondition: { Equals: ['EC2'] } }] },
});

/** What is watched, how much of it came, and what findings look like. */
const watching: ServiceUnderTest = {
  client: GuardDutyClient,
  mismatch: 'InvalidSignatureException',
  region,
  cases: [
    {
      command: ListCoverageCommand,
      good: here({ ...criterion('RESOURCE_TYPE'), MaxResults: 5 }),
      expect: ({ Resources }) =>
        expect(Resources).toContainEqual(
          expect.objectContaining({
            CoverageStatus: expect.stringMatching(/HEALTHY$/),
            ResourceDetails: expect.objectContaining({ ResourceType: 'EC2' }),
            UpdatedAt: expect.any(Date),
          }),
        ),
      wrong: { input: here(criterion('COLOUR')), error: refused(/criterionKey is "COLOUR"/) },
      stranger: notTheirs,
    },
    {
      command: GetCoverageStatisticsCommand,
      good: here({ StatisticsType: ['COUNT_BY_RESOURCE_TYPE'] }),
      expect: (output) =>
        expect(output).toMatchObject({ CoverageStatistics: { CountByResourceType: { EC2: expect.any(Number) } } }),
      missing: { input: here(), error: refused(/StatisticsType is required/) },
      wrong: { input: here({ StatisticsType: ['COUNT'] }), error: refused(/statisticsType is "COUNT"/) },
      stranger: notTheirs,
    },
    {
      command: GetUsageStatisticsCommand,
      good: here({ UsageStatisticType: 'SUM_BY_DATA_SOURCE', UsageCriteria: { DataSources: ['FLOW_LOGS'] } }),
      expect: (output) =>
        expect(output).toMatchObject({
          UsageStatistics: {
            SumByDataSource: [{ DataSource: 'FLOW_LOGS', Total: { Amount: expect.stringMatching(/^[1-9]\d*$/) } }],
          },
        }),
      missing: { input: here({ UsageStatisticType: 'SUM_BY_ACCOUNT' }), error: refused(/UsageCriteria is required/) },
      wrong: {
        input: here({ UsageStatisticType: 'SUM_BY_COLOUR', UsageCriteria: {} }),
        error: refused(/usageStatisticsType is "SUM_BY_COLOUR"/),
      },
      stranger: notTheirs,
    },
    {
      command: GetRemainingFreeTrialDaysCommand,
      good: here({ AccountIds: [strangersAccount] }),
      expect: (output) =>
        expect(output).toMatchObject({
          UnprocessedAccounts: [expect.objectContaining({ AccountId: strangersAccount })],
        }),
      missing: { input: here(), error: refused(/AccountIds is required/) },
      wrong: { input: here({ AccountIds: [] }), error: refused(/accountIds holds 0/) },
      stranger: notTheirs,
    },
    {
      command: CreateSampleFindingsCommand,
      good: here({ FindingTypes: ['Recon:EC2/Portscan'] }),
      expect: empty,
      wrong: { input: here({ FindingTypes: ['Nonsense:EC2/Nothing'] }), error: refused(/Nonsense/) },
      stranger: denied,
    },
  ],
};
export default watching;
