import type { Lake } from '#lake';
import { boundTo } from './window-sql.ts';
import type { Window } from './window.ts';

/** Of so many records all conditions are looked at in one pass; of more the engine finds most ports without a pass. */
const mostRecords = 200_000;

/**
 * Those windows for which there is a record that may matter, which after most imports is hardly any of them. To plan the
 * question whether there is one takes a fifth of planning the window itself, 50 ms.
 */
export async function worthAsking(windows: readonly Window[], table: string, lake: Lake): Promise<ReadonlySet<Window>> {
  const narrowed = windows.flatMap((window) => (window.among === undefined ? [] : [{ window, among: window.among }]));
  if (narrowed.length < 2) return new Set(windows);
  const isSmall = (await recordsIn(table, lake)) <= mostRecords;
  const vain = await (isSmall ? vainAtOnce : vainOneByOne)(narrowed, table, lake);
  return new Set(windows.filter((window) => !vain.has(window)));
}

interface Narrowed {
  readonly window: Window;
  readonly among: string;
}

async function vainAtOnce(narrowed: readonly Narrowed[], table: string, lake: Lake): Promise<Set<Window>> {
  const counts = narrowed.map(({ among }, place) => `countIf(${own(among, place)}) > 0 AS w${place}`);
  const bound = narrowed.flatMap(({ window: { thresholds } }, place) =>
    Object.entries(boundTo(thresholds)).map(([name, value]) => [`w${place}_${name}`, value]),
  );
  const [seen] = await lake.rows<Record<string, number>>(
    `WITH records AS (SELECT * FROM ${table}) SELECT ${counts.join(', ')} FROM records`,
    Object.fromEntries(bound),
  );
  return new Set(narrowed.flatMap(({ window }, place) => (seen?.[`w${place}`] === 0 ? [window] : [])));
}

async function vainOneByOne(narrowed: readonly Narrowed[], table: string, lake: Lake): Promise<Set<Window>> {
  const vain = new Set<Window>();
  for (const { window, among } of narrowed) {
    const found = await lake.rows(
      `WITH records AS (SELECT * FROM ${table}) SELECT 1 AS found FROM records WHERE ${among} LIMIT 1`,
      boundTo(window.thresholds),
    );
    if (found.length === 0) vain.add(window);
  }
  return vain;
}

/** A condition with thresholds that are told apart from those of other windows. */
const own = (condition: string, place: number): string => condition.replace(/\{(\w+):/g, `{w${place}_$1:`);

async function recordsIn(table: string, lake: Lake): Promise<number> {
  const [counted] = await lake.rows<{ rows: number }>(`SELECT count() AS rows FROM ${table}`);
  return counted?.rows ?? 0;
}
