import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright-core';
import { localAccount, type Callable } from '#aws';
import { Config, createLog, systemClock } from '#kernel';
import { openStore } from '#store';
import { orgMigrations } from '#org';
import { openDoor } from '../../src/web/open-door.contract.ts';
import { openWeb, webMigrations, webOperations, type Web } from '#web';

const executablePath = '/usr/bin/chromium';

/** The built page in a folder that goes away with it. */
export interface BuiltPage extends AsyncDisposable {
  readonly folder: string;
}

/** Why the tests in a browser cannot run here, or nothing when they can. */
export function missing(): string | undefined {
  if (!existsSync(executablePath)) return 'Chromium is not installed (apt-get install chromium).';
  return undefined;
}

/** The page, built from its source into a folder of its own: what is tried is never an older one. */
export async function buildPage(): Promise<BuiltPage> {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-page-'));
  const vite = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));
  const config = fileURLToPath(new URL('../../console/vite.config.ts', import.meta.url));
  const asked = ['build', '--config', config, '--outDir', folder, '--logLevel', 'error'];
  // A process of its own: here NODE_ENV says "test", and React would come in the form that developers use.
  await promisify(execFile)(process.execPath, [vite, ...asked], { env: { NODE_ENV: 'production' } });
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

/** Debian's Chromium without a window, which asks nothing of the network by itself. */
export const openBrowser = (): Promise<Browser> =>
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
    ],
  });

/** The page before these operations, with a store of its own. */
export async function openMade(operations: readonly Callable[], page: BuiltPage): Promise<Web> {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-e2e-'));
  const store = await openStore({ path: join(folder, 'store.db') });
  await store.migrate([...orgMigrations, ...webMigrations]);
  const context = { store, clock: systemClock, homeAccount: localAccount };
  const own = await webOperations();
  const { web: config } = Config.parse({ web: { port: 0 } });
  const web = await openWeb({
    config,
    operations: [...operations, ...own.map((operation) => operation.bind(context))],
    door: openDoor,
    store,
    consoleFolder: page.folder,
    clock: systemClock,
    log: createLog('silent'),
    push: async () => ({ events: { cloudtrail: 12 }, refused: 0, problems: [] }),
  });
  return {
    ...web,
    [Symbol.asyncDispose]: async () => {
      await web[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Everything that a browser complains of: violations of the policy, errors of scripts, requests that fail. */
export function complaintsOf(page: Page): string[] {
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
