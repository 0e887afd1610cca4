import { levels, type Level } from '#attack';
import { speaksOfStranger } from '#detect';
import { findingOf, type Finding } from '#findings';
import { stableId, type Text } from '#kernel';
import { z } from 'zod';
import type { GuardDutyContext } from './context.ts';
import { filtersOf } from './filters.ts';
import { detectorIdOf, type Place } from './finding.ts';
import { everyFinding } from './listing.ts';
import type { Proposal } from './proposal.ts';
import { tablesOf } from './tables.ts';

export type SuppressionContext = Pick<GuardDutyContext, 'store' | 'lake' | 'clock' | 'homeAccount'>;

const day = 86_400_000;
const span = 30;

/** What comes back on fewer days is no habit; what people judged harmless so often needs no more days. */
const [leastDays, leastJudged] = [5, 3];

/** More findings than the newest of a month nobody has judged one by one. */
const mostFindings = 20_000;

/**
 * What comes back and seems harmless, the most findings first. Nothing that says that a stranger is at work, no attack
 * sequence, nothing critical, and nothing of which anybody confirmed a finding. INVARIANT: a proposal changes nothing.
 */
export async function proposals(context: SuppressionContext): Promise<Proposal[]> {
  const since = context.clock.now().getTime() - span * day;
  const groups = groupsOf((await recent(since, context)).filter(isHarmless));
  const days = await daysOf([...groups.values()].flat(), since, context);
  const found = [...groups.values()].flatMap((group) => proposalOf(group, days) ?? []);
  const [dismissed, filtered] = [await dismissals(context), await filterNames(found, context)];
  return found
    .filter(({ id, findings }) => !filtered.has(filterName(id)) && findings >= 2 * (dismissed.get(id) ?? 0))
    .toSorted((a, b) => b.findings - a.findings || b.events - a.events || (a.id < b.id ? -1 : 1));
}

/** The name of the filter that an accepted proposal becomes. */
export const filterName = (id: string): string => `harmless-${id.slice(0, 16)}`;

/** A finding, where it belongs, and by what a filter can tell whose it is. */
interface Seen {
  readonly finding: Finding;
  readonly place: Place;
  readonly attribute: string;
  readonly who: string;
}

/** By which attribute a filter tells who acted, the best first. */
const tellingAttributes = [
  'resource.accessKeyDetails.userName',
  'resource.instanceDetails.instanceId',
  'resource.accessKeyDetails.principalId',
];

const Attributes = z.record(z.string(), z.array(z.union([z.string(), z.number()])));

async function recent(since: number, { store }: SuppressionContext): Promise<Seen[]> {
  const rows = await everyFinding(store)
    .selectAll('f')
    .select(['g.account as place_account', 'g.region as place_region', 'd.attributes as attributes'])
    .where('f.last_seen', '>=', since)
    .orderBy('f.last_seen', 'desc')
    .limit(mostFindings)
    .execute();
  return rows.flatMap(({ place_account: account, place_region: region, attributes, ...row }): Seen[] => {
    const values = Attributes.catch({}).parse(JSON.parse(attributes ?? '{}'));
    const attribute = tellingAttributes.find((name) => values[name.toLowerCase()]?.length === 1);
    if (attribute === undefined) return [];
    const who = String(values[attribute.toLowerCase()]?.[0] ?? '');
    return who === '' ? [] : [{ finding: findingOf(row), place: { account, region }, attribute, who }];
  });
}

const isHarmless = ({ finding: { type, severity, rule } }: Seen): boolean =>
  severity !== 'critical' &&
  !type.startsWith('AttackSequence:') &&
  !speaksOfStranger(type) &&
  !rule.startsWith('sample');

function groupsOf(seen: readonly Seen[]): Map<string, Seen[]> {
  const groups = new Map<string, Seen[]>();
  for (const one of seen) groups.set(idOf(one), [...(groups.get(idOf(one)) ?? []), one]);
  return groups;
}

const idOf = ({ finding: { type }, place, attribute, who }: Seen): string =>
  stableId('suppression', type, place.account, place.region, attribute, who);

/** On which days each finding was seen, as days since 1970. */
async function daysOf(
  seen: readonly Seen[],
  since: number,
  { lake }: SuppressionContext,
): Promise<Map<string, readonly number[]>> {
  const rows = await lake.rows<{ finding: string; days: number[] }>(
    `SELECT finding, groupUniqArray(toUInt32(intDiv(toUnixTimestamp(time), 86400))) AS days FROM occurrences
     WHERE time >= fromUnixTimestamp64Milli({since:Int64}) AND finding IN (SELECT arrayJoin({ids:Array(String)}))
     GROUP BY finding`,
    { since, ids: seen.map(({ finding }) => finding.id) },
  );
  return new Map(rows.map(({ finding, days }) => [finding, days.map(Number)]));
}

function proposalOf(group: readonly Seen[], daysBy: ReadonlyMap<string, readonly number[]>): Proposal | undefined {
  const [newest] = group;
  if (newest === undefined) return undefined;
  const { finding, place, attribute, who } = newest;
  const days = new Set(group.flatMap((one) => daysBy.get(one.finding.id) ?? [])).size;
  const judged = (verdict: string): number => group.filter((one) => one.finding.verdict?.is === verdict).length;
  const verdicts = { true: judged('true'), benign: judged('benign'), false: judged('false') };
  const harmless = verdicts.benign + verdicts.false;
  if (verdicts.true > 0 || (days < leastDays && harmless < leastJudged)) return undefined;
  const events = group.reduce((sum, one) => sum + one.finding.count, 0);
  return {
    id: idOf(newest),
    type: finding.type,
    title: finding.title,
    severity: worstOf(group),
    ...place,
    who,
    attribute,
    findings: group.length,
    events,
    days,
    verdicts,
    examples: group.slice(0, 5).map((one) => one.finding.id),
    why: whySaid({ who, days, harmless }),
    cost: costSaid({ findings: group.length, events }),
  };
}

const worstOf = (group: readonly Seen[]): Level =>
  levels[Math.max(...group.map(({ finding }) => levels.indexOf(finding.severity)))] ?? 'low';

const whySaid = ({ who, days, harmless }: { who: string; days: number; harmless: number }): Text => ({
  en: `${who} does this on ${days} of the last ${span} days, nobody confirmed one, and people judged ${harmless} harmless or wrongly found.`,
  ja: `${who} は直近 ${span} 日のうち ${days} 日にこれを行っています。攻撃と確認されたものはなく、${harmless} 件が無害または誤検知と判定されています。`,
});

const costSaid = ({ findings, events }: { findings: number; events: number }): Text => ({
  en: `Hides ${findings} findings (${events} events) of the last ${span} days, 0 of them confirmed.`,
  ja: `直近 ${span} 日の検出結果 ${findings} 件（イベント ${events} 件）が非表示になります。うち攻撃と確認されたものは 0 件です。`,
});

/** How many findings each dismissed proposal would have hidden then. */
async function dismissals({ store }: SuppressionContext): Promise<Map<string, number>> {
  const rows = await tablesOf(store).selectFrom('suppressions_dismissed').select(['id', 'findings']).execute();
  return new Map(rows.map(({ id, findings }) => [id, Number(findings)]));
}

async function filterNames(found: readonly Proposal[], context: SuppressionContext): Promise<Set<string>> {
  const detectors = new Set(found.map(({ account, region }) => detectorIdOf({ account, region })));
  const filters = await Promise.all([...detectors].map((detector) => filtersOf(detector, context)));
  return new Set(filters.flat().map(({ name }) => name));
}
