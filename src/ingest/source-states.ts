import type { Lake } from '#lake';
import { hourOf, tableNames, type Source } from '#sources';
import type { Store } from '#store';
import type { SourceState } from './operations/ListSources.ts';
import { gapsIn } from './gaps.ts';
import { eventTables, type IngestStore } from './tables.ts';

/** What is held of every source. */
export async function sourceStates({
  lake,
  store,
  sources,
}: {
  lake: Lake;
  store: Store;
  sources: readonly Source[];
}): Promise<SourceState[]> {
  const [held, hours, refused, read] = await Promise.all([
    days(lake),
    hoursBySource(lake),
    refusedBySource(lake),
    filesBySource(store),
  ]);
  return sources.map((source) => {
    const mine = held.filter((day) => day.source === source.name);
    const { name, title, about, table } = source;
    return {
      name,
      title,
      about,
      table,
      refused: refused.get(name) ?? 0,
      ...seen(mine),
      ...files(read.get(name)),
      days: volume(mine),
      gaps: gapsIn(hours.get(name) ?? []),
    };
  });
}

interface Day {
  readonly source: string;
  /** `2026-01-31`. */
  readonly day: string;
  readonly events: number;
  readonly first: string;
  readonly last: string;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

async function days(lake: Lake): Promise<Day[]> {
  const found = await Promise.all(
    tableNames.map((table) =>
      lake.rows<Day>(
        `SELECT source, toString(toDate(time)) AS day, count() AS events, min(time) AS first, max(time) AS last,
                groupUniqArray(100)(account) AS accounts, groupUniqArray(100)(region) AS regions
         FROM ${eventTables[table].name} GROUP BY source, day ORDER BY source, day`,
      ),
    ),
  );
  return found.flat();
}

function seen(mine: readonly Day[]): Pick<SourceState, 'events' | 'accounts' | 'regions' | 'firstSeen' | 'lastSeen'> {
  const [first, last] = [mine[0], mine.at(-1)];
  return {
    events: mine.reduce((sum, { events }) => sum + events, 0),
    accounts: distinct(mine.flatMap(({ accounts }) => accounts)),
    regions: distinct(mine.flatMap(({ regions }) => regions)),
    ...(first === undefined || last === undefined ? {} : { firstSeen: first.first, lastSeen: last.last }),
  };
}

const distinct = (names: readonly string[]): number => new Set(names.filter((name) => name !== '')).size;

async function refusedBySource(lake: Lake): Promise<Map<string, number>> {
  const rows = await lake.rows<{ source: string; rows: number }>(
    'SELECT source, count() AS rows FROM quarantine GROUP BY source',
  );
  return new Map(rows.map(({ source, rows }) => [source, rows]));
}

interface FilesRead {
  readonly files: number;
  readonly at: number;
}

async function filesBySource(store: Store): Promise<Map<string, FilesRead>> {
  const rows = await store.db
    .withTables<IngestStore>()
    .selectFrom('ingest_files')
    .select(({ fn }) => ['source', fn.countAll<number>().as('files'), fn.max('at').as('at')])
    .where('state', '=', 'done')
    .groupBy('source')
    .execute();
  const read = new Map<string, FilesRead>();
  for (const { source, files, at } of rows) {
    // An archive can hold files of several sources.
    for (const name of source.split(' ')) {
      const before = read.get(name) ?? { files: 0, at: 0 };
      read.set(name, { files: before.files + files, at: Math.max(before.at, at) });
    }
  }
  return read;
}

const files = (read: FilesRead | undefined): Pick<SourceState, 'files' | 'lastRead'> =>
  read === undefined ? { files: 0 } : { files: read.files, lastRead: new Date(read.at).toISOString() };

const shownDays = 31;

/** How many events a day, of the newest days alone. */
const volume = (mine: readonly Day[]): SourceState['days'] =>
  mine.slice(-shownDays).map(({ day, events }) => ({ day, count: events }));

/** The hours since 1970 in which a source has events, in order. */
async function hoursBySource(lake: Lake): Promise<Map<string, number[]>> {
  const found = await Promise.all(
    tableNames.map((table) =>
      lake.rows<{ source: string; hours: number[] }>(
        `SELECT source, arraySort(groupUniqArray(toUInt32(${hourOf}))) AS hours
         FROM ${eventTables[table].name} GROUP BY source`,
      ),
    ),
  );
  return new Map(found.flat().map(({ source, hours }) => [source, hours]));
}
