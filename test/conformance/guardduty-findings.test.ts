import { paginateListFindings, type FindingCriteria, type GuardDuty } from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guardDutyWorld, ours, region, theirs, type GuardDutyWorld } from './guardduty-world.ts';

let world: GuardDutyWorld;
let DetectorId: string;
beforeAll(async () => {
  world = await guardDutyWorld();
  DetectorId = await detectorOf(world.administrator);
});
afterAll(() => world[Symbol.asyncDispose]());

async function detectorOf(client: GuardDuty): Promise<string> {
  const { DetectorIds = [] } = await client.listDetectors({});
  return DetectorIds[0] ?? '';
}

async function ids(Criterion: NonNullable<FindingCriteria['Criterion']> = {}): Promise<string[]> {
  const found: string[] = [];
  const criteria = Object.keys(Criterion).length === 0 ? {} : { FindingCriteria: { Criterion } };
  for await (const page of paginateListFindings(
    { client: world.administrator, pageSize: 4 },
    { DetectorId, ...criteria },
  ))
    found.push(...(page.FindingIds ?? []));
  return found;
}

const stopped = 'Stealth:IAMUser/CloudTrailLoggingDisabled';

describe('detectors and who sees what', () => {
  test('each account has its own detector, and a Region without data none', async () => {
    const member = await detectorOf(world.member);
    expect(DetectorId).toMatch(/^[0-9a-f]{32}$/);
    expect(member).toMatch(/^[0-9a-f]{32}$/);
    expect(member).not.toBe(DetectorId);
    expect(await detectorOf(world.stranger)).toBe('');
    const elsewhere = world.client(await world.keys({ person: 'administrator' }), 'ap-south-1');
    expect(await detectorOf(elsewhere)).toBe('');
  });

  test('the administrator sees all accounts, a member its own alone, both one Region', async () => {
    expect(await ids({ type: { Eq: [stopped] } })).toHaveLength(12);
    const own = await world.member.listFindings({ DetectorId: await detectorOf(world.member) });
    const { Findings = [] } = await world.member.getFindings({
      DetectorId: await detectorOf(world.member),
      FindingIds: await ids(),
    });
    expect(Findings.map(({ Id }) => Id ?? '').toSorted()).toEqual(own.FindingIds?.toSorted());
    expect(new Set(Findings.map(({ AccountId }) => AccountId))).toEqual(new Set([ours]));
    expect(new Set(Findings.map(({ Region }) => Region))).toEqual(new Set([region]));
  });

  test.each(['stranger', 'member'] as const)("the administrator's detector is not the %s's", async (who) => {
    const asked = world[who].listFindings({ DetectorId });
    await expect(asked).rejects.toMatchObject({
      name: 'BadRequestException',
      message: 'The request is rejected because the input detectorId is not owned by the current account.',
      Type: 'InvalidInputException',
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe('findings', () => {
  test('pages hold every finding once, and a token is good for its own request alone', async () => {
    const all = await ids();
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(15);
    const first = await world.administrator.listFindings({ DetectorId, MaxResults: 5 });
    const other = {
      DetectorId,
      NextToken: first.NextToken,
      FindingCriteria: { Criterion: { type: { Eq: [stopped] } } },
    };
    await expect(world.administrator.listFindings(other)).rejects.toMatchObject({
      name: 'BadRequestException',
    });
  });

  test('a finding has what parsers of GuardDuty look for', async () => {
    const [id = ''] = await ids({ 'resource.accessKeyDetails.userName': { Eq: ['user-3'] }, type: { Eq: [stopped] } });
    const { Findings = [] } = await world.administrator.getFindings({ DetectorId, FindingIds: [id] });
    expect(Findings).toMatchObject([
      {
        SchemaVersion: '2.0',
        AccountId: ours,
        Region: region,
        Partition: 'aws',
        Id: id,
        Arn: `arn:aws:guardduty:${region}:${ours}:detector/${await detectorOf(world.member)}/finding/${id}`,
        Type: stopped,
        Severity: 8,
        Confidence: expect.any(Number),
        Title: 'CloudTrail logging was switched off',
        Resource: {
          ResourceType: 'AccessKey',
          AccessKeyDetails: {
            AccessKeyId: 'AKIAUSER3',
            PrincipalId: 'AIDAUSER3',
            UserName: 'user-3',
            UserType: 'IAMUser',
          },
        },
        Service: {
          ServiceName: 'guardduty',
          Archived: false,
          Count: 1,
          ResourceRole: 'TARGET',
          EventFirstSeen: '2026-11-20T10:03:00.000Z',
          EventLastSeen: '2026-11-20T10:03:00.000Z',
          Action: {
            ActionType: 'AWS_API_CALL',
            AwsApiCallAction: {
              Api: 'StopLogging',
              ServiceName: 'cloudtrail.amazonaws.com',
              CallerType: 'Remote IP',
              RemoteIpDetails: { IpAddressV4: '203.0.113.3' },
            },
          },
        },
      },
    ]);
  });

  test('findings come in the order asked for', async () => {
    const FindingIds = (await ids()).slice(0, 10);
    const SortCriteria = { AttributeName: 'accountId', OrderBy: 'DESC' } as const;
    const { Findings = [] } = await world.administrator.getFindings({ DetectorId, FindingIds, SortCriteria });
    const accounts = Findings.map(({ AccountId }) => AccountId ?? '');
    expect(accounts).toEqual(accounts.toSorted().toReversed());
    expect(accounts).toHaveLength(10);
  });

  test('archived findings are told apart, and can be brought back', async () => {
    const FindingIds = await ids({ accountId: { Eq: [theirs] } });
    await world.administrator.archiveFindings({ DetectorId, FindingIds });
    const archived = await ids({ 'service.archived': { Eq: ['true'] } });
    expect(archived.toSorted()).toEqual(FindingIds.toSorted());
    await world.administrator.unarchiveFindings({ DetectorId, FindingIds });
    expect(await ids({ 'service.archived': { Eq: ['true'] } })).toEqual([]);
  });

  test('a member may not archive, and nobody archives what the detector does not see', async () => {
    const FindingIds = (await ids({ accountId: { Eq: [theirs] } })).slice(0, 1);
    const mine = { DetectorId: await detectorOf(world.member), FindingIds };
    await expect(world.member.archiveFindings(mine)).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    const own = world.client(await world.keys({ role: 'administrator', account: ours }));
    await own.archiveFindings(mine);
    expect(await ids({ 'service.archived': { Eq: ['true'] } })).toEqual([]);
  });

  test('feedback is kept, shown and filtered by', async () => {
    const FindingIds = (await ids()).slice(0, 2);
    const feedback = { DetectorId, FindingIds, Feedback: 'NOT_USEFUL', Comments: 'a drill' } as const;
    await world.administrator.updateFindingsFeedback(feedback);
    const { Findings = [] } = await world.administrator.getFindings({ DetectorId, FindingIds });
    expect(Findings.map(({ Service }) => Service?.UserFeedback)).toEqual(['NOT_USEFUL', 'NOT_USEFUL']);
    const found = await ids({ 'service.userFeedback': { Equals: ['NOT_USEFUL'] } });
    expect(found.toSorted()).toEqual(FindingIds.toSorted());
  });
});

describe('statistics', () => {
  const ask = async (input: object) => {
    const { FindingStatistics } = await world.administrator.getFindingsStatistics({ DetectorId, ...input });
    return FindingStatistics;
  };
  const FindingCriteria = { Criterion: { type: { Eq: [stopped] } } };

  test('findings are counted by severity under numbers as GuardDuty writes them', async () => {
    const counted = await ask({ FindingStatisticTypes: ['COUNT_BY_SEVERITY'], FindingCriteria });
    expect(counted).toEqual({ CountBySeverity: { '8.0': 12 } });
  });

  test('findings are counted by whatever can be asked for', async () => {
    expect(await ask({ GroupBy: 'ACCOUNT', FindingCriteria })).toMatchObject({
      GroupedByAccount: [
        { AccountId: ours, TotalFindings: 8, LastGeneratedAt: new Date('2026-11-20T10:08:00Z') },
        { AccountId: theirs, TotalFindings: 4 },
      ],
    });
    expect(await ask({ GroupBy: 'ACCOUNT', FindingCriteria, OrderBy: 'ASC', MaxResults: 1 })).toMatchObject({
      GroupedByAccount: [{ AccountId: theirs }],
    });
    expect(await ask({ GroupBy: 'DATE', FindingCriteria })).toMatchObject({
      GroupedByDate: [{ Date: new Date('2026-11-20T00:00:00Z'), Severity: 8, TotalFindings: 12 }],
    });
    expect((await ask({ GroupBy: 'FINDING_TYPE' }))?.GroupedByFindingType?.[0]).toMatchObject({
      FindingType: stopped,
      TotalFindings: 12,
    });
    expect(await ask({ GroupBy: 'SEVERITY', FindingCriteria })).toMatchObject({
      GroupedBySeverity: [{ Severity: 8, TotalFindings: 12 }],
    });
    expect((await ask({ GroupBy: 'RESOURCE', FindingCriteria }))?.GroupedByResource).toContainEqual({
      AccountId: ours,
      ResourceType: 'AccessKey',
      ResourceId: 'AKIAUSER1',
      TotalFindings: 1,
      LastGeneratedAt: new Date('2026-11-20T10:01:00Z'),
    });
  });
});

const none = undefined;
const many = Array.from({ length: 51 }, String);
const word = (name: string, value: string): object => ({ [name]: value });

test.each<readonly [string, (by: GuardDuty, of: { DetectorId: string }) => Promise<unknown>, RegExp]>([
  [
    'ListFindings with an unknown attribute',
    (by, of) => by.listFindings({ ...of, FindingCriteria: { Criterion: { 'service.nonsense': { Eq: ['1'] } } } }),
    /service\.nonsense/,
  ],
  ['ListFindings with too large a page', (by, of) => by.listFindings({ ...of, MaxResults: 51 }), /maxResults is 51/],
  ['ListFindings with a token of nobody', (by, of) => by.listFindings({ ...of, NextToken: 'abc' }), /page token/],
  [
    'ListFindings sorted by an unknown attribute',
    (by, of) => by.listFindings({ ...of, SortCriteria: { AttributeName: 'beauty' } }),
    /beauty/,
  ],
  ['GetFindings without ids', (by, of) => by.getFindings({ ...of, FindingIds: [] }), /findingIds holds 0/],
  ['GetFindings of too many', (by, of) => by.getFindings({ ...of, FindingIds: many }), /findingIds holds 51/],
  ['GetFindings, ids missing', (by, of) => by.getFindings({ ...of, FindingIds: none }), /FindingIds is required/],
  ['ArchiveFindings, ids missing', (by, of) => by.archiveFindings({ ...of, FindingIds: none }), /FindingIds is requ/],
  ['ArchiveFindings without ids', (by, of) => by.archiveFindings({ ...of, FindingIds: [] }), /findingIds holds 0/],
  ['UnarchiveFindings, ids missing', (by, of) => by.unarchiveFindings({ ...of, FindingIds: none }), /FindingIds is/],
  ['UnarchiveFindings of too many', (by, of) => by.unarchiveFindings({ ...of, FindingIds: many }), /holds 51/],
  [
    'UpdateFindingsFeedback without feedback',
    (by, of) => by.updateFindingsFeedback({ ...of, FindingIds: ['a'], Feedback: none }),
    /Feedback is required/,
  ],
  [
    'UpdateFindingsFeedback with another word',
    (by, of) =>
      by.updateFindingsFeedback({ ...of, FindingIds: ['a'], Feedback: 'USEFUL', ...word('Feedback', 'GREAT') }),
    /feedback must be/,
  ],
  ['GetFindingsStatistics of nothing', (by, of) => by.getFindingsStatistics(of), /StatisticTypes or the parameter gro/],
  [
    'GetFindingsStatistics by another word',
    (by, of) => by.getFindingsStatistics({ ...of, ...word('GroupBy', 'COLOUR') }),
    /groupBy is "COLOUR"/,
  ],
])('%s is refused by name', async (_, ask, message) => {
  await expect(ask(world.administrator, { DetectorId })).rejects.toMatchObject({
    name: 'BadRequestException',
    message: expect.stringMatching(message),
  });
});

test.each<readonly [string, (by: GuardDuty, of: { DetectorId: string }) => Promise<unknown>]>([
  ['GetFindings', (by, of) => by.getFindings({ ...of, FindingIds: ['a'] })],
  ['ArchiveFindings', (by, of) => by.archiveFindings({ ...of, FindingIds: ['a'] })],
  ['UnarchiveFindings', (by, of) => by.unarchiveFindings({ ...of, FindingIds: ['a'] })],
  ['UpdateFindingsFeedback', (by, of) => by.updateFindingsFeedback({ ...of, FindingIds: ['a'], Feedback: 'USEFUL' })],
  ['GetFindingsStatistics', (by, of) => by.getFindingsStatistics({ ...of, GroupBy: 'ACCOUNT' })],
])("%s of a stranger is refused in GuardDuty's words", async (_, ask) => {
  await expect(ask(world.stranger, { DetectorId })).rejects.toMatchObject({
    name: 'BadRequestException',
    message: 'The request is rejected because the input detectorId is not owned by the current account.',
  });
});
