// The composition root: the only place where rooms are put together.
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { PageTokens, type Bindable, type Callable } from '#aws';
import { authzOperations, openAuthz, type AuthzContext, type AuthzParts } from '#authz';
import { baselineOperations, type LearningContext } from '#baselines';
import { detectOperations, TestsApart, type DetectContext } from '#detect';
import { findingOperations, type FindingsContext, type SummaryContext } from '#findings';
import { guardDutyOperations, type GuardDutyContext } from '#guardduty';
import {
  ingest,
  ingestOperations,
  ingestStream,
  pathsOf,
  Status,
  type ImportReport,
  type IngestContext,
  type SystemContext,
} from '#ingest';
import { intelOperations, type IntelContext } from '#intel';
import { investigateOperations, lakeSurroundings, type InvestigateContext } from '#investigate';
import { contentFolder, createLog, silent, type Clock, type Config, type Progress } from '#kernel';
import type { Lake } from '#lake';
import { orgOperations, type Org, type OrgContext } from '#org';
import type { Store } from '#store';
import { trailOperations, type TrailContext } from '#trail';
import { webOperations } from '#web';
import { openLibrary } from './library.ts';
import { openData, retain } from './open-data.ts';
import { guideIn, openDetection } from './open-detection.ts';

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
  /** Drops what is older than the configuration keeps, unless the clock is doubted. */
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

/** Opens lake and store, makes their tables, and binds every operation. */
export async function openPlatform(config: Config, clock: Clock, surface?: Surface): Promise<WholePlatform> {
  const library = await openLibrary(config);
  const operations = await everyOperation();
  const { lake, store, org } = await openData(config, clock, operations);
  const detection = await openDetection(config, library, { lake, store, clock });
  const { feeds, inForce } = detection.context;
  const log = createLog(config.log.level);
  const authz = openAuthz({ store, lake, clock, log, ...authzOf(config, org) });
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
    retain: () => retain(config, context),
    refreshFeeds: () => feeds.refresh(),
    [Symbol.asyncDispose]: () => close([testsApart, detection, authz, org, lake, store]),
  };
}

/** How policy stores decide; where Cedar's own engine decides otherwise, that is an event like any other. */
function authzOf({ authz, ingest: { region } }: Config, org: Org): Pick<AuthzParts, 'config' | 'random' | 'differed'> {
  return { config: authz, random: Math.random, differed: (difference) => org.note({ ...difference, region }) };
}

/** The program itself, which runs in a process of its own what needs one. */
const program = join(contentFolder, '../bin/yagura');

/** One after the other: what uses another is closed before it. */
async function close(parts: readonly AsyncDisposable[]): Promise<void> {
  for (const part of parts) await part[Symbol.asyncDispose]();
}

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
