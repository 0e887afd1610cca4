import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { alerts, findingById, findingChanges, historyOf, stepsOf } from '#findings';
import { systemClock } from '#kernel';
import type { Lake } from '#lake';
import type { Store } from '#store';
import type { Delivered } from './detector.ts';
import { foundIn } from './found.ts';
import { madeEvents } from './made-events.ts';
import { openDetector } from './open-detector.ts';
import {
  bringCalls,
  endingAfter,
  judgeOf,
  oneByOne,
  openSettling,
  sources,
  type Settling,
} from './settling.contract.ts';
import { scratchTables } from './window-tables.ts';

const judge = await judgeOf((text) => !/^(?:window|baseline):/m.test(text));

let settling: Settling;
let lake: Lake;
let store: Store;
const tables = [...scratchTables, alerts, findingChanges];

beforeAll(async () => {
  settling = await openSettling(tables);
  ({ lake, store } = settling);
});
beforeEach(() => settling.empty());
afterAll(() => settling[Symbol.asyncDispose]());

/** As much of the store as is looked at here. */
type Shown = { findings: Record<'id' | 'type' | 'severity' | 'principal' | 'tactics', string> & { count: number } };

/** Brings events to these, with a detector of their own. */
const bring = (
  events: readonly Delivered[],
  { lake, store }: Pick<Settling, 'lake' | 'store'> = settling,
): Promise<void> => bringCalls(events, openDetector({ lake, store, clock: systemClock, judge }), lake);

async function shown(): Promise<unknown> {
  const findings = await store.db
    .withTables<Shown>()
    .selectFrom('findings')
    .select(['id', 'type', 'severity', 'principal', 'tactics', 'count'])
    .where('type', 'like', 'AttackSequence:%')
    .orderBy('id')
    .execute();
  return {
    findings,
    told: await lake.rows('SELECT finding, time, en, ja FROM alerts FINAL WHERE alive ORDER BY finding, time'),
  };
}

const account = '111122223333';
const kali = {
  sourceIPAddress: '198.51.100.7',
  userAgent: 'aws-cli/2.23.6 os/linux#6.16.8+kali-amd64 md/distrib#kali.2026',
};
const user = {
  type: 'IAMUser',
  arn: `arn:aws:iam::${account}:user/rin`,
  userName: 'rin',
  accountId: account,
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
};
const session = (name: string, key: string) => ({
  type: 'AssumedRole',
  arn: `arn:aws:sts::${account}:assumed-role/admin/${name}`,
  accountId: account,
  accessKeyId: key,
  sessionContext: {
    sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${account}:role/admin`, userName: 'admin', accountId: account },
  },
});
const [first, second] = [session('one', 'ASIAIOSFODNN7EXAMPL1'), session('two', 'ASIAIOSFODNN7EXAMPL2')];
const assume = (accessKeyId: string) => ({
  eventSource: 'sts.amazonaws.com',
  eventName: 'AssumeRole',
  requestParameters: { roleArn: `arn:aws:iam::${account}:role/admin`, roleSessionName: 'x' },
  responseElements: { credentials: { accessKeyId } },
});

/** A stolen key assumes a role, that session assumes it once more, and each does a part. */
const acts = [
  {
    calls: 1,
    at: '0m',
    ...kali,
    eventSource: 'sts.amazonaws.com',
    eventName: 'GetCallerIdentity',
    userIdentity: user,
  },
  { calls: 1, at: '5m', ...kali, ...assume(first.accessKeyId), userIdentity: user },
  {
    calls: 1,
    at: '9m',
    sourceIPAddress: '203.0.113.8',
    eventSource: 'iam.amazonaws.com',
    eventName: 'AttachUserPolicy',
    userIdentity: first,
    requestParameters: { userName: 'rin', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
  },
  { calls: 1, at: '15m', sourceIPAddress: '203.0.113.8', ...assume(second.accessKeyId), userIdentity: first },
  {
    calls: 1,
    at: '50m',
    sourceIPAddress: '203.0.113.8',
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    userIdentity: second,
    requestParameters: { name: 'main' },
  },
];
const chain = madeEvents(acts, sources);

/** The same deeds by people who have nothing to do with each other. */
const strangers = chain.filter(({ event }) => event.columns['action'] !== 'AssumeRole');

test('what sessions of sessions did counts for who began them', async () => {
  await bring(chain);
  expect(await shown()).toMatchObject({
    findings: [{ type: 'AttackSequence:IAM/CompromisedCredentials', severity: 'critical', principal: user.arn }],
    told: [{ en: expect.stringContaining('(under 2 identities)') }],
  });
  await settling.empty();
  await bring(strangers);
  expect(await shown()).toEqual({ findings: [], told: [] });
});

test('a step tells how many events it had, however few of them are read again', async () => {
  const looks = { ...kali, eventSource: 'sts.amazonaws.com', eventName: 'GetCallerIdentity', userIdentity: user };
  await bring([...chain, ...madeEvents([{ calls: 12, at: '1m', within: '2m', ...looks }], sources)]);
  const told = [{ en: expect.stringContaining('from a machine with Kali Linux (14 events)') }];
  expect(await shown()).toMatchObject({ told });
});

test('every line of its story names a finding that it is made of, whoever of the identities did it', async () => {
  await bring(chain);
  const [row] = await store.db
    .withTables<Shown>()
    .selectFrom('findings')
    .select('id')
    .where('type', 'like', 'AttackSequence:%')
    .execute();
  const sequence = await findingById(row?.id ?? '', store);
  if (sequence === undefined) throw new Error('There is no sequence.');
  const steps = await stepsOf(sequence, { lake, store });
  const [told] = await lake.rows<{ en: string; ja: string }>('SELECT en, ja FROM alerts FINAL WHERE alive');
  for (const language of ['en', 'ja'] as const) {
    const lines = told?.[language].split('\n').slice(1) ?? [];
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(steps.filter(({ title }) => line.includes(title[language]))).not.toEqual([]);
  }
  expect(new Set(steps.map(({ principal }) => principal)).size).toBe(2);
  expect(await stepsOf({ ...sequence, type: 'Stealth:IAMUser/CloudTrailLoggingDisabled' }, { lake, store })).toEqual(
    [],
  );
});

test('a reading without a lake finds the same', async () => {
  await bring(chain);
  const found = await foundIn(oneByOne(chain), judge);
  const own = found.filter(({ finding }) => finding.type.startsWith('AttackSequence:'));
  expect(await shown()).toMatchObject({
    findings: own.map(({ finding: { id, count } }) => ({ id, count })),
    told: own.map(({ measured }) => ({ ...measured })),
  });
});

test('a step that is done many times in an hour is told by the same few of its events, with a lake and without one', async () => {
  const often = { calls: 9, at: '1m', within: '3m', ...kali, eventSource: 'iam.amazonaws.com', eventName: 'ListUsers' };
  const busy = madeEvents([...acts, { ...often, userIdentity: user }], sources);
  await bring(busy);
  const found = await foundIn(oneByOne(busy), judge);
  const own = found.find(({ finding }) => finding.type.startsWith('AttackSequence:'));
  expect(own?.measured.en).toContain('(11 events)');
  expect(await shown()).toMatchObject({ findings: [{ id: own?.finding.id, count: own?.finding.count }] });
});

test('steps that come late, twice and in any order give the sequence of tidy ones', async () => {
  await bring(chain);
  const tidy = await shown();
  const untidy = fc.tuple(
    fc.shuffledSubarray([...chain], { minLength: chain.length, maxLength: chain.length }),
    fc.shuffledSubarray([...chain], { minLength: 1 }),
  );
  await fc.assert(
    fc.asyncProperty(untidy, async ([all, again]) => {
      await settling.empty();
      await bring(all.slice(0, 2));
      await bring(all.slice(2));
      await bring(again);
      expect(await shown()).toEqual(tidy);
    }),
    { numRuns: 3 },
  );
});

test('an end at any write repeats nothing and misses nothing, once the import has begun anew', async () => {
  const kept = () => lake.rows('SELECT finding, event_id, principal, resource, severity FROM occurrences ORDER BY ALL');
  const made = async () => {
    const rows = await store.db.withTables<Shown>().selectFrom('findings').select('id').execute();
    const histories = await Promise.all(rows.map(({ id }) => historyOf(id, lake)));
    return histories.map((history) => history.map(({ change }) => change));
  };
  const state = async () => [await shown(), await kept(), await made()];
  const [early, late] = [chain.slice(0, -1), chain.slice(-1)];
  await bring(chain);
  const whole = await state();
  expect(whole).toMatchObject([{ findings: [{}] }, {}, expect.arrayContaining([['created']])]);
  const at = fc.record({ writes: fc.integer({ min: 0, max: 30 }), first: fc.constantFrom(early, late, []) });
  await fc.assert(
    fc.asyncProperty(at, async ({ writes, first }) => {
      await settling.empty();
      if (first.length > 0) await bring(first);
      await bring(chain, endingAfter(writes, settling)).catch((error: unknown) => {
        expect(String(error)).toContain('killed');
      });
      await bring(chain);
      expect(await state()).toEqual(whole);
    }),
    { numRuns: 5 },
  );
});
