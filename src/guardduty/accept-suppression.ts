import type { FindingCriteria } from '@aws-sdk/client-guardduty';
import { update } from '#findings';
import { Fault } from '#kernel';
import type { GuardDutyContext } from './context.ts';
import { attributeKinds } from './attributes.ts';
import { conditionsOf } from './criteria.ts';
import { newDetector, saveDetector, type DetectorContext } from './detectors.ts';
import { detectorIdOf } from './finding.ts';
import { changed, nameInHistory, place } from './filters.ts';
import { fitting } from './listing.ts';
import type { Proposal } from './proposal.ts';
import { filterName, proposals, type SuppressionContext } from './suppressions.ts';
import { tablesOf } from './tables.ts';

/** One that is proposed now. Throws `NotFound`. */
export async function proposalNamed(id: string, context: SuppressionContext): Promise<Proposal> {
  const found = (await proposals(context)).proposed.find((one) => one.id === id);
  if (found === undefined)
    throw new Fault('NotFound', {
      en: 'This is not proposed any more: it was accepted or dismissed, or its evidence changed. List the proposals anew.',
      ja: 'この提案はもうありません。採用または却下されたか、根拠が変わりました。一覧を開き直してください。',
    });
  return found;
}

/**
 * Makes the filter that archives what comes, and archives what is open of it now, in the filter's name: `end` takes both
 * back.
 */
export async function accept(
  proposal: Proposal,
  by: string,
  context: GuardDutyContext & DetectorContext,
): Promise<{ filter: string; archived: number }> {
  const { id, account, region } = proposal;
  const detector = detectorIdOf({ account, region });
  const now = context.clock.now().getTime();
  const known = await tablesOf(context.store)
    .selectFrom('guardduty_detectors')
    .select('id')
    .where('id', '=', detector)
    .execute();
  if (known.length === 0) await saveDetector(newDetector({ account, region }, now), context);
  const blank = { detector, name: filterName(id), description: '', action: 'NOOP', rank: 0, criteria: '{}' };
  const filter = await changed(
    { ...blank, version: 1, client_token: '', created_at: now, updated_at: now },
    {
      Description: `Accepted by ${by}: ${proposal.cost.en}`.slice(0, 512),
      Action: 'ARCHIVE',
      FindingCriteria: criteriaOf(proposal),
    },
  );
  await place(filter, undefined, context);
  const ids = await openOnes(proposal, context);
  const { updated } = await update({ ids }, { archived: true }, nameInHistory(filter), context);
  return { filter: filter.name, archived: updated };
}

/** What the filter asks for: this type of this caller. */
const criteriaOf = ({ type, attribute, who }: Proposal): FindingCriteria => ({
  Criterion: { type: { Equals: [type] }, [attribute]: { Equals: [who] } },
});

async function openOnes(proposal: Proposal, context: GuardDutyContext): Promise<string[]> {
  const { account, region } = proposal;
  const scope = { account, region, detector: newDetector({ account, region }, 0) };
  const query = fitting(scope, conditionsOf(criteriaOf(proposal), await attributeKinds()), context.store);
  const rows = await query.select('f.id as id').where('f.archived', '=', 0).limit(10_000).execute();
  return rows.map(({ id }) => id);
}

/** Remembers that somebody did not want this; it comes back when it would hide twice as many findings. */
export async function dismiss(
  { id, findings }: Proposal,
  by: string,
  { store, clock }: SuppressionContext,
): Promise<void> {
  const row = { by, at: clock.now().getTime(), findings };
  await tablesOf(store)
    .insertInto('suppressions_dismissed')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
}

/** Proposes again what somebody dismissed. */
export async function bringBack(id: string, { store }: SuppressionContext): Promise<void> {
  await tablesOf(store).deleteFrom('suppressions_dismissed').where('id', '=', id).execute();
}
