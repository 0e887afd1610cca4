import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { knowledge } from '#attack';
import { localCaller } from '#aws';
import { baselineOperations, baselineTables } from '#baselines';
import { alerts, findingChanges, findingIdOf, occurrences, type Alert } from '#findings';
import { nowhere } from '#intel';
import { contentFolder, systemClock, yamlFiles } from '#kernel';
import type { Lake } from '#lake';
import type { Store } from '#store';
import { BaselineMemory } from './baseline-memory.ts';
import type { Delivered } from './detector.ts';
import { madeEvents } from './made-events.ts';
import { settleBaselines } from './settle-baselines.ts';
import { judgeOf, openSettling, sources, spanOf, type Settling } from './settling.contract.ts';
import { eventTables, rowOf } from './window-tables.ts';

const judge = await judgeOf((text) => /^baseline:/m.test(text));
const beside = {
  knowledge: knowledge(await yamlFiles(`${contentFolder}/knowledge`)).knowledge,
  geography: nowhere,
};

let settling: Settling;
let lake: Lake;
let store: Store;
const tables = [eventTables.api_activity, occurrences, alerts, findingChanges, ...baselineTables];

beforeAll(async () => {
  settling = await openSettling(tables);
  ({ lake, store } = settling);
});
beforeEach(() => settling.empty());
afterAll(() => settling[Symbol.asyncDispose]());

/** As much of the store as is looked at here. */
type Shown = { findings: { id: string; type: string; severity: string; principal: string; count: number } };

/** Brings events as an import would, each once, and looks at their span. */
async function bring(events: readonly Delivered[], again = false, through = lake): Promise<void> {
  await lake.appendNew(eventTables.api_activity, events.map(rowOf), ['time', 'id']);
  const parts = { lake: through, store, clock: systemClock, judge, beside };
  await settleBaselines([spanOf(events)], parts, again);
}

/** A lake that ends when something was learnt and before anything is judged by it. */
const endsAfterLearning = (): Lake => {
  let learnt = false;
  return {
    ...lake,
    append: (...given) => (learnt ? Promise.reject(new Error('killed')) : lake.append(...given)),
    rows: (...given) => (learnt ? Promise.reject(new Error('killed')) : lake.rows(...given)),
    appendNew: async (...given) => {
      const count = await lake.appendNew(...given);
      learnt = true;
      return count;
    },
  };
};

const shown = async (): Promise<unknown> => ({
  findings: await store.db
    .withTables<Shown>()
    .selectFrom('findings')
    .select(['id', 'type', 'severity', 'principal', 'count'])
    .orderBy('id')
    .execute(),
  measured: await lake.rows(
    'SELECT finding, time, en, ja, evidence FROM alerts FINAL WHERE alive ORDER BY finding, time',
  ),
});

const user = {
  type: 'IAMUser',
  arn: 'arn:aws:iam::111122223333:user/rin',
  accountId: '111122223333',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
};
const web = (instance: string) => ({
  type: 'AssumedRole',
  arn: `arn:aws:sts::111122223333:assumed-role/web/${instance}`,
  accountId: '111122223333',
  accessKeyId: `ASIAI44QH8DHB${instance.slice(-4)}`,
});
const [usual, other] = [
  { sourceIPAddress: '192.0.2.10', userAgent: 'aws-cli/2.31.9 os/macos#25.1.0' },
  { sourceIPAddress: '198.51.100.7', userAgent: 'Boto3/1.40.55 os/linux#6.8.0' },
];

/** Twelve days of work, then a stranger with the same key; an instance whose key is used in two places at once. */
const month = madeEvents(
  [
    {
      calls: 6,
      days: 12,
      within: '3h',
      ...usual,
      eventSource: 'ec2.amazonaws.com',
      userIdentity: user,
      eventName: [
        'DescribeInstances',
        'DescribeVolumes',
        'StartInstances',
        'StopInstances',
        'CreateTags',
        'DescribeVpcs',
      ],
    },
    {
      calls: 1,
      days: 12,
      at: '5h',
      ...usual,
      eventSource: 's3.amazonaws.com',
      eventName: 'ListBuckets',
      userIdentity: { ...user, arn: 'arn:aws:iam::111122223333:user/jun', accessKeyId: 'AKIAI44QH8DHBEXAMPLE' },
    },
    {
      calls: 3,
      at: '20m',
      ...other,
      eventSource: 'iam.amazonaws.com',
      eventName: ['CreateUser', 'CreateAccessKey', 'AttachUserPolicy'],
      userIdentity: user,
    },
    {
      calls: 90,
      at: '5m',
      within: '30m',
      ...usual,
      eventSource: 'ec2.amazonaws.com',
      eventName: 'RunInstances',
      userIdentity: user,
    },
    {
      calls: 4,
      at: '1h',
      within: '50m',
      sourceIPAddress: '203.0.113.5',
      eventSource: 's3.amazonaws.com',
      eventName: 'ListBuckets',
      userIdentity: web('i-0123456789abcdef0'),
    },
    {
      calls: 2,
      at: '80m',
      within: '5m',
      sourceIPAddress: '198.51.100.9',
      eventSource: 's3.amazonaws.com',
      eventName: 'ListBuckets',
      userIdentity: web('i-0123456789abcdef0'),
    },
  ],
  sources,
);

test('the lake and the memory of one reading notice the same', async () => {
  await bring(month);
  using memory = new BaselineMemory(judge.book, beside, 1000);
  memory.take(month);
  const inLake = await lake.rows<{ finding: string; time: number; en: string }>(
    'SELECT finding, toUnixTimestamp64Milli(a.time) AS time, en FROM alerts AS a FINAL WHERE alive ORDER BY finding, time',
  );
  expect(inLake.map(({ finding, time, en }) => `${finding} ${time} ${en}`)).toEqual(
    memory.alerts().flatMap(line).toSorted(),
  );
  for (const { claims } of memory.alerts())
    for (const { event } of claims) expect(event.fields).toMatchObject({ eventID: event.id });
  expect(await shown()).toMatchObject({
    findings: expect.arrayContaining(
      [
        'Persistence:IAMUser/AnomalousBehavior',
        'Impact:IAMUser/UnusualCallRate',
        'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS',
      ].map((type): unknown => expect.objectContaining({ type })),
    ),
  });
});

const line = ({ claims: [claim], time, measured }: Alert): string[] =>
  claim === undefined ? [] : [`${findingIdOf(claim)} ${time} ${measured.en}`];

test('what did not fit is kept with its events, for the forms of other programs', async () => {
  await bring(month);
  const [kept] = await lake.rows<{ anomaly: string }>(
    "SELECT DISTINCT anomaly FROM occurrences WHERE type = 'Persistence:IAMUser/AnomalousBehavior'",
  );
  expect(JSON.parse(kept?.anomaly ?? '{}')).toMatchObject({
    comparedWith: 'actor',
    unusual: expect.arrayContaining([expect.objectContaining({ dimension: 'action', frequency: 'unseen' })]),
  });
});

test('events that come late, twice and in any order give the findings of tidy ones', async () => {
  await bring(month);
  const tidy = await shown();
  const untidy = fc
    .tuple(
      fc.shuffledSubarray([...month], { minLength: month.length, maxLength: month.length }),
      fc.shuffledSubarray([...month], { maxLength: 20 }),
      fc.integer({ min: 1, max: 4 }),
    )
    .map(([all, again, pieces]) => [
      ...Array.from({ length: pieces }, (_, piece) => all.filter((_one, at) => at % pieces === piece)),
      again,
    ]);
  await fc.assert(
    fc.asyncProperty(untidy, async (imports) => {
      await settling.empty();
      for (const events of imports.filter(({ length }) => length > 0)) await bring(events);
      expect(await shown()).toEqual(tidy);
    }),
    { numRuns: 2 },
  );
});

test('what late history makes usual is withdrawn, also after an end between learning and looking again', async () => {
  const history = month.filter(
    ({ event }) => event.time < Math.max(...month.map((one) => one.event.time)) - 86_400_000,
  );
  const stranger = madeEvents(
    [
      {
        calls: 3,
        days: 10,
        at: '20m',
        ...other,
        eventSource: 'iam.amazonaws.com',
        eventName: ['CreateUser', 'CreateAccessKey', 'AttachUserPolicy'],
        userIdentity: user,
      },
    ],
    sources,
  );
  const today = stranger.slice(-3);
  await bring([...history, ...today]);
  const types = async () =>
    (await store.db.withTables<Shown>().selectFrom('findings').select('type').execute()).map(({ type }) => type);
  expect(await types()).toContain('Persistence:IAMUser/AnomalousBehavior');
  await expect(bring(stranger.slice(0, -3), false, endsAfterLearning())).rejects.toThrow('killed');
  await bring(stranger.slice(0, -3), true);
  expect(await types()).not.toContain('Persistence:IAMUser/AnomalousBehavior');
});

test('how far learning has come is told, and what is usual for a caller', async () => {
  await bring(month);
  const operations = new Map(
    (await baselineOperations()).map((one) => [one.name, one.bind({ lake, geography: nowhere })]),
  );
  const ask = (name: string, input: object) => operations.get(name)?.call(input, nobodysCall);
  expect(await ask('ListLearning', {})).toMatchObject({
    needed: { days: 7 },
    accounts: [{ account: '111122223333', seen: 7, activeDays: 13, learnt: true }],
  });
  expect(await ask('GetHabits', { account: '111122223333', principal: user.arn })).toMatchObject({
    activeDays: 13,
    habits: expect.arrayContaining([{ dimension: 'tool', value: 'AWS CLI on macOS', days: 13 }]),
  });
});

const nobodysCall = {
  caller: localCaller('aiko', 'administrator', '000000000000'),
  region: 'us-east-1',
  requestId: 'r',
  sourceAddress: '127.0.0.1',
  userAgent: 'test',
  at: new Date(0),
};
