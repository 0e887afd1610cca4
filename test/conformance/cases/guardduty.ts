import {
  ArchiveFindingsCommand,
  CreateFilterCommand,
  DeleteFilterCommand,
  GetDetectorCommand,
  GetFilterCommand,
  GetFindingsCommand,
  GetFindingsStatisticsCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  ListFiltersCommand,
  ListFindingsCommand,
  UnarchiveFindingsCommand,
  UpdateFilterCommand,
  UpdateFindingsFeedbackCommand,
} from '@aws-sdk/client-guardduty';
import { expect } from 'vitest';
import type { ServiceUnderTest } from '../conformance.ts';
import { denied, empty, noSuchDetector, on, onFinding, refused } from '../guardduty-inputs.ts';

const FindingCriteria = { Criterion: { severity: { GreaterThanOrEqual: 1 } } };
const filter = { FilterName: 'quiet', Name: 'quiet', FindingCriteria };

/** The administrator's detectors. */
let own: unknown;

/** In the order in which a script would call them: a filter is made before it is read. */
const guardduty: ServiceUnderTest = {
  client: GuardDutyClient,
  mismatch: 'InvalidSignatureException',
  cases: [
    {
      command: ListDetectorsCommand,
      good: {},
      expect({ DetectorIds }) {
        expect(DetectorIds).toEqual([expect.stringMatching(/^[\da-f]{32}$/)]);
        own = DetectorIds;
      },
      wrong: { input: { MaxResults: 51 }, error: refused(/MaxResults/i) },
      // What strangers do here may itself be worth a finding of their account, which then has a detector.
      stranger: ({ DetectorIds }) => expect(DetectorIds).not.toEqual(own),
    },
    {
      command: GetDetectorCommand,
      good: on(),
      expect: (output) => expect(output).toMatchObject({ Status: 'ENABLED', ServiceRole: expect.any(String) }),
      wrong: noSuchDetector(),
      stranger: refused(),
    },
    {
      command: ListFindingsCommand,
      good: on({ FindingCriteria, SortCriteria: { AttributeName: 'severity', OrderBy: 'DESC' } }),
      expect: ({ FindingIds }) => expect(FindingIds).not.toHaveLength(0),
      wrong: {
        input: on({ FindingCriteria: { Criterion: { severity: { Gte: 'high' } } } }),
        error: refused(/Gte must be a number/),
      },
      stranger: refused(),
    },
    {
      command: GetFindingsCommand,
      good: onFinding(),
      expect: ({ Findings }) =>
        expect(Findings).toEqual([expect.objectContaining({ SchemaVersion: '2.0', Severity: expect.any(Number) })]),
      missing: { input: on(), error: refused(/FindingIds is required/) },
      wrong: { input: on({ FindingIds: 'abc' }), error: refused(/FindingIds must be a list/) },
      stranger: refused(),
    },
    {
      command: GetFindingsStatisticsCommand,
      good: on({ GroupBy: 'SEVERITY' }),
      expect: ({ FindingStatistics }) => expect(FindingStatistics).toHaveProperty('GroupedBySeverity'),
      wrong: { input: on({ GroupBy: 'COLOUR' }), error: refused() },
      stranger: refused(),
    },
    {
      command: UpdateFindingsFeedbackCommand,
      good: onFinding({ Feedback: 'USEFUL' }),
      expect: empty,
      missing: { input: onFinding(), error: refused(/Feedback is required/) },
      wrong: { input: onFinding({ Feedback: 'GREAT' }), error: refused(/feedback/i) },
      stranger: denied,
    },
    {
      command: ArchiveFindingsCommand,
      good: onFinding(),
      expect: empty,
      missing: { input: on(), error: refused(/FindingIds is required/) },
      wrong: noSuchDetector({ FindingIds: ['a'] }),
      stranger: denied,
    },
    {
      command: UnarchiveFindingsCommand,
      good: onFinding(),
      expect: empty,
      missing: { input: on(), error: refused(/FindingIds is required/) },
      wrong: noSuchDetector({ FindingIds: ['a'] }),
      stranger: denied,
    },
    {
      command: CreateFilterCommand,
      good: on(filter),
      expect: ({ Name }) => expect(Name).toBe('quiet'),
      missing: { input: on({ Name: 'loud' }), error: refused(/FindingCriteria is required/) },
      wrong: { input: on({ ...filter, Name: 'loud', Action: 'SHOUT' }), error: refused() },
      stranger: denied,
    },
    {
      command: GetFilterCommand,
      good: on({ FilterName: 'quiet' }),
      expect: (output) => expect(output).toMatchObject({ Name: 'quiet', Action: 'NOOP' }),
      wrong: { input: on({ FilterName: 'loud' }), error: refused() },
      stranger: refused(),
    },
    {
      command: UpdateFilterCommand,
      good: on({ FilterName: 'quiet', Description: 'Nothing to see' }),
      expect: ({ Name }) => expect(Name).toBe('quiet'),
      wrong: { input: on({ FilterName: 'quiet', Rank: 'first' }), error: refused(/Rank must be a number/) },
      stranger: denied,
    },
    {
      command: ListFiltersCommand,
      good: on(),
      expect: ({ FilterNames }) => expect(FilterNames).toEqual(['quiet']),
      wrong: { input: on({ NextToken: 'x' }), error: refused(/page token/) },
      stranger: refused(),
    },
    {
      command: DeleteFilterCommand,
      good: on({ FilterName: 'quiet' }),
      expect: empty,
      wrong: { input: on({ FilterName: 'loud' }), error: refused() },
      stranger: denied,
    },
  ],
};
export default guardduty;
