import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { baselineTables } from '#baselines';
import { alerts, findingChanges, findingOf, occurrences, type Finding, type FindingTables } from '#findings';
import { systemClock } from '#kernel';
import { BaselineMemory } from './baseline-memory.ts';
import type { Delivered } from './detector.ts';
import { foundIn } from './found.ts';
import { madeEvents } from './made-events.ts';
import { openDetector } from './open-detector.ts';
import { beside, bringCalls, judgeOf, oneByOne, openSettling, sources, type Settling } from './settling.contract.ts';
import { eventTables } from './window-tables.ts';

const wanted = /^finding: (?:Execution:EC2\/CommandSent|Impact:IAMUser\/KMSKeyDestroyed)$/m;
const judge = await judgeOf((text) => wanted.test(text) || /^ {2}of: elsewhere/m.test(text));
const tables = [eventTables.api_activity, occurrences, alerts, findingChanges, ...baselineTables];

let settling: Settling;
beforeAll(async () => {
  settling = await openSettling(tables);
});
afterAll(() => settling[Symbol.asyncDispose]());

const role = (name: string) => ({
  type: 'AssumedRole',
  arn: `arn:aws:sts::111122223333:assumed-role/${name}/run-1`,
  accessKeyId: `ASIAIOSFODNN${name.slice(0, 8).toUpperCase()}`,
});
const root = { type: 'Root', arn: 'arn:aws:iam::111122223333:root', accessKeyId: 'ASIAROOT' };
const home = { sourceIPAddress: '192.0.2.10', userAgent: 'Boto3/1.40.55 os/linux#6.8.0' };
const away = { sourceIPAddress: '198.51.100.7', userAgent: 'aws-cli/2.31.9 os/windows#10' };
const command = (userIdentity: object, more: object) => ({
  calls: 1,
  ...home,
  eventSource: 'ssm.amazonaws.com',
  eventName: 'SendCommand',
  requestParameters: { documentName: 'AWS-RunShellScript', instanceIds: ['i-0123456789abcdef0'] },
  userIdentity,
  ...more,
});
const deleted = { eventSource: 'kms.amazonaws.com', eventName: 'ScheduleKeyDeletion' };
const looks = { eventSource: 'ec2.amazonaws.com', eventName: 'DescribeInstances' };

/** Of each role what it did on the days before, and on the day that counts. */
const events: readonly Delivered[] = madeEvents(
  [
    command(role('patcher'), { days: 11 }),
    command(role('newcomer'), { days: 2 }),
    command(role('watcher'), { ...looks, days: 11 }),
    command(role('watcher'), { at: '1h' }),
    command(role('stolen'), { days: 11 }),
    command(role('stolen'), { ...away, at: '2h' }),
    command(role('cleaner'), { ...deleted, days: 11 }),
    command(root, { days: 11 }),
  ],
  sources,
);

const severities = (findings: readonly Finding[]): Record<string, string> =>
  Object.fromEntries(
    findings
      .filter(({ type }) => /CommandSent|KMSKeyDestroyed/.test(type))
      .map(({ principal, severity }) => [principal.replace(/^.*[:/]/, ''), severity]),
  );

const expected = {
  patcher: 'low',
  newcomer: 'medium',
  watcher: 'medium',
  stolen: 'medium',
  cleaner: 'medium',
  root: 'medium',
};

const stored = async (): Promise<Finding[]> =>
  (await settling.store.db.withTables<FindingTables>().selectFrom('findings').selectAll().execute()).map(findingOf);

test('who does it regularly, from where and with what they always work, makes a milder finding: in any order of files', async () => {
  const { lake, store } = settling;
  const detector = openDetector({ lake, store, clock: systemClock, judge, beside });
  const order = fc.shuffledSubarray([...events], { minLength: events.length });
  await fc.assert(
    fc.asyncProperty(order, async (all) => {
      await settling.empty();
      const half = Math.floor(all.length / 2);
      for (const some of [all.slice(0, half), all.slice(half), all.slice(0, 3)]) await bringCalls(some, detector, lake);
      expect(severities(await stored())).toEqual(expected);
    }),
    { numRuns: 2 },
  );
  const patcher = (await stored()).find(({ principal, habit }) => habit !== undefined && /patcher/.test(principal));
  expect(patcher?.habit?.en).toMatch(/patcher.* did this on 11 of the 11 days/);
  expect(patcher?.habit?.ja).toContain('11 日のうち 11 日');
});

test('a reading without a lake tells the same, and of one day alone nothing is milder', async () => {
  expect(severities(await findingsIn(events))).toEqual(expected);
  const last = Math.max(...events.map(({ event }) => event.time)) - 12 * 3_600_000;
  const day = events.filter(({ event }) => event.time > last);
  expect(new Set(Object.values(severities(await findingsIn(day))))).toEqual(new Set(['medium']));
});

async function findingsIn(some: readonly Delivered[]): Promise<Finding[]> {
  using baselines = new BaselineMemory(judge.book, beside);
  return (await foundIn(oneByOne(some), judge, { baselines })).map(({ finding }) => finding);
}
