import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call, Callable, Caller } from '#aws';
import { Config, createLog } from '#kernel';
import { openStore, type Store } from '#store';
import { openOrg, orgOperations, type Org } from './index.ts';
import { orgMigrations } from './tables.ts';

/** People, keys and policies over a store of their own, with a clock that tests set. */
export interface Made extends AsyncDisposable {
  readonly folder: string;
  readonly store: Store;
  readonly org: Org;
  readonly operations: readonly Callable[];
  now: number;
  /** Another process over the same data: opened anew, with the same clock. */
  again(): Promise<Org>;
  /** Calls an operation as the front would once it was authorised. */
  call(operation: string, input: object, caller: Caller): Promise<unknown>;
}

export const context = { region: 'eu-west-1', sourceAddress: '203.0.113.7', at: new Date('2026-11-26T10:00:00Z') };

export const callBy = (caller: Caller, at = context.at): Call => ({
  ...context,
  caller,
  at,
  requestId: '11111111-2222-4333-8444-555555555555',
  userAgent: 'aws-cli/2.9',
});

export async function made(
  openStoreIn = (folder: string) => openStore({ path: join(folder, 'store.db') }),
): Promise<Made> {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-org-'));
  const store = await openStoreIn(folder);
  await store.migrate(orgMigrations);
  const bindable = await orgOperations();
  const clock = { now: () => new Date(one.now) };
  const open = (): Promise<Org> =>
    openOrg({
      store,
      clock,
      log: createLog('silent'),
      config: Config.parse({}).org,
      data: folder,
      operations: bindable,
    });
  const one: { now: number } = { now: context.at.getTime() };
  const org = await open();
  const opened = [org];
  const operations = bindable.map((operation) => operation.bind(org.context));
  return Object.assign(one, {
    folder,
    store,
    org,
    operations,
    async again() {
      const other = await open();
      opened.push(other);
      return other;
    },
    async call(name: string, input: object, caller: Caller) {
      const operation = operations.find((candidate) => candidate.name === name);
      if (operation === undefined) throw new Error(`There is no ${name}.`);
      return operation.call(input, callBy(caller, new Date(one.now)));
    },
    async [Symbol.asyncDispose]() {
      for (const part of opened) await part[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  });
}
