import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  type Request,
} from 'playwright-core';
import { silent } from '#kernel';
import { platform, type PlatformUnderTest } from '../platform.ts';
import { makeLogs, rulesFolder } from './made-logs.ts';

const executablePath = '/usr/bin/chromium';

/** Why the tests in a browser cannot run here, or nothing when they can. */
export function missing(): string | undefined {
  if (!existsSync(executablePath)) return 'Chromium is not installed (apt-get install chromium).';
  return undefined;
}

/** The whole program with the page built from its source, and a browser before it. */
export interface Opened extends AsyncDisposable {
  readonly program: PlatformUnderTest;
  readonly browser: Browser;
  /** A tab of somebody who is signed in, on the Summary; and everything that the browser complained of there. */
  tab(options?: BrowserContextOptions): Promise<Tab>;
  /** Such a tab in one browser for all, which forgets what was done there before but keeps the files of the page, as that of a reader does. */
  nextTab(): Promise<Tab>;
}

export interface Tab {
  readonly page: Page;
  readonly complaints: string[];
  /** Waits until nothing has been on its way to the page for a tenth of a second. */
  readonly quiet: () => Promise<void>;
}

/** Writes logs that end at `now` into a folder, and returns where they lie. */
type MakeLogs = (folder: string, now: number) => Promise<string>;

/** Opens everything over made logs; without them (`simulated`) over the month of the simulated company. */
export async function openConsole(what: MakeLogs | 'simulated' = makeLogs, progress = silent): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-e2e-'));
  const [browser, logs, consoleFolder] = await Promise.all([
    openBrowser(),
    what === 'simulated' ? undefined : what(join(folder, 'logs'), Date.now()),
    builtPage(folder),
  ]);
  const program = await platform(
    logs === undefined ? [] : [logs],
    { rules: { folders: [rulesFolder] } },
    { consoleFolder, progress },
  );
  let common: BrowserContext | undefined;
  return {
    program,
    browser,
    tab: async (options) => openTab(await openContext(browser, options), program),
    nextTab: async () => {
      common ??= await openContext(browser);
      const tab = await openTab(common, program);
      await common.clearPermissions();
      const devices = await common.newCDPSession(tab.page); // Playwright's own way opens a page for each origin
      await devices.send('Storage.clearDataForOrigin', { origin: program.url, storageTypes: 'local_storage' });
      await devices.detach();
      return tab;
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await program[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Where the page lies that was built from its source as it is: `npm test` has just built it, else it is built here. */
async function builtPage(folder: string): Promise<string> {
  const built = process.env['YAGURA_BUILT_PAGE'];
  if (built !== undefined) return built;
  const page = join(folder, 'page');
  const vite = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));
  const config = fileURLToPath(new URL('../../console/vite.config.ts', import.meta.url));
  const asked = ['build', '--config', config, '--outDir', page, '--logLevel', 'error'];
  // A process of its own: here NODE_ENV says "test", and React would come in the form that developers use.
  await promisify(execFile)(process.execPath, [vite, ...asked], { env: { NODE_ENV: 'production' } });
  return page;
}

/** Debian's Chromium without a window, which asks nothing of the network by itself. */
const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-features=${unused.join(',')}`,
    ],
  });

/**
 * What Playwright itself turns off (only the last list that Chromium is given counts), and two pages of its own that
 * Chromium draws behind each window for its bar of addresses, which nobody sees here: a fifth of a page's processor time.
 */
const unused = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'SpareRendererForSitePerProcess', // one is made ready for each page, for a next that seldom comes
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
];

async function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en', viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(30_000); // two files run at a time on two processors
  return context;
}

async function openTab(context: BrowserContext, program: PlatformUnderTest): Promise<Tab> {
  const [name, value] = program.cookie.split('=');
  await context.clearCookies();
  await context.addCookies([{ name: name ?? '', value: value ?? '', url: program.url }]);
  const page = await context.newPage();
  return { page, complaints: complaintsOf(page), quiet: quietOf(page) };
}

/** Everything that a browser complains of: violations of the policy, errors of scripts, requests that fail. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') complaints.push(`asks ${request.url()}`);
  });
  return complaints;
}

/** What `networkidle` of Playwright tells after half a second, which over all pages was half a minute of waiting. */
function quietOf(page: Page): () => Promise<void> {
  const onTheWay = new Set<Request>();
  page.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') onTheWay.add(request); // on that line the server tells what is new
  });
  page.on('requestfinished', (request) => onTheWay.delete(request));
  page.on('requestfailed', (request) => onTheWay.delete(request));
  return async () => {
    for (let still = 0; still < 4; still = onTheWay.size === 0 ? still + 1 : 0) await page.waitForTimeout(25);
  };
}
