import type { Lake } from '#lake';
import { sql, type Store } from '#store';
import { doubtedClock, doubtText } from './doubted-clock.ts';
import type { System, SystemContext } from './operations/GetSystem.ts';
import type { IngestStore } from './tables.ts';

/** What runs here, with the sizes of what it keeps in bytes. */
export async function systemOf(context: SystemContext): Promise<System> {
  const { lake, store, version, startedAt, language, config, retention } = context;
  const [sizes, files, bytes, doubted] = await Promise.all([
    tableSizes(lake),
    filesOf(store),
    storeBytes(store),
    doubtedClock(context),
  ]);
  return {
    version,
    node: process.version,
    startedAt: startedAt.toISOString(),
    language,
    lake: { place: lake.place, bytes: sizes.reduce((sum, table) => sum + table.bytes, 0) },
    store: { dialect: store.dialect, bytes },
    files,
    ...(doubted === undefined ? {} : { clock: doubtText(doubted) }),
    watched: [...config.watch, ...config.sqs],
    tables: Object.entries(retention).map(([name, keeps]) => {
      const { rows = 0, bytes: size = 0 } = sizes.find((table) => table.name === name) ?? {};
      return { name, rows, bytes: size, keeps };
    }),
  };
}

/** Rows and bytes on disk of every table, compressed. On a cluster those of the node that answers. */
const tableSizes = (lake: Lake): Promise<{ name: string; rows: number; bytes: number }[]> =>
  lake.rows(
    `SELECT table AS name, toFloat64(sum(rows)) AS rows, toFloat64(sum(bytes_on_disk)) AS bytes
      FROM system.parts WHERE active AND database = currentDatabase() GROUP BY table`,
  );

async function filesOf(store: Store): Promise<System['files']> {
  const rows = await store.db
    .withTables<IngestStore>()
    .selectFrom('ingest_files')
    .select(({ fn }) => ['state', fn.countAll().as('count'), fn.max('at').as('last')])
    .groupBy('state')
    .execute();
  const count = (state: string): number => Number(rows.find((row) => row.state === state)?.count ?? 0);
  const last = Math.max(0, ...rows.map((row) => Number(row.last)));
  return {
    done: count('done'),
    refused: count('refused'),
    started: count('started') + count('cleared'),
    ...(last === 0 ? {} : { last: new Date(last).toISOString() }),
  };
}

async function storeBytes({ db, dialect }: Store): Promise<number> {
  const question =
    dialect === 'sqlite'
      ? sql<{ bytes: number }>`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`
      : sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`;
  const { rows } = await question.execute(db);
  return Number(rows[0]?.bytes ?? 0);
}
