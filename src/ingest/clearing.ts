import type { Lake, LakeTable } from '#lake';
import type { Source } from '#sources';
import type { Ledger } from './ledger.ts';
import { eventTables, quarantine } from './tables.ts';

/**
 * Takes out of the lake what an interrupted import left of these files, so that they can be read again from the start.
 * Events with an id of their own stay: they are told apart by it, and another file may rely on their being there.
 */
export async function clear(
  identities: readonly string[],
  to: { lake: Lake; ledger: Ledger; sources: readonly Source[] },
): Promise<void> {
  if (identities.length === 0) return;
  const placed = to.sources.filter(({ identified }) => !identified);
  const tables = new Set([...placed.map(({ table }) => eventTables[table]), quarantine]);
  for (const table of tables) await remove(table, identities, placed, to.lake);
  await to.ledger.cleared(identities);
}

/** Takes files that nobody could read out of quarantine: they come again, and what becomes of them is told anew. */
export async function clearRefused(identities: readonly string[], lake: Lake): Promise<void> {
  if (identities.length > 0) await remove(quarantine, identities, [], lake);
}

async function remove(
  table: LakeTable,
  files: readonly string[],
  sources: readonly Source[],
  lake: Lake,
): Promise<void> {
  // A member of an archive is `identity#number`.
  const which = `splitByChar('#', toString(file))[1] IN {files:Array(String)}`;
  const whose = table === quarantine ? '' : ' AND source IN {sources:Array(String)}';
  const params = { files: [...files], sources: sources.map(({ name }) => name) };
  const [found] = await lake.rows<{ rows: number }>(
    `SELECT count() AS rows FROM ${table.name} WHERE ${which}${whose}`,
    params,
  );
  if ((found?.rows ?? 0) === 0) return;
  await lake.remove(table, `${which}${whose}`, params);
}
