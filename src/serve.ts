// The server: a platform, the page before it, and whatever is read first.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Serving } from '#cli';
import { latestChange } from '#findings';
import { watch, type ImportReport } from '#ingest';
import {
  createLog,
  Fault,
  installation,
  secret,
  silent,
  textOf,
  type Clock,
  type Config,
  type Log,
  type Progress,
  type Step,
} from '#kernel';
import { takeAudit } from '#org';
import { openWeb, signInLink as newLink, type HandedOver, type Web } from '#web';
import { again } from './again.ts';
import { openPlatform, type WholePlatform } from './compose.ts';
import { openStoreOf } from './open-data.ts';
import { dataInUse, exampleOf, exists } from './data-in-use.ts';
import { announce, answers, runningServer, type Running } from './running-server.ts';
import { simulatedMonth } from './simulated-month.ts';
import { takePlaceOf } from './take-place.ts';

const day = 86_400_000;
const quarter = 900_000;

export interface Start {
  readonly config: Config;
  readonly inputs: readonly string[];
  readonly clock: Clock;
  readonly progress: Progress;
  readonly version: string;
  /** Folder of the built page, where it is not beside the program. */
  readonly consoleFolder?: string;
}

/**
 * Opens the page at once, and reads while people already look: the given logs, or, when there is nothing yet,
 * a simulated month. The simulated company lives in a folder of its own, so that it never mixes with real logs.
 */
export async function serve(start: Start): Promise<Serving> {
  const { clock, version } = start;
  const simulated = await startsEmpty(start);
  const replaced = await makeWay(start.config, simulated);
  const config = simulated ? { ...start.config, data: exampleOf(start.config) } : start.config;
  const log = createLog(config.log.level);
  const platform = await openPlatform(config, clock, { version, simulated, startedAt: clock.now() });
  const machineToken = secret();
  const web = await openPage(platform, { ...start, config }, { machineToken, log });
  const reached = await reachable(web, machineToken, config);
  const announced = await announce(start.config.data, { ...reached, simulated });
  const audit = takeAudit({ files: platform.org.auditFiles, take: (paths) => platform.ingest(paths, silent), log });
  // What was opened last is closed first.
  const open: AsyncDisposable[] = [
    platform,
    audit,
    web,
    announced,
    again(() => platform.retain(), { every: day, trouble: 'Old rows could not be dropped.', log }),
    again(() => platform.refreshFeeds(), { every: quarter, trouble: 'Feeds could not be renewed.', log }),
  ];
  const ready = first(platform, { ...start, config }, simulated);
  open.push(watchAfter(ready, platform));
  return {
    url: web.url,
    signInLink: await web.signInLink(),
    simulated,
    ...(replaced === undefined ? {} : { replaced }),
    ready,
    [Symbol.asyncDispose]: async () => {
      for (const part of open.toReversed()) await part[Symbol.asyncDispose]();
    },
  };
}

/** The page before a platform, and what reaches it over the wire. */
const openPage = (
  platform: WholePlatform,
  { config, clock, consoleFolder = builtFolder }: Start,
  { machineToken, log }: { readonly machineToken: string; readonly log: Log },
): Promise<Web> =>
  openWeb({
    machineToken,
    config: config.web,
    oidc: config.oidc,
    operations: platform.operations,
    door: platform.org.door,
    store: platform.store,
    homeAccount: config.org.account,
    log,
    clock,
    consoleFolder,
    region: config.ingest.region,
    push: (pushed) => platform.push(pushed),
    takeImport: (given) => takeImport(platform, given),
    news: async () => ({ findings: await latestChange(platform.store), progress: platform.status.progress() }),
  });

/**
 * Only one server has a data folder open; but one that shows the made-up company makes way for people's own logs. The
 * number of its process is told.
 */
async function makeWay({ data }: Config, simulated: boolean): Promise<number | undefined> {
  const running = await runningServer(data);
  // A server that was killed leaves its file, and another process may have its number by now.
  if (running === undefined || !(await answers(running))) return undefined;
  if (running.simulated && simulated) throw shownAlready(running);
  if (!running.simulated) throw openAlready(data, running);
  await takePlaceOf(running);
  return running.pid;
}

const shownAlready = ({ url, pid }: Running): Fault =>
  new Fault('Conflict', {
    en: `The made-up company is shown already, at ${url} (process ${pid}; another sign-in link: yagura signin-link). To see your own logs, name them: yagura serve PATH, or npm start -- PATH. That takes its place.`,
    ja: `架空の会社はすでに ${url} で表示しています（プロセス ${pid}。サインイン用のリンクは yagura signin-link で作り直せます）。手元のログを見るには、yagura serve パス か npm start -- パス のようにログを指定してください。表示が手元のログに切り替わります。`,
  });

const openAlready = (data: string, running: Running): Fault =>
  new Fault('Conflict', {
    en: `A server has ${data} open already and answers at ${running.url}. Have it read logs with: yagura ingest PATH. Or end it first (process ${running.pid}), or take another folder with --data.`,
    ja: `${data} は ${running.url} のサーバーがすでに開いています。ログを読ませるには yagura ingest PATH を実行してください。または、そのサーバー（プロセス ${running.pid}）を先に終了するか、--data で別のフォルダーを指定してください。`,
  });

/** How the command line of this machine reaches the server. */
async function reachable({ localUrl: url }: Web, token: string, { web: { tlsCertificate } }: Config) {
  return { url, token, certificate: tlsCertificate && (await readFile(tlsCertificate, 'utf8')) };
}

const builtFolder = join(installation, 'dist/console');

async function startsEmpty({ config, inputs }: Start): Promise<boolean> {
  const { lake, ingest, data } = config;
  if (inputs.length + ingest.watch.length + ingest.sqs.length > 0 || lake.url !== undefined) return false;
  return !(await exists(join(data, 'lake')));
}

async function first(platform: WholePlatform, start: Start, simulated: boolean): Promise<ImportReport | undefined> {
  const progress = both(platform.status, start.progress);
  const inputs = simulated ? [await simulatedMonth(start.config.data, start.clock, progress)] : start.inputs;
  if (inputs.length === 0) {
    platform.status.ready();
    return undefined;
  }
  platform.status.phase = 'importing';
  const report = await platform.ingest(inputs, progress);
  platform.status.trouble(report.problems);
  platform.status.ready();
  return report;
}

/** Reads what the command line handed over; the page shows how far it is, and what went wrong. */
async function takeImport(platform: WholePlatform, { inputs, progress, stdin }: HandedOver) {
  using shown = platform.status.importing();
  const report = await platform.ingest(inputs, both(shown, progress), stdin);
  platform.status.trouble(report.problems);
  return report;
}

/** Watches what is to be watched once the first import is over, however it ended: watching waits for what is mended. */
function watchAfter(ready: Promise<unknown>, { status, ingestContext }: WholePlatform): AsyncDisposable {
  let watching: AsyncDisposable | undefined;
  let closed = false;
  const begin = (): void => {
    status.ready();
    if (!closed) watching = watch(ingestContext);
  };
  void ready.catch((error: unknown) => status.trouble([textOf(error)])).then(begin);
  return {
    [Symbol.asyncDispose]: async () => {
      closed = true;
      await watching?.[Symbol.asyncDispose]();
    },
  };
}

const both = (one: Progress, other: Progress): Progress => ({
  report(step: Step) {
    one.report(step);
    other.report(step);
  },
});

/** A new sign-in link, made in the store that the running server (if any) reads too. */
export async function signInLink(config: Config, clock: Clock, person?: string): Promise<string> {
  await using store = await openStoreOf(await dataInUse(config));
  const { publicUrl, host, port } = config.web;
  const page = publicUrl ?? (await runningServer(config.data))?.url ?? `http://${host}:${port}`;
  return await newLink(page, { store, clock, homeAccount: config.org.account }, person);
}
