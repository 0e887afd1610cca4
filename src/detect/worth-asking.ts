import type { Lake } from '#lake';
import { boundTo } from './window-sql.ts';
import type { Window } from './window.ts';

/** Of so many records all conditions are looked at in one pass; of more the engine finds most ports without a pass. */
const mostRecords = 200_000;

/** Records, and when the first window begins that looks at them: what lies before is only remembered. */
export interface Remembered {
  readonly table: string;
  readonly since: number;
}

/**
 * Those windows for which there is a record that may matter, which after most imports is hardly any of them. To plan the
 * question whether there is one takes a fifth of planning the window itself, 50 ms.
 */
export async function worthAsking(
  windows: readonly Window[],
  { table, since }: Remembered,
  lake: Lake,
): Promise<ReadonlySet<Window>> {
  const narrowed = windows.flatMap((window) => (window.among === undefined ? [] : [{ window, among: window.among }]));
  if (narrowed.length < 2) return new Set(windows);
  const records: Records = {
    all: `WITH records AS (SELECT * FROM ${table})`,
    those: `FROM records WHERE time >= fromUnixTimestamp64Milli(${since})`,
  };
  const vain = await ((await isSmall(records, lake)) ? vainAtOnce : vainOneByOne)(narrowed, records, lake);
  return new Set(windows.filter((window) => !vain.has(window)));
}

interface Narrowed {
  readonly window: Window;
  readonly among: string;
}

/** SQL that names all records, and SQL that reads those that are not only remembered. */
interface Records {
  readonly all: string;
  readonly those: string;
}

async function vainAtOnce(narrowed: readonly Narrowed[], { all, those }: Records, lake: Lake): Promise<Set<Window>> {
  const conditions = narrowed.map(({ among }, place) => `(${own(among, place)})`);
  const counts = conditions.map((condition, place) => `countIf(${condition}) > 0 AS w${place}`);
  const bound = narrowed.flatMap(({ window: { thresholds } }, place) =>
    Object.entries(boundTo(thresholds)).map(([name, value]) => [`w${place}_${name}`, value] as const),
  );
  const [seen] = await lake.rows<Record<string, number>>(
    `${all} SELECT ${counts.join(', ')} ${those} AND (${conditions.join(' OR ')})`,
    Object.fromEntries(bound),
  );
  return new Set(narrowed.flatMap(({ window }, place) => (seen?.[`w${place}`] === 0 ? [window] : [])));
}

async function vainOneByOne(narrowed: readonly Narrowed[], { all, those }: Records, lake: Lake): Promise<Set<Window>> {
  const vain = new Set<Window>();
  for (const { window, among } of narrowed) {
    const found = await lake.rows(
      `${all} SELECT 1 AS found ${those} AND (${among}) LIMIT 1`,
      boundTo(window.thresholds),
    );
    if (found.length === 0) vain.add(window);
  }
  return vain;
}

/** A condition with thresholds that are told apart from those of other windows. */
const own = (condition: string, place: number): string => condition.replace(/\{(\w+):/g, `{w${place}_$1:`);

async function isSmall({ all, those }: Records, lake: Lake): Promise<boolean> {
  const [counted] = await lake.rows<{ rows: number }>(`${all} SELECT count() AS rows ${those}`);
  return (counted?.rows ?? 0) <= mostRecords;
}
