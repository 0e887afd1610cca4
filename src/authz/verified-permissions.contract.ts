import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VerifiedPermissionsClient } from '@aws-sdk/client-verifiedpermissions';
import { localCaller, openFront, PageTokens, type Call } from '#aws';
import { createLog, loadConfig, type Config } from '#kernel';
import { openLake } from '#lake';
import { openStore, type Store } from '#store';
import { authorizationDecisions, authzOperations, openAuthz } from './index.ts';
import type { EngineDifference } from './engine-difference.ts';
import { authzMigrations } from './tables.ts';

/** The service alone, over HTTP on a free port, with its store in a temporary folder. */
export interface ServiceUnderTest extends AsyncDisposable {
  readonly client: VerifiedPermissionsClient;
  /** A client of somebody else, in another account. */
  readonly stranger: VerifiedPermissionsClient;
  /** Calls an operation of Yagura's own. Throws its fault. */
  call(operation: string, input: object): Promise<unknown>;
  readonly store: Store;
  readonly folder: string;
  readonly url: string;
  /** What the clock says beyond the real time, in milliseconds. */
  later: number;
  /** What stands in the place of chance, from 0 to below 1. */
  chance: number;
  /** What the program's own log says, from warnings on. */
  readonly lines: readonly string[];
  /** Decisions that Cedar's own engine made otherwise. */
  readonly noticed: readonly EngineDifference[];
}

const accounts = { AKIAOWN: '111122223333', AKIASTRANGER: '999988887777' } as const;

/**
 * `settings` are those of `authz` in the configuration. With `withLake` decisions are kept in a lake of its own;
 * `at` is a folder that is there already.
 */
export async function serviceUnderTest(
  settings: Partial<Config['authz']> = {},
  { withLake = false, at }: { readonly withLake?: boolean; readonly at?: string } = {},
): Promise<ServiceUnderTest> {
  const folder = at ?? (await mkdtemp(join(tmpdir(), 'yagura-authz-')));
  const store = await openStore({ path: join(folder, 'store.db') });
  await store.migrate(authzMigrations);
  const clock = { now: () => new Date(Date.now() + service.later) };
  const config = { ...loadConfig({ environment: {}, flags: {} }).authz, ...settings };
  const lake = withLake ? await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 1 }) : undefined;
  await lake?.migrate([authorizationDecisions]);
  const lines: string[] = [];
  const noticed: EngineDifference[] = [];
  const differed = (difference: EngineDifference): void => void noticed.push(difference);
  const log = createLog('warn', { write: (line) => void lines.push(line) });
  const authz = openAuthz({ store, lake, clock, log, config, random: () => service.chance, differed });
  const context = {
    lake,
    store,
    clock,
    log,
    authz,
    pageTokens: new PageTokens(randomBytes(32)),
  };
  const operations = (await authzOperations()).map((operation) => operation.bind(context));
  const front = await openFront({ operations, door, log, clock: { now: () => new Date() }, seconds: 60 });
  const server = createServer((incoming, outgoing) => front.answer(incoming, outgoing));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const clientOf = (accessKeyId: string): VerifiedPermissionsClient =>
    new VerifiedPermissionsClient({
      endpoint: url,
      region: 'ap-northeast-1',
      credentials: { accessKeyId, secretAccessKey: 'secret' },
      maxAttempts: 1,
    });
  const service: ServiceUnderTest = {
    client: clientOf('AKIAOWN'),
    stranger: clientOf('AKIASTRANGER'),
    call: (name, input) => front.callJson({ service: 'yagura', name }, input, callOf(clock.now())),
    store,
    folder,
    url,
    later: 0,
    chance: 0.5,
    lines,
    noticed,
    async [Symbol.asyncDispose]() {
      service.client.destroy();
      service.stranger.destroy();
      await new Promise((resolve) => server.close(resolve));
      await authz[Symbol.asyncDispose]();
      await lake?.[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
  return service;
}

const callOf = (at: Date): Call => ({
  caller: localCaller('tester', 'administrator', accounts.AKIAOWN),
  region: 'ap-northeast-1',
  requestId: randomUUID(),
  sourceAddress: '127.0.0.1',
  userAgent: 'test',
  at,
});

/** Lets everybody in whose key it knows: who may call what is another room's matter. */
const door = {
  credentialOf: async (id: string) => {
    const account = Object.entries(accounts).find(([key]) => key === id)?.[1];
    return account === undefined
      ? undefined
      : { secret: 'secret', caller: localCaller('tester', 'administrator', account) };
  },
  authorise: async () => ({ allowed: true as const }),
  audit: () => undefined,
  keepRecords: () => undefined,
};
