import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localCaller, PageTokens, type Call, type Caller } from '#aws';
import { openBook } from '#detect';
import { alerts, findingChanges, findingMigrations, occurrences, record, type Claim } from '#findings';
import { intelMigrations, Lists, nowhere } from '#intel';
import { contentFolder, createLog, once, yamlFiles } from '#kernel';
import { openLake, type LakeTable } from '#lake';
import { allSources, tableNames, tables, type Event } from '#sources';
import { openStore, type Store } from '#store';
import type { GuardDutyContext } from './context.ts';
import { openGuardDuty } from './open-guardduty.ts';
import { publish } from './publisher.ts';
import { guardDutyOperations } from './index.ts';
import { guardDutyMigrations } from './tables.ts';

/** The room over a real lake and a real store, with what tests need to fill it. */
export interface RoomUnderTest extends AsyncDisposable {
  readonly context: GuardDutyContext;
  /** A folder whose files lists may name. */
  readonly folder: string;
  /** Calls an operation of the room, as the front would once it was authorised. */
  ask(operation: string, input: object, caller?: Caller): Promise<unknown>;
  /** Publishes what is due. */
  publish(): Promise<void>;
  /** Moves the clock on. */
  pass(milliseconds: number): void;
  record(claims: readonly Claim[]): Promise<void>;
  /** Writes events into their tables, as records of `file-1`. */
  keepEvents(events: readonly Event[]): Promise<void>;
}

/** To read the rules takes longer than to open the rest. */
const ownRules = once(async () => openBook({ own: await yamlFiles(join(contentFolder, 'rules')), other: [] }));

export const homeAccount = '000000000000';
const noon = Date.parse('2026-03-10T12:00:00Z');

export async function openRoom(store?: Store): Promise<RoomUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-guardduty-'));
  const lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  const kept = store ?? (await openStore({ path: join(folder, 'store.db') }));
  await Promise.all([
    lake.migrate([alerts, occurrences, findingChanges, ...tableNames.map(plainTable)]),
    kept.migrate([...findingMigrations, ...guardDutyMigrations, ...intelMigrations]),
  ]);
  let now = noon + 86_400_000;
  const clock = { now: () => new Date(now) };
  const parts = { lake, store: kept, clock, geography: nowhere, homeAccount, homeRegion: 'us-east-1' };
  const log = createLog('silent');
  const reach = { folder, internal: true, region: 'us-east-1' };
  const lists = await Lists.open({ ...parts, log, folder: join(folder, 'lists'), reach });
  const words = { language: 'en' as const, guideOf: () => undefined };
  const publishing = { ...parts, ...words, log, reach: { folder, region: 'us-east-1' } };
  const guardduty = openGuardDuty({ ...publishing, lists, publishEverySeconds: 3600 });
  const context: GuardDutyContext = {
    ...parts,
    ...guardduty.context,
    pageTokens: new PageTokens(new Uint8Array(32)),
    book: await ownRules(),
    ...words,
  };
  const operations = new Map((await guardDutyOperations()).map((one) => [one.name, one.bind(context)]));
  return {
    context,
    folder,
    ask: async (operation, input, caller = administrator) => operations.get(operation)?.call(input, callBy(caller)),
    publish: () => publish(publishing),
    pass: (milliseconds) => void (now += milliseconds),
    record: (claims) => record(claims, context),
    keepEvents: async (events) => {
      for (const name of new Set(events.map(({ table }) => table))) {
        const rows = events.flatMap((event, at) =>
          event.table === name ? [{ time: event.time, file: 'file-1', position: at + 1, ...event.columns }] : [],
        );
        await lake.append(plainTable(name), rows);
      }
    },
    async [Symbol.asyncDispose]() {
      await guardduty[Symbol.asyncDispose]();
      await lists[Symbol.asyncDispose]();
      await lake[Symbol.asyncDispose]();
      if (store === undefined) await kept[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}

const plainTable = (name: (typeof tableNames)[number]): LakeTable => ({
  name,
  columns: tables[name],
  orderBy: ['time'],
  time: 'time',
});

export const administrator: Caller = localCaller('aiko', 'administrator', homeAccount);

export const callBy = (caller: Caller, region = 'us-east-1'): Call => ({
  caller,
  region,
  requestId: 'r',
  sourceAddress: '127.0.0.1',
  userAgent: 'test',
  at: new Date(noon),
});

/** The events that a log of this source holds. */
export async function eventsOf(source: string, records: readonly unknown[]): Promise<Event[]> {
  const reader = (await allSources()).find(({ name }) => name === source)?.reader();
  return records.flatMap((one) => [...(reader?.read(one) ?? [])]);
}

export const claimOf = (event: Event, part: Partial<Claim> = {}): Claim => ({
  rule: 'rule-1',
  type: 'Stealth:IAMUser/CloudTrailLoggingDisabled',
  title: { en: 'Logging was switched off', ja: '記録が止められました' },
  severity: 'high',
  tactics: ['defense-evasion'],
  techniques: ['T1562.008'],
  account: text(event.columns['account']),
  region: text(event.columns['region']),
  principal: text(event.columns['principal'] ?? event.columns['instance']),
  resource: text(event.columns['resource']),
  event,
  file: 'file-1',
  position: 1,
  matched: ['eventName'],
  ...part,
});

const text = (cell: unknown): string => (typeof cell === 'string' ? cell : '');
