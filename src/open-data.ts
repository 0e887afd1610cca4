import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { authorizationDecisions, authzMigrations } from '#authz';
import { baselineTables } from '#baselines';
import { detectMigrations, windowTables } from '#detect';
import { alerts, findingChanges, findingMigrations, occurrences } from '#findings';
import { guardDutyMigrations } from '#guardduty';
import { doubtText, ingestMigrations, ingestTables, lookAtClock, type Status } from '#ingest';
import { intelMigrations } from '#intel';
import { createLog, Fault, olderThan, textOf, type Clock, type Config, type Log } from '#kernel';
import { openLake, type Lake, type LakeTable } from '#lake';
import { openOrg, orgMigrations, type Named, type Org } from '#org';
import { openStore, type Store } from '#store';
import { webMigrations } from '#web';
import { refuseFull } from './room-on-disk.ts';

interface Records {
  readonly store: Store;
  readonly org: Org;
}

interface Data extends Records {
  readonly lake: Lake;
}

/** Opens lake and store in the data folder, and makes the tables of every room. */
export async function openData(config: Config, clock: Clock, operations: readonly Named[]): Promise<Data> {
  await makeDataFolder(config.data);
  await refuseFull(config.data);
  const { url, memoryMegabytes, threads } = config.lake;
  const lake = await openLake(
    url === undefined ? { path: join(config.data, 'lake'), memoryMegabytes, threads } : { url },
  );
  try {
    const [, records] = await Promise.all([lake.migrate(lakeTables), openRecords(config, clock, operations)]);
    return { lake, ...records };
  } catch (error) {
    await lake[Symbol.asyncDispose]();
    throw error;
  }
}

/** Opens people, keys and policies with their store: what the command line changes while a server runs. */
export async function openRecords(config: Config, clock: Clock, operations: readonly Named[]): Promise<Records> {
  const store = await openStoreOf(config);
  try {
    await store.migrate(storeMigrations);
    const log = createLog(config.log.level);
    return { store, org: await openOrg({ store, clock, log, config: config.org, data: config.data, operations }) };
  } catch (error) {
    await store[Symbol.asyncDispose]();
    throw error;
  }
}

/** Those of every room: the store refuses one that has been through others. */
const storeMigrations = [
  ...detectMigrations,
  ...authzMigrations,
  ...findingMigrations,
  ...guardDutyMigrations,
  ...ingestMigrations,
  ...intelMigrations,
  ...orgMigrations,
  ...webMigrations,
];

async function makeDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Fault(
      'BadConfig',
      {
        en: `The data folder ${folder} cannot be made: ${textOf(error).en}. Choose another with --data or YAGURA_DATA.`,
        ja: `データフォルダー ${folder} を作れません（${textOf(error).ja}）。--data または YAGURA_DATA で別の場所を指定してください。`,
      },
      { cause: error },
    );
  }
}

/** Opens the store alone, for what needs no lake. */
export const openStoreOf = ({ data, store }: Config): Promise<Store> =>
  openStore(store.url === undefined ? { path: join(data, 'store.db') } : { url: store.url });

const lakeTables: readonly LakeTable[] = [
  authorizationDecisions,
  ...ingestTables,
  ...baselineTables,
  occurrences,
  findingChanges,
  alerts,
  ...windowTables,
];

/** What can be made anew from the events, and is not asked for later. */
const derived: Readonly<Record<string, string>> = {
  contacts: '100 days',
  machine_ports: '100 days',
  machine_talks: '40 days',
  host_names: '40 days',
};

interface Retaining extends Omit<Data, 'org'> {
  readonly clock: Clock;
  readonly status: Status;
  readonly log: Log;
}

/** Drops what is older than the configuration keeps; while the clock is doubted it says so instead. */
export async function retain({ retention }: Config, { lake, store, clock, status, log }: Retaining): Promise<void> {
  const doubted = await lookAtClock({ store, clock });
  if (doubted !== undefined) {
    status.trouble([doubtText(doubted)]);
    return log.warn(doubtText(doubted).en);
  }
  const ages: Readonly<Record<string, string>> = retention;
  for (const table of lakeTables) {
    const before = olderThan(ages[table.name] ?? derived[table.name] ?? 'forever', clock.now());
    if (before !== undefined) await lake.retain(table, before);
  }
}
