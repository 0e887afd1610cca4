// The composition root: the only place where rooms are put together.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { PageTokens, type Bindable, type Callable } from '#aws';
import {
  authorizationDecisions,
  authzMigrations,
  authzOperations,
  openAuthz,
  type AuthzContext,
  type AuthzParts,
} from '#authz';
import { detectMigrations, detectOperations, TestsApart, windowTables, type DetectContext } from '#detect';
import {
  alerts,
  findingChanges,
  findingMigrations,
  findingOperations,
  occurrences,
  type FindingsContext,
  type SummaryContext,
} from '#findings';
import { guardDutyMigrations, guardDutyOperations, type GuardDutyContext } from '#guardduty';
import {
  ingest,
  ingestMigrations,
  ingestOperations,
  ingestStream,
  ingestTables,
  pathsOf,
  Status,
  type ImportReport,
  type IngestContext,
  type SystemContext,
} from '#ingest';
import { intelMigrations, intelOperations, type IntelContext } from '#intel';
import { investigateOperations, lakeSurroundings, type InvestigateContext } from '#investigate';
import {
  contentFolder,
  createLog,
  Fault,
  olderThan,
  silent,
  textOf,
  type Clock,
  type Config,
  type Progress,
} from '#kernel';
import { openLake, type Lake, type LakeTable } from '#lake';
import { openOrg, orgMigrations, orgOperations, type Named, type Org, type OrgContext } from '#org';
import { openStore, type Store } from '#store';
import { trailOperations, type TrailContext } from '#trail';
import { webMigrations, webOperations } from '#web';
import { baselineOperations, baselineTables, type LearningContext } from '#baselines';
import { openLibrary } from './library.ts';
import { guideIn, openDetection } from './open-detection.ts';
import { refuseFull } from './room-on-disk.ts';

/** What only the server knows and its operations tell. */
export interface Surface {
  readonly version: string;
  readonly simulated: boolean;
  readonly startedAt: Date;
}

/** The whole program over one data folder. */
export interface WholePlatform extends AsyncDisposable {
  readonly lake: Lake;
  readonly store: Store;
  readonly operations: readonly Callable[];
  readonly status: Status;
  readonly ingestContext: IngestContext;
  readonly org: Org;
  /** `stdin` is what `-` reads, where it is not the standard input of this process. */
  ingest(inputs: readonly string[], progress: Progress, stdin?: Readable): Promise<ImportReport>;
  push(file: { name: string; stream: Readable; progress: Progress }): Promise<ImportReport>;
  /** Drops what is older than the configuration keeps. */
  retain(): Promise<void>;
  /** Fetches the feeds that are due. */
  refreshFeeds(): Promise<void>;
}

type Contexts = AuthzContext &
  FindingsContext &
  SummaryContext &
  DetectContext &
  LearningContext &
  InvestigateContext &
  TrailContext &
  IngestContext &
  SystemContext &
  OrgContext &
  GuardDutyContext &
  IntelContext & { readonly pageTokens: PageTokens };

interface Records {
  readonly store: Store;
  readonly org: Org;
}

interface Data extends Records {
  readonly lake: Lake;
}

/** Opens lake and store, makes their tables, and binds every operation. */
export async function openPlatform(config: Config, clock: Clock, surface?: Surface): Promise<WholePlatform> {
  const library = await openLibrary(config);
  const operations = await everyOperation();
  const { lake, store, org } = await openData(config, clock, operations);
  const detection = await openDetection(config, library, { lake, store, clock });
  const { feeds, inForce } = detection.context;
  const log = createLog(config.log.level);
  const { region } = config.ingest;
  const differed: AuthzParts['differed'] = (difference) => org.note({ ...difference, region });
  const authz = openAuthz({ store, lake, clock, log, config: config.authz, random: Math.random, differed });
  const testsApart = new TestsApart({ program, folder: join(config.data, 'rule-tests') });
  const status = new Status(() => clock.now().getTime());
  const context: Contexts = {
    ...library,
    ...org.context,
    ...detection.context,
    pageTokens: new PageTokens(org.context.vault.derived('page tokens')),
    log,
    authz,
    lake,
    store,
    clock,
    status,
    testsApart,
    language: config.language,
    retention: config.retention,
    limits: config.query,
    surroundings: lakeSurroundings(lake),
    ...(surface ?? { version: '', simulated: false, startedAt: clock.now() }),
    config: config.ingest,
    progress: silent,
    spool: join(config.data, 'spool'),
    pathsOf: (identities) => pathsOf(identities, store),
    guideOf: (rule) => guideIn(inForce.book, rule),
  };
  return {
    lake,
    store,
    status,
    org,
    operations: operations.map((operation) => operation.bind(context)),
    ingestContext: context,
    ingest: (inputs, progress, stdin) =>
      ingest(inputs, { ...context, progress, ...(stdin === undefined ? {} : { stdin }) }),
    push: ({ name, stream, progress }) => ingestStream(name, stream, { ...context, progress }),
    retain: () => retain(config, lake, clock),
    refreshFeeds: () => feeds.refresh(),
    [Symbol.asyncDispose]: () => close([testsApart, detection, authz, org, lake, store]),
  };
}

/** The program itself, which runs in a process of its own what needs one. */
const program = join(contentFolder, '../bin/yagura');

/** One after the other: what uses another is closed before it. */
async function close(parts: readonly AsyncDisposable[]): Promise<void> {
  for (const part of parts) await part[Symbol.asyncDispose]();
}

async function openData(config: Config, clock: Clock, operations: readonly Named[]): Promise<Data> {
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

/** Every operation that there is, of every room. */
export async function everyOperation(): Promise<readonly Bindable<Contexts>[]> {
  const rooms = await Promise.all([
    authzOperations(),
    findingOperations(),
    guardDutyOperations(),
    baselineOperations(),
    detectOperations(),
    investigateOperations(),
    intelOperations(),
    trailOperations(),
    ingestOperations(),
    orgOperations(),
    webOperations(),
  ]);
  return rooms.flat();
}

/** What can be made anew from the events, and is not asked for later. */
const derived: Readonly<Record<string, string>> = {
  contacts: '100 days',
  machine_ports: '100 days',
  machine_talks: '40 days',
  host_names: '40 days',
};

async function retain({ retention }: Config, lake: Lake, clock: Clock): Promise<void> {
  const ages: Readonly<Record<string, string>> = retention;
  for (const table of lakeTables) {
    const before = olderThan(ages[table.name] ?? derived[table.name] ?? 'forever', clock.now());
    if (before !== undefined) await lake.retain(table, before);
  }
}
