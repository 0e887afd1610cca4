import { expect, test } from 'vitest';
import { awsService, localCaller, ModeledFault, type Call } from './index.ts';

const guardduty = awsService<{ readonly found: readonly string[] }, typeof import('@aws-sdk/client-guardduty')>(
  'guardduty',
);
const listFindings = guardduty
  .operation('ListFindings', async ({ DetectorId, FindingCriteria }, { found }) => {
    // What the SDK writes as `string | undefined` is a string here: this would not compile otherwise.
    const detector: string = DetectorId;
    const least = FindingCriteria?.Criterion?.['severity']?.Gte ?? 0;
    return { FindingIds: found.map((id) => `${detector}/${id}/${least}`) };
  })
  .bind({ found: ['a'] });

const call: Call = {
  caller: localCaller('administrator', 'administrator'),
  region: 'us-east-1',
  requestId: 'r',
  sourceAddress: '127.0.0.1',
  userAgent: 'test',
  at: new Date(0),
};

test('an operation answers with its context, and its types are those of the client package', async () => {
  const input = { DetectorId: 'd', FindingCriteria: { Criterion: { severity: { Gte: 7 } } } };
  expect(await listFindings.call(input, call)).toEqual({ FindingIds: ['d/a/7'] });
  expect([listFindings.service, listFindings.name]).toEqual(['guardduty', 'ListFindings']);
});

test.each([
  [{}, 'The request is rejected because the parameter DetectorId is required.'],
  [{ DetectorId: 7 }, 'The request is rejected because the parameter DetectorId must be a string.'],
  [
    { DetectorId: 'd', FindingCriteria: { Criterion: { severity: { Gte: '7' } } } },
    'The request is rejected because the parameter FindingCriteria.Criterion.severity.Gte must be a number.',
  ],
  [
    { DetectorId: 'd', FindingCriteria: { Criterion: { type: { Eq: ['a', 1] } } } },
    'The request is rejected because the parameter FindingCriteria.Criterion.type.Eq.2 must be a string.',
  ],
])('an input that is not as the schema says is refused as the service would: %j', async (input, message) => {
  const refused = await Promise.resolve(listFindings.call(input, call)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ModeledFault);
  expect(refused).toMatchObject({ type: 'BadRequestException', message });
});

test('names of errors and operations that the service does not have do not compile', () => {
  // @ts-expect-error: GuardDuty has no such error
  guardduty.fault('ThrottledException', '');
  // @ts-expect-error: GuardDuty has no such operation
  guardduty.operation('ListFinding', async () => ({}));
  // @ts-expect-error: the answer lacks FindingIds
  guardduty.operation('ListFindings', async () => ({}));
  expect(guardduty.fault('ConflictException', 'There is one.')).toMatchObject({ code: 'Conflict', status: 409 });
});
