import { levels, type Level } from '#attack';
import { speaksOfStranger } from '#detect';
import { findingOf, isSequence, type Finding } from '#findings';
import { grouped, stableId, type Text } from '#kernel';
import { z } from 'zod';
import type { GuardDutyContext } from './context.ts';
import { filtersOf } from './filters.ts';
import { detectorIdOf, type Place } from './finding.ts';
import { everyFinding } from './listing.ts';
import type { Dismissed, Example, Proposal } from './proposal.ts';
import { tablesOf, type DismissedRow } from './tables.ts';

export type SuppressionContext = Pick<GuardDutyContext, 'store' | 'lake' | 'clock' | 'homeAccount'>;

const day = 86_400_000;
/** Days that proposals look back. */
export const span = 30;

/** What comes back on fewer days is no habit; what people judged harmless so often needs no more days. */
const [leastDays, leastJudged] = [5, 3];

/** More findings than the newest of a month nobody has judged one by one. */
const mostFindings = 20_000;

/**
 * What comes back and seems harmless, the most findings first, apart from what somebody dismissed. Nothing that says that
 * a stranger is at work, no attack sequence, nothing critical, and nothing of which anybody confirmed a finding.
 * INVARIANT: a proposal changes nothing.
 */
export async function proposals(
  context: SuppressionContext,
): Promise<{ proposed: Proposal[]; dismissed: Dismissed[] }> {
  // Today is one of the days that are counted.
  const since = (Math.floor(context.clock.now().getTime() / day) + 1 - span) * day;
  const groups = grouped((await recent(since, context)).filter(isHarmless), idOf);
  const days = await daysOf([...groups.values()].flat(), since, context);
  const found = [...groups.values()].flatMap((group) => proposalOf(group, days) ?? []);
  const [dismissals, filtered] = [await dismissalsById(context), await filterNames(found, context)];
  const open = found
    .filter(({ id }) => !filtered.has(filterName(id)))
    .toSorted((a, b) => b.findings - a.findings || b.events - a.events || (a.id < b.id ? -1 : 1));
  const isDismissed = ({ id, findings }: Proposal): boolean => findings < 2 * (dismissals.get(id)?.findings ?? 0);
  return {
    proposed: open.filter((one) => !isDismissed(one)),
    dismissed: open.filter(isDismissed).map((one) => ({ ...one, ...madeBy(dismissals.get(one.id)) })),
  };
}

const madeBy = (row: DismissedRow | undefined): Pick<Dismissed, 'by' | 'at'> => ({
  by: row?.by ?? '',
  at: new Date(Number(row?.at ?? 0)).toISOString(),
});

/** The name of the filter that an accepted proposal becomes. */
export const filterName = (id: string): string => `${filterPrefix}${id.slice(0, 16)}`;
export const filterPrefix = 'harmless-';

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
  severity !== 'critical' && !isSequence(type) && !speaksOfStranger(type) && !rule.startsWith('sample');

const idOf = ({ finding: { type }, place, attribute, who }: Seen): string =>
  stableId('suppression', type, place.account, place.region, attribute, who);

/** How many events each finding had on each day, as days since 1970. */
type Days = ReadonlyMap<string, readonly DayOf[]>;

interface DayOf {
  readonly day: number;
  readonly events: number;
}

async function daysOf(seen: readonly Seen[], since: number, { lake }: SuppressionContext): Promise<Days> {
  const rows = await lake.rows<{ finding: string; day: number; events: number }>(
    `SELECT finding, toUInt32(intDiv(toUnixTimestamp(time), 86400)) AS day, toUInt32(count()) AS events FROM occurrences
     WHERE time >= fromUnixTimestamp64Milli({since:Int64}) AND finding IN (SELECT arrayJoin({ids:Array(String)}))
     GROUP BY finding, day`,
    { since, ids: seen.map(({ finding }) => finding.id) },
  );
  return grouped(
    rows.map((row) => ({ ...row, day: Number(row.day), events: Number(row.events) })),
    ({ finding }) => finding,
  );
}

function proposalOf(group: readonly Seen[], daysBy: Days): Proposal | undefined {
  const [newest] = group;
  if (newest === undefined) return undefined;
  const { finding, place, attribute, who } = newest;
  const byDay = added(group.flatMap((one) => daysBy.get(one.finding.id) ?? []));
  const days = byDay.length;
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
    byDay,
    verdicts,
    examples: group.slice(0, 5).map((one) => exampleOf(one.finding)),
    why: whySaid({ who, days, harmless }),
    cost: costSaid({ findings: group.length, events }),
  };
}

function added(days: readonly DayOf[]): Proposal['byDay'] {
  const counts = new Map<number, number>();
  for (const { day: at, events } of days) counts.set(at, (counts.get(at) ?? 0) + events);
  return [...counts]
    .toSorted(([a], [b]) => a - b)
    .map(([at, count]) => ({ day: new Date(at * day).toISOString().slice(0, 10), count }));
}

export const exampleOf = ({ id, principal, resource, lastSeen, count, archived, verdict }: Finding): Example => ({
  id,
  principal,
  resource,
  lastSeen,
  count,
  archived,
  ...(verdict === undefined ? {} : { verdict: verdict.is }),
});

const worstOf = (group: readonly Seen[]): Level =>
  levels[Math.max(...group.map(({ finding }) => levels.indexOf(finding.severity)))] ?? 'low';

const whySaid = ({ who, days, harmless }: { who: string; days: number; harmless: number }): Text => ({
  en: `${who} does this on ${days} of the last ${span} days, nobody confirmed one, and people judged ${harmless === 0 ? 'none yet' : `${harmless} harmless or wrongly found`}.`,
  ja: `${who} は直近 ${span} 日のうち ${days} 日にこれを行っています。攻撃と確認されたものはなく、${harmless === 0 ? 'まだ誰も判定していません' : `${harmless} 件が「問題なし」か「誤検出」と判定されています`}。`,
});

const costSaid = ({ findings, events }: { findings: number; events: number }): Text => ({
  en: `Hides ${findings} ${findings === 1 ? 'finding' : 'findings'} (${events} ${events === 1 ? 'event' : 'events'}) of the last ${span} days, 0 of them confirmed.`,
  ja: `直近 ${span} 日の検出結果 ${findings} 件（イベント ${events} 件）が非表示になります。うち攻撃と確認されたものは 0 件です。`,
});

async function dismissalsById({ store }: SuppressionContext): Promise<Map<string, DismissedRow>> {
  const rows = await tablesOf(store).selectFrom('suppressions_dismissed').selectAll().execute();
  return new Map(rows.map((row) => [row.id, row]));
}

async function filterNames(found: readonly Proposal[], context: SuppressionContext): Promise<Set<string>> {
  const detectors = new Set(found.map(({ account, region }) => detectorIdOf({ account, region })));
  const filters = await Promise.all([...detectors].map((detector) => filtersOf(detector, context)));
  return new Set(filters.flat().map(({ name }) => name));
}
