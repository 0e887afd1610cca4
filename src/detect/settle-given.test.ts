import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { baselineTables } from '#baselines';
import { alerts, findingChanges, occurrences, type FindingTables } from '#findings';
import { systemClock } from '#kernel';
import type { Delivered } from './detector.ts';
import { foundIn } from './found.ts';
import { madeEvents } from './made-events.ts';
import { openDetector } from './open-detector.ts';
import { beside, bringCalls, judgeOf, oneByOne, openSettling, sources, type Settling } from './settling.contract.ts';
import { eventTables } from './window-tables.ts';

const judge = await judgeOf((text) => /^(outside|baseline):/m.test(text));
const tables = [eventTables.api_activity, occurrences, alerts, findingChanges, ...baselineTables];

let settling: Settling;
beforeAll(async () => {
  settling = await openSettling(tables);
});
beforeEach(() => settling.empty());
afterAll(() => settling[Symbol.asyncDispose]());

const [ours, other, stranger] = ['111122223333', '444455556666', '999988887777'];
const by = (user: string, account = ours) => ({
  type: 'IAMUser',
  arn: `arn:aws:iam::${account}:user/${user}`,
  userName: user,
});
const shared = (user: string, items: readonly Record<string, string>[]) => ({
  calls: 1,
  eventSource: 'ec2.amazonaws.com',
  eventName: 'ModifySnapshotAttribute',
  userIdentity: by(user),
  requestParameters: { snapshotId: 'snap-0123456789abcdef0', createVolumePermission: { add: { items: [items] } } },
});

const policyOf = (user: string, ...principals: readonly (string | object)[]) => ({
  calls: 1,
  eventSource: 's3.amazonaws.com',
  eventName: 'PutBucketPolicy',
  userIdentity: by(user),
  requestParameters: {
    bucketName: `bucket-of-${user}`,
    bucketPolicy: JSON.stringify({
      Statement: principals.map((Principal) => ({ Effect: 'Allow', Principal, Action: 's3:*' })),
    }),
  },
});

/** Shares of a snapshot and of buckets, and a call in the other account, by which it is known to be one's own. */
const events: readonly Delivered[] = madeEvents(
  [
    shared('own-account', [{ userId: ours }]),
    shared('other-account', [{ userId: other }]),
    shared('hidden-stranger', [{ userId: other }, { userId: stranger }]),
    shared('everyone', [{ group: 'all' }, { userId: other }]),
    policyOf('policy-other-account', { AWS: [ours, `arn:aws:iam::${other}:root`] }),
    policyOf('policy-stranger', { AWS: other }, { AWS: [ours, stranger] }),
    policyOf('policy-everyone', { AWS: other }, '*'),
    {
      calls: 1,
      eventSource: 's3.amazonaws.com',
      eventName: 'ListBuckets',
      recipientAccountId: other,
      userIdentity: by('somebody', other),
    },
  ],
  sources,
);

/** Who gave something to somebody else. */
const away = ['everyone', 'hidden-stranger', 'policy-everyone', 'policy-stranger'];

const names = (principals: readonly string[]): string[] =>
  principals.map((principal) => principal.replace(/^.*\//, '')).toSorted();

test("what is shared with accounts of one's own is no finding, in whatever order their logs come", async () => {
  const { lake, store } = settling;
  const detector = openDetector({ lake, store, clock: systemClock, judge, beside });
  const order = fc.shuffledSubarray([...events], { minLength: events.length });
  await fc.assert(
    fc.asyncProperty(order, async (all) => {
      await settling.empty();
      for (const one of [...all, ...all.slice(0, 2)]) await bringCalls([one], detector, lake);
      const found = await store.db.withTables<FindingTables>().selectFrom('findings').select('principal').execute();
      expect(names(found.map(({ principal }) => principal))).toEqual(away);
    }),
    { numRuns: 2 },
  );
});

test('a reading without a lake tells the same', async () => {
  const found = await foundIn(oneByOne(events), judge);
  expect(names(found.map(({ finding }) => finding.principal))).toEqual(away);
});
