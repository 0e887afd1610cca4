import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { update, type Claim } from '#findings';
import type { Event } from '#sources';
import { Dismissed, Proposal } from './proposal.ts';
import { claimOf, eventsOf, openRoom, type RoomUnderTest } from './room.contract.ts';
import { Suppression } from './suppression.ts';
import { proposals } from './suppressions.ts';
import { tablesOf } from './tables.ts';

let room: RoomUnderTest;
beforeEach(async () => {
  room = await openRoom();
});
afterEach(() => room[Symbol.asyncDispose]());

const ask = async (name: string, input: object): Promise<unknown> => room.ask(name, input);

/** The same deed on each of so many days before the tenth of March. */
async function onDays(userName: string, days: number, claimed: Partial<Claim> = {}): Promise<Claim[]> {
  const events: Event[] = await eventsOf(
    'cloudtrail',
    Array.from({ length: days }, (_, day) => ({
      eventID: `${userName} ${day}`,
      eventTime: `2026-03-${String(10 - day).padStart(2, '0')}T12:00:00Z`,
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      awsRegion: 'us-east-1',
      sourceIPAddress: '203.0.113.1',
      userIdentity: {
        type: 'IAMUser',
        userName,
        arn: `arn:aws:iam::111122223333:user/${userName}`,
        accountId: '111122223333',
      },
      recipientAccountId: '111122223333',
    })),
  );
  return events.map((event) => ({ ...claimOf(event), ...claimed }));
}

const who = async (): Promise<string[]> => (await proposals(room.context)).proposed.map((one) => one.who);

test('what one caller does on five days is proposed with its evidence and cost, and hides nothing by itself', async () => {
  await room.record([...(await onDays('robot', 6)), ...(await onDays('person', 2))]);
  const [first, ...others] = Proposal.array().parse((await proposals(room.context)).proposed);
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    who: 'robot',
    findings: 1,
    events: 6,
    days: 6,
    byDay: [5, 6, 7, 8, 9, 10].map((day) => ({ day: `2026-03-${String(day).padStart(2, '0')}`, count: 1 })),
    examples: [{ resource: '', count: 6, archived: false }],
    verdicts: { true: 0, benign: 0, false: 0 },
  });
  expect(first?.cost.en).toBe('Hides 1 finding (6 events) of the last 30 days, 0 of them confirmed.');
  const open = await tablesOf(room.context.store).selectFrom('findings').select('archived').execute();
  expect(open.map(({ archived }) => archived)).toEqual([0, 0]);
});

test('nothing is proposed of which a person confirmed one, that speaks of a stranger, or that is an attack', async () => {
  await room.record([
    ...(await onDays('confirmed', 6)),
    ...(await onDays('stranger', 6, { type: 'Discovery:IAMUser/AnomalousBehavior' })),
    ...(await onDays('attacker', 6, { type: 'AttackSequence:IAM/CompromisedCredentials', severity: 'critical' })),
  ]);
  const [finding] = await tablesOf(room.context.store)
    .selectFrom('findings')
    .select('id')
    .where('principal', 'like', '%confirmed')
    .execute();
  await update({ ids: [finding?.id ?? ''] }, { verdict: 'true', reason: '' }, 'rin', room.context);
  expect(await who()).toEqual([]);
});

test('accepted, it archives what is open of it and what comes, and nothing else', async () => {
  await room.record(await onDays('robot', 6));
  const [first] = (await proposals(room.context)).proposed;
  expect(await ask('AcceptSuppressionProposal', { id: first?.id })).toMatchObject({ archived: 1 });
  expect(await who()).toEqual([]);
  await room.record([
    ...(await onDays('robot', 6, { region: 'us-east-1', resource: 'other', rule: 'another' })),
    ...(await onDays('person', 1)),
  ]);
  const rows = await tablesOf(room.context.store).selectFrom('findings').select(['principal', 'archived']).execute();
  expect(rows.map(({ principal, archived }) => `${principal.split('/')[1]} ${archived}`).toSorted()).toEqual([
    'person 0',
    'robot 1',
    'robot 1',
  ]);
});

test('dismissed, it is not proposed again; an id that is not proposed is refused with a sentence', async () => {
  await room.record(await onDays('robot', 6));
  const [first] = (await proposals(room.context)).proposed;
  await ask('DismissSuppressionProposal', { id: first?.id });
  expect(await who()).toEqual([]);
  await expect(ask('AcceptSuppressionProposal', { id: first?.id })).rejects.toThrow('not proposed any more');
});

test('dismissed, it is listed as such with who did it, and proposed again when somebody wants it', async () => {
  await room.record(await onDays('robot', 6));
  const [first] = (await proposals(room.context)).proposed;
  await ask('DismissSuppressionProposal', { id: first?.id });
  const { dismissed } = Listed.parse(await ask('ListSuppressionProposals', {}));
  expect(dismissed).toMatchObject([{ id: first?.id, by: 'aiko' }]);
  await ask('RestoreSuppressionProposal', { id: first?.id });
  expect(await who()).toEqual(['robot']);
});

test('those in force tell what they hide; ended, what they archived is open again, and what people archived is not', async () => {
  await room.record([
    ...(await onDays('robot', 6)),
    ...(await onDays('robot', 6, { region: 'us-east-1', resource: 'by hand', rule: 'another' })),
    ...(await onDays('person', 1)),
  ]);
  const byHand = tablesOf(room.context.store).selectFrom('findings').select('id').where('rule', '=', 'another');
  await update({ ids: [(await byHand.executeTakeFirstOrThrow()).id] }, { archived: true }, 'rin', room.context);
  const [first] = (await proposals(room.context)).proposed;
  await ask('AcceptSuppressionProposal', { id: first?.id });
  const { suppressions } = InForce.parse(await ask('ListSuppressions', {}));
  expect(suppressions).toMatchObject([
    {
      account: '111122223333',
      everyAccount: false,
      archives: true,
      proposed: true,
      conditions: [
        { attribute: 'type', comparison: 'equals', values: ['Stealth:IAMUser/CloudTrailLoggingDisabled'] },
        { attribute: 'resource.accessKeyDetails.userName', comparison: 'equals', values: ['robot'] },
      ],
      findings: 2,
      confirmed: 0,
    },
  ]);
  const { account, region, filter } = Suppression.parse(suppressions[0]);
  expect(await ask('EndSuppression', { account, region, filter, restore: true })).toEqual({ restored: 1 });
  expect((await byHand.select('archived').executeTakeFirstOrThrow()).archived).toBe(1);
  expect(await who()).toEqual(['robot']);
  await expect(ask('EndSuppression', { account, region, filter })).rejects.toThrow('There is no filter');
});

const Listed = z.object({ dismissed: z.array(Dismissed) });
const InForce = z.object({ suppressions: z.array(Suppression) });
