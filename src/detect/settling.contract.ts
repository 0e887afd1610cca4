import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { knowledge } from '#attack';
import { findingMigrations } from '#findings';
import { nowhere } from '#intel';
import { contentFolder, yamlFiles } from '#kernel';
import { openLake, type Lake, type LakeTable } from '#lake';
import { allSources } from '#sources';
import { openStore, type Store } from '#store';
import { openBook } from './book.ts';
import type { Delivered, Detector } from './detector.ts';
import { openJudge, type Judge } from './judge.ts';
import { eventTables, rowOf } from './window-tables.ts';

export const sources = await allSources();
/** What baselines are told with where nothing is known of techniques and places. */
export const beside = { knowledge: knowledge([]).knowledge, geography: nowhere };

/** The judge of those of Yagura's own rules whose text fits. */
export async function judgeOf(fits: (text: string) => boolean): Promise<Judge> {
  const files = await yamlFiles(`${contentFolder}/rules`);
  return openJudge(openBook({ own: files.filter(({ text }) => fits(text)), other: [] }), sources);
}

/** The time from the first to the last of some events. */
export function spanOf(events: readonly Delivered[]): { from: number; to: number } {
  const times = events.map(({ event }) => event.time);
  return { from: Math.min(...times), to: Math.max(...times) };
}

/** Brings calls as an import would: into their table, before the rules, and before what looks at many. */
export async function bringCalls(events: readonly Delivered[], detector: Detector, lake: Lake): Promise<void> {
  await lake.appendNew(eventTables.api_activity, events.map(rowOf), ['time', 'id']);
  await detector.judge(events);
  await detector.settle([spanOf(events)]);
}

/** Events as a reading without a lake gets them. */
export async function* oneByOne(events: readonly Delivered[]): AsyncGenerator<Delivered[]> {
  yield* events.map((one) => [one]);
}

/** A lake and a store in a temporary folder, for what is asked after an import. */
export interface Settling extends AsyncDisposable {
  readonly lake: Lake;
  readonly store: Store;
  /** Forgets all events and findings. */
  empty(): Promise<void>;
}

/**
 * The same lake and store for a process that ends at its next write after so many of them, as `kill -9` would end it: what
 * it asks after that fails as well.
 */
export function endingAfter(writes: number, { lake, store }: Pick<Settling, 'lake' | 'store'>) {
  let left = writes;
  const isOver = (isWrite: boolean): boolean => left < 0 || (isWrite && left-- <= 0);
  const guarded = <Target extends object>(target: Target, isWrite: (name: string) => boolean): Target =>
    new Proxy(target, {
      get(all, name) {
        const value: unknown = Reflect.get(all, name, all);
        if (name === 'withTables') return () => guarded(store.db, isWrite);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]): unknown => {
          if (isOver(isWrite(String(name)))) throw new Error('killed');
          return Reflect.apply(value, all, given);
        };
      },
    });
  return {
    lake: guarded<Lake>(lake, (name) => /^(?:append|appendNew|withdraw)$/.test(name)),
    store: {
      ...store,
      db: guarded(store.db, (name) => /^(?:insertInto|updateTable|deleteFrom|transaction)$/.test(name)),
    },
  };
}

export async function openSettling(tables: readonly LakeTable[]): Promise<Settling> {
  const folder = await mkdtemp(join(tmpdir(), 'yagura-settling-'));
  const lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  const store = await openStore({ path: join(folder, 'store.db') });
  await lake.migrate([...tables]);
  await store.migrate(findingMigrations);
  return {
    lake,
    store,
    async empty() {
      const filled = await lake.rows<{ name: string }>(
        'SELECT name FROM system.tables WHERE database = currentDatabase() AND name IN {names:Array(String)} AND total_rows > 0',
        { names: tables.map(({ name }) => name) },
      );
      for (const { name } of filled) await lake.client.command({ query: `TRUNCATE TABLE ${name}` });
      await store.db.withTables<{ findings: object }>().deleteFrom('findings').execute();
    },
    async [Symbol.asyncDispose]() {
      await lake[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
