import { z } from 'zod';
import { Fault, randomId } from '#kernel';
import { Decided, decidedOf, stepOf, write, type Decision, type Step } from './decide.ts';
import type { FindingsContext } from './record.ts';
import { rowsById } from './rows-by-id.ts';
import { restrict, type Restriction } from './search.ts';
import type { FindingRow, FindingTables } from './tables.ts';

/** Which findings: those with these ids, or all that fit. */
export type Meant = { readonly ids: readonly string[] } | { readonly fitting: Restriction };

/** More findings than this are not changed at once. */
export const mostAtOnce = 10_000;
const keptMilliseconds = 86_400_000;

/**
 * Writes a decision about findings. Returns how many it changed, and the name by which `undo` takes it back within a
 * day. Throws `TooLarge` when more than ten thousand fit.
 */
export async function update(
  meant: Meant,
  decision: Decision,
  by: string,
  context: FindingsContext,
): Promise<{ updated: number; undo?: string }> {
  const at = context.clock.now().getTime();
  const steps = (await rowsOf(meant, context)).flatMap((row) => stepOf(row, decision, { by, at }));
  if (steps.length === 0) return { updated: 0 };
  const name = await keep(steps, { by, at }, context);
  await write(steps, by, context);
  return { updated: steps.length, undo: name };
}

const Kept = z.array(z.tuple([z.string(), Decided]));

/** Makes findings what they were before an update. Throws `NotFound` when it was somebody else's or is older than a day. */
export async function undo(name: string, by: string, context: FindingsContext): Promise<{ updated: number }> {
  const kept = await tablesOf(context)
    .selectFrom('finding_updates')
    .select('before')
    .where('id', '=', name)
    .where('by', '=', by)
    .executeTakeFirst();
  if (kept === undefined)
    throw new Fault('NotFound', {
      en: 'This change cannot be taken back any more. Change the findings in the list instead.',
      ja: 'この変更はもう元に戻せません。一覧で検出結果を変更してください。',
    });
  const before = new Map(Kept.parse(JSON.parse(kept.before)));
  const rows = await rowsById([...before.keys()], context.store);
  const steps = [...rows.values()].map((row): Step => ({ row, becomes: before.get(row.id) ?? decidedOf(row) }));
  await write(steps, by, context);
  await tablesOf(context).deleteFrom('finding_updates').where('id', '=', name).execute();
  return { updated: steps.length };
}

const tablesOf = ({ store }: FindingsContext) => store.db.withTables<FindingTables>();

async function rowsOf(meant: Meant, context: FindingsContext): Promise<FindingRow[]> {
  if ('ids' in meant) return [...(await rowsById(meant.ids, context.store)).values()];
  const fitting = restrict(meant.fitting, context.store).selectAll();
  const rows = await fitting.limit(mostAtOnce + 1).execute();
  if (rows.length <= mostAtOnce) return rows;
  throw new Fault('TooLarge', {
    en: `More than ${mostAtOnce} findings fit. Add a filter, and change the others afterwards.`,
    ja: `対象が ${mostAtOnce} 件を超えています。フィルターで絞り込み、残りは後から変更してください。`,
  });
}

/** Keeps what the findings were, and forgets what nobody can take back any more. */
async function keep(
  steps: readonly Step[],
  { by, at }: { by: string; at: number },
  context: FindingsContext,
): Promise<string> {
  const id = randomId();
  const before = JSON.stringify(steps.map(({ row }) => [row.id, decidedOf(row)]));
  const db = tablesOf(context);
  await db
    .deleteFrom('finding_updates')
    .where('at', '<', at - keptMilliseconds)
    .execute();
  await db.insertInto('finding_updates').values({ id, at, by, before }).execute();
  return id;
}
