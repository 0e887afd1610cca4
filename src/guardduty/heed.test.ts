import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findingById, restate, type Alert } from '#findings';
import type { Event } from '#sources';
import { detectorIdOf } from './finding.ts';
import { catchUp } from './heed.ts';
import { administrator, claimOf, eventsOf, openRoom, type RoomUnderTest } from './room.contract.ts';
import { tablesOf } from './tables.ts';

let room: RoomUnderTest;
beforeEach(async () => {
  room = await openRoom();
});
afterEach(() => room[Symbol.asyncDispose]());

const DetectorId = detectorIdOf({ account: administrator.account, region: 'us-east-1' });
const ask = async (name: string, input: object): Promise<unknown> => room.ask(name, { DetectorId, ...input });

async function callFrom(address: string, userName: string): Promise<Event> {
  const [event] = await eventsOf('cloudtrail', [
    {
      eventID: `${address} ${userName}`,
      eventTime: '2026-03-10T12:00:00Z',
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      awsRegion: 'us-east-1',
      sourceIPAddress: address,
      userIdentity: {
        type: 'IAMUser',
        userName,
        arn: `arn:aws:iam::111122223333:user/${userName}`,
        accountId: '111122223333',
      },
      recipientAccountId: '111122223333',
    },
  ]);
  if (event === undefined) throw new Error('no event was read');
  return event;
}

const found = async (): Promise<string[]> => {
  const rows = await tablesOf(room.context.store).selectFrom('findings').select(['principal', 'archived']).execute();
  return rows.map(({ principal, archived }) => `${principal.split('/')[1]} ${archived}`).toSorted();
};

test('a filter archives what fits it as it is recorded, and says so in the history', async () => {
  await room.record([claimOf(await callFrom('203.0.113.1', 'first'))]);
  const criteria = { Criterion: { 'resource.accessKeyDetails.userName': { Matches: ['robot-*'] } } };
  await ask('CreateFilter', { Name: 'robots', Action: 'ARCHIVE', FindingCriteria: criteria });
  await ask('CreateFilter', { Name: 'view', Action: 'NOOP', FindingCriteria: { Criterion: { severity: { Gte: 1 } } } });
  await room.record([
    claimOf(await callFrom('203.0.113.2', 'robot-7')),
    claimOf(await callFrom('203.0.113.2', 'person')),
  ]);
  expect(await found()).toEqual(['first 0', 'person 0', 'robot-7 1']);
  const changes = await room.context.lake.rows(
    `SELECT change, toString(by) AS by FROM finding_changes WHERE change = 'archived'`,
  );
  expect(changes).toEqual([{ change: 'archived', by: 'filter robots' }]);
});

test('what was recorded before the process was killed is heeded at the next start', async () => {
  const criteria = { Criterion: { type: { Matches: ['Stealth:*'] } } };
  await room.record([claimOf(await callFrom('203.0.113.1', 'first'))]);
  await ask('CreateFilter', { Name: 'stealth', Action: 'ARCHIVE', FindingCriteria: criteria });
  const { recorded: _, ...untold } = room.context;
  const { record } = await import('#findings');
  await record([claimOf(await callFrom('203.0.113.2', 'second'))], untold);
  expect(await found()).toEqual(['first 0', 'second 0']);
  await catchUp(room.context, new AbortController().signal);
  expect(await found()).toEqual(['first 0', 'second 1']);
});

test('what late events disprove is corrected and taken back at once, in the form that is kept too', async () => {
  const first = claimOf(await callFrom('203.0.113.1', 'first'));
  const later = { ...first, event: { ...first.event, id: 'later', time: first.event.time + 60_000 } };
  const [from, to] = [first.event.time, later.event.time];
  const alert = (claims: Alert['claims']): Alert => ({
    time: from,
    until: to,
    measured: { en: 'calls', ja: '呼び出し' },
    interface: '',
    claims,
  });
  const scope = { rules: ['rule-1'], from, to };
  const kept = () => tablesOf(room.context.store).selectFrom('guardduty_findings').select('made_of').execute();
  await room.keepEvents([first.event]);
  await restate([alert([first, later])], scope, room.context);
  expect(await kept()).toEqual([{ made_of: `2 2 ${to}` }]);
  await restate([alert([first])], scope, room.context);
  expect(await kept()).toEqual([{ made_of: `2 1 ${from}` }]);
  await restate([], scope, room.context);
  expect(await kept()).toEqual([]);
  expect(await ask('ListFindings', {})).toEqual({ FindingIds: [] });
});

test('ranks are without gaps whatever is done to filters', async () => {
  const FindingCriteria = { Criterion: { severity: { Gte: 4 } } };
  await room.record([claimOf(await callFrom('203.0.113.1', 'first'))]);
  for (const Name of ['aaa', 'bbb', 'ccc']) await ask('CreateFilter', { Name, FindingCriteria });
  await ask('CreateFilter', { Name: 'first', Rank: 1, FindingCriteria });
  await ask('UpdateFilter', { FilterName: 'ccc', Rank: 2 });
  await ask('DeleteFilter', { FilterName: 'aaa' });
  expect(await ask('ListFilters', {})).toEqual({ FilterNames: ['first', 'ccc', 'bbb'] });
  expect(await ask('GetFilter', { FilterName: 'bbb' })).toMatchObject({
    Rank: 3,
    Action: 'NOOP',
    FindingCriteria,
    Version: 1,
  });
});

test('a filter that is asked for once more with its token is made once', async () => {
  const FindingCriteria = { Criterion: { severity: { Gte: 4 } } };
  await room.record([claimOf(await callFrom('203.0.113.1', 'first'))]);
  const filter = { Name: 'again', ClientToken: 'token', FindingCriteria };
  for (let times = 0; times < 2; times += 1) expect(await ask('CreateFilter', filter)).toEqual({ Name: 'again' });
  expect(await ask('ListFilters', {})).toEqual({ FilterNames: ['again'] });
  for (const ClientToken of ['other', undefined])
    await expect(ask('CreateFilter', { ...filter, ClientToken })).rejects.toThrow(/already exists/);
});

test('addresses on a trusted list of the account raise no findings, in its own Region', async () => {
  await room.record([claimOf(await callFrom('203.0.113.1', 'before'))]);
  await writeFile(join(room.folder, 'office.txt'), '203.0.113.0/24\n');
  await ask('CreateIPSet', { Name: 'office', Format: 'TXT', Location: 'office.txt', Activate: true });
  await room.context.lists.settled();
  await room.record([
    claimOf(await callFrom('203.0.113.9', 'office')),
    claimOf(await callFrom('198.51.100.9', 'stranger')),
  ]);
  expect(await found()).toEqual(['before 0', 'stranger 0']);
});

test('a detector that is switched off lets nothing become a finding, and one that was deleted is not there', async () => {
  const own = { ...administrator, account: '111122223333' };
  const by = (name: string, input: object = {}) =>
    room.ask(name, { DetectorId: detectorIdOf({ account: own.account, region: 'us-east-1' }), ...input }, own);
  await room.record([claimOf(await callFrom('203.0.113.1', 'before'))]);
  await by('UpdateDetector', { Enable: false });
  expect(await by('GetDetector')).toMatchObject({ Status: 'DISABLED' });
  await room.record([claimOf(await callFrom('203.0.113.1', 'while'))]);
  await by('UpdateDetector', { Enable: true, FindingPublishingFrequency: 'FIFTEEN_MINUTES' });
  await room.record([claimOf(await callFrom('203.0.113.1', 'after'))]);
  expect(await found()).toEqual(['after 0', 'before 0']);
  await by('DeleteDetector');
  await expect(by('GetDetector')).rejects.toThrow('not owned by the current account');
  expect(await room.ask('ListDetectors', {}, own)).toEqual({ DetectorIds: [] });
  expect(await by('CreateDetector', { Enable: true })).toEqual({
    DetectorId: detectorIdOf({ account: own.account, region: 'us-east-1' }),
  });
  await expect(by('CreateDetector', { Enable: true })).rejects.toThrow(
    'a detector already exists for the current account',
  );
  await expect(by('UpdateDetector', { Features: [{ Name: 'RUNTIME_MONITORING', Status: 'ENABLED' }] })).rejects.toThrow(
    'does not read the logs',
  );
  expect(await findingById('none', room.context.store)).toBeUndefined();
});
