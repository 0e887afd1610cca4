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
import type { FrontUnderTest } from '../front.ts';

/** The input with the detector of the administrator. */
const on =
  (input: object = {}) =>
  async (front: FrontUnderTest): Promise<object> => {
    const { DetectorIds = [] } = await new GuardDutyClient(front.config()).send(new ListDetectorsCommand({}));
    return { DetectorId: DetectorIds[0], ...input };
  };

/** The input with the detector and the first finding. */
const onFinding =
  (input: object = {}) =>
  async (front: FrontUnderTest): Promise<object> => {
    const given = await on()(front);
    const client = new GuardDutyClient(front.config());
    const { FindingIds = [] } = await client.send(new ListFindingsCommand({ DetectorId: '', ...given, MaxResults: 1 }));
    return { ...given, FindingIds, ...input };
  };

const refused = (message?: RegExp) => ({
  name: 'BadRequestException',
  status: 400,
  ...(message === undefined ? {} : { message }),
});
/** Members of an account look, and change nothing. */
const denied = { name: 'AccessDeniedException', status: 403, message: /is not authorized to perform: guardduty:/ };
const noSuchDetector = { input: { DetectorId: '0'.repeat(32) }, error: refused() };
const empty = (output: object): void => expect(output).toEqual({ $metadata: expect.anything() });
const FindingCriteria = { Criterion: { severity: { GreaterThanOrEqual: 1 } } };
const filter = { FilterName: 'quiet', Name: 'quiet', FindingCriteria };

/** In the order in which a script would call them: a filter is made before it is read. */
const guardduty: ServiceUnderTest = {
  client: GuardDutyClient,
  mismatch: 'InvalidSignatureException',
  cases: [
    {
      command: ListDetectorsCommand,
      good: {},
      expect: ({ DetectorIds }) => expect(DetectorIds).toEqual([expect.stringMatching(/^[\da-f]{32}$/)]),
      wrong: { input: { MaxResults: 51 }, error: refused(/MaxResults/i) },
      stranger: ({ DetectorIds }) => expect(DetectorIds).toEqual([]),
    },
    {
      command: GetDetectorCommand,
      good: on(),
      expect: (output) => expect(output).toMatchObject({ Status: 'ENABLED', ServiceRole: expect.any(String) }),
      wrong: noSuchDetector,
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
      wrong: noSuchDetectorFor({ FindingIds: ['a'] }),
      stranger: denied,
    },
    {
      command: UnarchiveFindingsCommand,
      good: onFinding(),
      expect: empty,
      missing: { input: on(), error: refused(/FindingIds is required/) },
      wrong: noSuchDetectorFor({ FindingIds: ['a'] }),
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

function noSuchDetectorFor(input: object) {
  return { input: { ...noSuchDetector.input, ...input }, error: noSuchDetector.error };
}
