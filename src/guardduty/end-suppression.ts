import { update } from '#findings';
import { Fault } from '#kernel';
import { detectorArn, detectorIdOf, type Place } from './finding.ts';
import { filtersOf, nameInHistory, remove } from './filters.ts';
import { covered } from './suppressions-in-force.ts';
import type { SuppressionContext } from './suppressions.ts';
import type { FilterRow } from './tables.ts';
import { forgetTags } from './tags.ts';

/** More findings than this are not brought back at once. */
const most = 10_000;

/**
 * Deletes a filter. With `restore`, the findings that the filter itself archived last are open again; what people
 * archived stays so. Returns how many. Throws `NotFound` when there is no such filter.
 */
export async function end(
  { filter, account, region, restore }: Place & { readonly filter: string; readonly restore: boolean },
  by: string,
  context: SuppressionContext,
): Promise<{ restored: number }> {
  const row = { ...(await filterAt({ account, region }, filter, context)), account, region };
  const ids = restore ? await archivedBy(row, context) : [];
  await remove(row, context);
  await forgetTags(`${detectorArn({ account, region })}/filter/${filter}`, context);
  const { updated } = await update({ ids }, { archived: false }, by, context);
  return { restored: updated };
}

async function filterAt(place: Place, filter: string, context: SuppressionContext): Promise<FilterRow> {
  const found = (await filtersOf(detectorIdOf(place), context)).find(({ name }) => name === filter);
  if (found === undefined)
    throw new Fault('NotFound', {
      en: `There is no filter ${filter} in ${place.account} ${place.region}. Somebody has deleted it; list them anew.`,
      ja: `${place.account} の ${place.region} にフィルター ${filter} はありません。誰かが削除しました。一覧を開き直してください。`,
    });
  return found;
}

/** Findings that are archived now, and that nobody but this filter archived last. */
async function archivedBy(row: FilterRow & Place, context: SuppressionContext): Promise<string[]> {
  const query = (await covered(row, context)).where('f.archived', '=', 1);
  const found = await query.select('f.id as id').orderBy('f.last_seen', 'desc').limit(most).execute();
  const rows = await context.lake.rows<{ finding: string }>(
    `SELECT finding FROM finding_changes
     WHERE change = 'archived' AND finding IN (SELECT arrayJoin({ids:Array(String)}))
     GROUP BY finding HAVING argMax(\`by\`, at) = {by:String}`,
    { ids: found.map(({ id }) => id), by: nameInHistory(row) },
  );
  return rows.map(({ finding }) => finding);
}
