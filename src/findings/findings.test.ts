import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exactJsonText, type Clock } from '#kernel';
import { openLake, type Lake } from '#lake';
import { tableNames, tables, type Event } from '#sources';
import { openStore, type Store } from '#store';

import { findingIdOf, type Claim } from './claim.ts';
import { occurrencesOf } from './occurrences.ts';
import { record } from './record.ts';
import { historyOf } from './history.ts';
import { addNote, deleteNote, notesOf } from './notes.ts';
import { findingById, Restriction, search, Search } from './search.ts';
import { summarise } from './summarise.ts';
import { undo, update } from './update.ts';
import { findingMigrations } from './migrations.ts';
import { findingChanges, occurrences } from './tables.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const clock: Clock = { now: () => new Date(noon + 86_400_000) };
let folder: string;
let lake: Lake;
let store: Store;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-findings-'));
  lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  store = await openStore({ path: join(folder, 'store.db') });
  await lake.migrate([
    occurrences,
    findingChanges,
    ...tableNames.map((name) => ({ name, columns: tables[name], orderBy: ['time'], time: 'time' })),
  ]);
  await store.migrate(findingMigrations);
});
afterAll(async () => {
  await lake[Symbol.asyncDispose]();
  await store[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const event = (id: string, time: number): Event => ({
  source: 'cloudtrail',
  table: 'api_activity',
  id,
  time,
  fields: { eventName: 'StopLogging', eventID: id },
  columns: { action: 'StopLogging' },
});

const claim = (id: string, part: Partial<Claim> = {}, time = noon): Claim => ({
  rule: 'rule-1',
  type: 'Stealth:IAMUser/CloudTrailLoggingDisabled',
  title: { en: 'Logging was switched off', ja: '記録が止められました' },
  severity: 'high',
  tactics: ['defense-evasion'],
  techniques: ['T1562.008'],
  account: '111122223333',
  region: 'ap-northeast-1',
  principal: 'arn:aws:iam::111122223333:user/rin',
  resource: 'main',
  event: event(id, time),
  file: 'file-1',
  position: 1,
  matched: ['eventName'],
  ...part,
});

const listed = (wanted: Search = {}) => search(Search.parse(wanted), store);

test('repeats by one principal are one finding; the same claims again change nothing', async () => {
  const claims = [claim('e1'), claim('e2', { resource: 'other' }, noon + 1000), claim('e1')];
  await record(claims, { lake, store, clock });
  const once = await listed();
  await record(claims, { lake, store, clock });
  await record([claim('e2', { resource: 'other' }, noon + 1000)], { lake, store, clock });
  expect(await listed()).toEqual(once);
  expect(once.findings).toMatchObject([
    {
      count: 2,
      firstSeen: '2026-03-10T12:00:00.000Z',
      lastSeen: '2026-03-10T12:00:01.000Z',
      severity: 'high',
      archived: false,
    },
  ]);
  const [changes] = await lake.rows<{ count: number }>('SELECT count() AS count FROM finding_changes');
  expect(changes?.count).toBe(1);
});

test('every occurrence is kept with its event and the fields that matched, newest first', async () => {
  const kept = await occurrencesOf(findingIdOf(claim('e1')), { limit: 10, offset: 0 }, lake);
  expect(kept.map(({ eventId }) => eventId)).toEqual(['e2', 'e1']);
  expect(kept[0]).toMatchObject({
    event: { eventName: 'StopLogging' },
    matched: ['eventName'],
    file: 'file-1',
    position: 1,
  });
});

test('a late event moves the first time back', async () => {
  await record([claim('e0', {}, noon - 5000)], { lake, store, clock });
  expect(await findingById(findingIdOf(claim('e0')), store)).toMatchObject({
    count: 3,
    firstSeen: '2026-03-10T11:59:55.000Z',
  });
});

test('a signal is kept for correlations and is no finding', async () => {
  await record([claim('s1', { rule: 'signal', type: '' })], { lake, store, clock });
  expect((await listed()).total).toBe(1);
  const [row] = await lake.rows<{ count: number }>("SELECT count() AS count FROM occurrences WHERE rule = 'signal'");
  expect(row?.count).toBe(1);
});

test('findings are searched by what people know of them, and paged', async () => {
  const others = ['low', 'critical', 'medium'] as const;
  await record(
    others.map((severity, index) =>
      claim(`o${index}`, {
        rule: `rule-${severity}`,
        severity,
        principal: `role-${severity}`,
        type: `Recon:EC2/${severity}`,
      }),
    ),
    { lake, store, clock },
  );
  expect((await listed()).findings.map(({ severity }) => severity)).toEqual(['critical', 'high', 'medium', 'low']);
  expect((await listed({ severity: ['low', 'medium'] })).total).toBe(2);
  expect((await listed({ text: 'ROLE-CRIT' })).total).toBe(1);
  expect((await listed({ text: '100%_' })).total).toBe(0);
  const first = await listed({ limit: 3 });
  const second = await listed({ limit: 3, ...(first.next === undefined ? {} : { cursor: first.next }) });
  expect([...first.findings, ...second.findings].map(({ id }) => id)).toHaveLength(4);
  expect(second.next).toBeUndefined();
});

test('the summary counts findings, accounts and days, and looks at old logs where they are', async () => {
  const summary = await summarise({}, { lake, store, clock, simulated: false, sources: [] });
  expect(summary.overview.findings.now).toBe(4);
  expect(summary.top[0]?.severity).toBe('critical');
  expect(summary.days.find(({ day }) => day === '2026-03-10')).toMatchObject({
    critical: 1,
    high: 1,
    medium: 1,
    low: 1,
  });
  expect(summary.overview.accounts).toEqual({ now: 1, before: 0 });
  const context = { lake, store, clock, simulated: false, sources: [] };
  await expect(summarise({ from: '0001-01-01T00:00:00Z' }, context)).rejects.toMatchObject({ code: 'BadInput' });
  expect((await summarise({ from: '1970-01-01T00:00:00Z' }, context)).overview.findings.now).toBe(4);
});

test('the summary tells what was found before its span and is open still, worst first', async () => {
  const context = { lake, store, clock, simulated: false, sources: [] };
  const earlier = async (from: string) => (await summarise({ from }, context)).earlier;
  expect(await earlier('2026-03-11T00:00:00.000Z')).toEqual(
    ['critical', 'high', 'medium', 'low'].map((severity) => ({ severity, count: 1 })),
  );
  expect(await earlier('2026-03-01T00:00:00.000Z')).toEqual([]);
});

test('an archived finding leaves the list, can be brought back, and the history tells who did it', async () => {
  const { id } = claimedFinding();
  expect(await update({ ids: [id] }, { archived: true }, 'rin', { lake, store, clock })).toMatchObject({ updated: 1 });
  expect(await update({ ids: [id] }, { archived: true }, 'rin', { lake, store, clock })).toEqual({ updated: 0 });
  expect((await listed()).findings.map((finding) => finding.id)).not.toContain(id);
  expect((await listed({ archived: true })).total).toBe(1);
  await record([claim('e9', {}, noon + 9000)], { lake, store, clock });
  expect((await listed({ archived: true })).total).toBe(1);
  await update({ ids: [id] }, { archived: false }, 'rin', { lake, store, clock });
  const changes = await historyOf(id, lake);
  expect(changes.map(({ change, by }) => `${change} ${by}`).toSorted()).toEqual([
    'archived rin',
    'created yagura',
    'reopened rin',
  ]);
});

test('a verdict says who and why, outlives new claims, and is taken back with the whole update', async () => {
  const context = { lake, store, clock };
  const { id } = claimedFinding();
  const [other] = (await listed({ severity: ['low'] })).findings;
  const ids = [id, other?.id ?? ''];
  await update({ ids: [id] }, { verdict: 'true', reason: 'A stranger did it.' }, 'ken', context);
  const { undo: name = '' } = await update(
    { ids },
    { verdict: 'benign', reason: 'Drill.', archived: true },
    'rin',
    context,
  );
  await record([claim('e10', {}, noon + 10_000)], context);
  expect(await findingById(id, store)).toMatchObject({
    archived: true,
    count: 5,
    verdict: { is: 'benign', reason: 'Drill.', by: 'rin' },
  });
  await expect(undo(name, 'ken', context)).rejects.toThrow('cannot be taken back');
  expect(await undo(name, 'rin', context)).toEqual({ updated: 2 });
  await expect(undo(name, 'rin', context)).rejects.toThrow('cannot be taken back');
  expect(await findingById(id, store)).toMatchObject({
    archived: false,
    count: 5,
    verdict: { is: 'true', reason: 'A stranger did it.', by: 'ken' },
  });
  expect((await findingById(ids[1] ?? '', store))?.verdict).toBeUndefined();
  await update({ ids: [id] }, { verdict: 'none' }, 'rin', context);
  expect((await findingById(id, store))?.verdict).toBeUndefined();
  const judged = async (): Promise<number> =>
    (await historyOf(id, lake)).filter(({ change, by }) => change === 'judged' && by === 'aki').length;
  await update({ ids: [id] }, { verdict: 'true' }, 'aki', context); // the verdict alone
  expect(await judged()).toBe(1);
  await update({ ids: [id] }, { verdict: 'true', reason: 'Seen again.' }, 'aki', context); // the reason alone
  expect(await judged()).toBe(2);
  await update({ ids: [id] }, { verdict: 'none' }, 'aki', context);
});

test('all findings that fit are changed together', async () => {
  const fitting = Restriction.parse({ where: [{ property: 'severity', operator: '<=', values: ['medium'] }] });
  expect(await update({ fitting }, { archived: true }, 'rin', { lake, store, clock })).toMatchObject({ updated: 2 });
  expect((await listed()).total).toBe(2);
});

test('notes are kept in their order, with who wrote them; only that person deletes them', async () => {
  const context = { lake, store, clock };
  const { id } = claimedFinding();
  const first = await addNote(id, 'Asked the team.', 'rin', context);
  await addNote(id, 'It was a drill.', 'ken', { ...context, clock: { now: () => new Date(noon + 90_000_000) } });
  await expect(deleteNote(first.id, 'ken', context)).rejects.toThrow('somebody else');
  expect((await notesOf(id, context)).map(({ by, text }) => `${by}: ${text}`)).toEqual([
    'rin: Asked the team.',
    'ken: It was a drill.',
  ]);
  await deleteNote(first.id, 'rin', context);
  expect(await notesOf(id, context)).toHaveLength(1);
  await expect(addNote('nothing', 'x', 'rin', context)).rejects.toThrow('There is no finding');
});

const claimedFinding = () => ({ id: findingIdOf(claim('e1')) });

test('a finding is as grave as the gravest of its events where that depends on the event, in whatever order they come', async () => {
  const context = { lake, store, clock };
  const weighed = (id: string, severity: Claim['severity']): Claim =>
    claim(id, { rule: 'weighed', principal: 'root', severity, weighed: true });
  const [mild, grave] = [weighed('w1', 'low'), weighed('w2', 'high')];
  const severity = async () => (await findingById(findingIdOf(mild), store))?.severity;
  await record([grave, mild], context);
  expect(await severity()).toBe('high');
  await record([weighed('w3', 'informational')], context);
  expect(await severity()).toBe('high');
  await record([weighed('w4', 'critical')], context);
  expect(await severity()).toBe('critical');
  await record([claim('w5', { rule: 'weighed', principal: 'root', severity: 'medium' })], context);
  expect(await severity()).toBe('medium'); // a rule that names no contexts any more says what it says now
});

test('no digit of a number in an event is lost', async () => {
  const raw = '{"eventName":"PutItem","size":9007199254740993}';
  const long = { ...event('long', noon), fields: { eventName: 'PutItem', size: 2 ** 53 }, columns: { raw } };
  const one = claim('long', { principal: 'arn:aws:iam::111122223333:user/digits', event: long });
  await record([one], { lake, store, clock });
  const [seen] = await occurrencesOf(findingIdOf(one), { limit: 1, offset: 0 }, lake);
  expect(exactJsonText(seen?.event)).toBe(raw);
});
