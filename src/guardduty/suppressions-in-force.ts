import { findingOf } from '#findings';
import { attributeKinds } from './attributes.ts';
import { conditionsOf, type Condition } from './criteria.ts';
import type { Place } from './finding.ts';
import { actionOf, conditionsOfFilter, criteriaOf } from './filters.ts';
import { fitting } from './listing.ts';
import type { Suppression } from './suppression.ts';
import { exampleOf, filterPrefix, span, type SuppressionContext } from './suppressions.ts';
import { tablesOf, type FilterRow } from './tables.ts';

/** Nobody reads more; each is counted over a month of findings. */
const most = 200;

/** Every filter of every detector with what it hides, those that archive first. */
export async function suppressions(context: SuppressionContext): Promise<Suppression[]> {
  const rows = await tablesOf(context.store)
    .selectFrom('guardduty_filters as l')
    .innerJoin('guardduty_detectors as d', 'd.id', 'l.detector')
    .selectAll('l')
    .select(['d.account as account', 'd.region as region'])
    .where('d.deleted', '=', 0)
    .orderBy('l.action')
    .orderBy('l.created_at', 'desc')
    .limit(most)
    .execute();
  const found: Suppression[] = [];
  for (const row of rows) found.push(await suppressionOf(row, context));
  return found;
}

async function suppressionOf(row: FilterRow & Place, context: SuppressionContext): Promise<Suppression> {
  const { account, region } = row;
  const everyAccount = account === context.homeAccount;
  return {
    filter: row.name,
    account,
    region,
    everyAccount,
    description: row.description,
    archives: actionOf(row) === 'ARCHIVE',
    proposed: row.name.startsWith(filterPrefix),
    createdAt: new Date(Number(row.created_at)).toISOString(),
    conditions: await conditionsTold(row),
    ...(await hidden(row, context)),
  };
}

async function conditionsTold(row: FilterRow): Promise<Suppression['conditions']> {
  const criteria = criteriaOf(row);
  const names = Object.keys(criteria.Criterion ?? {});
  return conditionsOf(criteria, await attributeKinds()).flatMap(({ kind, tests }, place) =>
    tests.map(({ comparison, operands }) => ({
      attribute: names[place] ?? '',
      comparison,
      values: operands.map((operand) => told(operand, kind)),
    })),
  );
}

const told = (operand: string | number, kind: Condition['kind']): string =>
  kind === 'time' && typeof operand === 'number' && Number.isFinite(operand)
    ? new Date(operand).toISOString()
    : String(operand);

/** What fits the filter of the last days: how many, how many of them were attacks, and the newest. */
async function hidden(
  row: FilterRow & Place,
  context: SuppressionContext,
): Promise<Pick<Suppression, 'findings' | 'confirmed' | 'examples'>> {
  const since = context.clock.now().getTime() - span * 86_400_000;
  const query = (await covered(row, context)).where('f.last_seen', '>=', since);
  const counts = await query
    .select(({ fn }) => ['f.verdict as verdict', fn.countAll<number>().as('count')])
    .groupBy('f.verdict')
    .execute();
  const newest = await query.selectAll('f').orderBy('f.last_seen', 'desc').limit(5).execute();
  return {
    findings: counts.reduce((sum, { count }) => sum + Number(count), 0),
    confirmed: Number(counts.find(({ verdict }) => verdict === 'true')?.count ?? 0),
    examples: newest.map((one) => exampleOf(findingOf(one))),
  };
}

/** The findings that a filter is about: of its account, or of every one when it is Yagura's own. */
export async function covered(row: FilterRow & Place, { store, homeAccount }: SuppressionContext) {
  const { account, region } = row;
  const scope = { region, account: account === homeAccount ? undefined : account };
  return fitting(scope, await conditionsOfFilter(row), store);
}
