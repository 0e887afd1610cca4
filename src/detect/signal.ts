import type { Claim } from '#findings';
import type { Lake } from '#lake';
import type { Correlation } from '#sigma';
import { tableNames, type TableName } from '#sources';
import { partsUnder, wantedOf, type Parts } from './wanted-parts.ts';

/**
 * Claims without what nobody reads of them until they are recorded, which is all that stays in memory of an event.
 * Hits that only correlations count, signals, are one event in five, and kept whole they cost an import a third of its
 * time: of them stays what correlations group by and count; the event itself is in its table, where `wholeEvents`
 * finds it. The signal of an event without an id keeps all fields.
 */
export function leanClaims(correlations: readonly Correlation[]): (claim: Claim) => Claim {
  const read = partsRead(correlations);
  return (claim) => {
    const { event } = claim;
    const isWhole = claim.type !== '' || event.id === '';
    const fields = isWhole ? event.fields : partsUnder(event.fields, read.get(claim.rule) ?? none);
    return { ...claim, event: { ...event, fields, columns: {} } };
  };
}

const none: Parts = new Map();

/** For each rule, what a correlation reads of its events. */
function partsRead(correlations: readonly Correlation[]): Map<string, Parts> {
  const read = new Map<string, string[]>();
  for (const correlation of correlations) {
    const names = [...correlation.groupBy, ...correlation.condition.fields];
    const fields = names.flatMap((name) => [name, ...Object.values(correlation.aliases[name] ?? {})]);
    for (const rule of rulesBelow(correlation, correlations)) read.set(rule, [...(read.get(rule) ?? []), ...fields]);
  }
  return new Map([...read].map(([rule, fields]) => [rule, wantedOf(fields)]));
}

/** The rules that a correlation counts, also through the correlations that it names. */
export function rulesBelow(correlation: Correlation, all: readonly Correlation[]): string[] {
  return correlation.rules.flatMap((id) => {
    const inner = all.find((one) => one.id === id);
    return inner === undefined ? [id] : rulesBelow(inner, all);
  });
}

/** A signal as it is kept. */
interface KeptSignal {
  readonly event_table: string;
  readonly event_id: string;
  readonly milliseconds: string;
}

/** The events of signals as their log wrote them (JSON), by id; absent are those that are no longer there, and those without an id. */
export async function wholeEvents(signals: readonly KeptSignal[], lake: Lake): Promise<Map<string, string>> {
  const whole = new Map<string, string>();
  for (const table of tableNames.filter(keepsRaw)) {
    const some = signals.filter(({ event_table }) => event_table === table);
    if (some.length === 0) continue;
    const rows = await lake.rows<{ id: string; raw: string }>(
      `SELECT id, raw FROM ${table}
       WHERE time IN (SELECT fromUnixTimestamp64Milli(arrayJoin({times:Array(Int64)}), 'UTC')) AND id IN {ids:Array(String)}`,
      { times: some.map(({ milliseconds }) => Number(milliseconds)), ids: some.map(({ event_id }) => event_id) },
    );
    for (const { id, raw } of rows) whole.set(id, raw);
  }
  return whole;
}

const keepsRaw = (table: TableName): boolean => table !== 'network_activity';
