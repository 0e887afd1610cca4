import type { Claim } from '#findings';
import type { Lake } from '#lake';
import type { Correlation } from '#sigma';
import { tableNames, type TableName } from '#sources';

/**
 * Signals without what nobody reads of them: hits that only correlations count are one event in five, and kept whole
 * they cost an import a third of its time. What correlations group by and count stays; the event itself is in its
 * table, where `wholeEvents` finds it. An event without an id stays whole.
 */
export function leanSignals(correlations: readonly Correlation[]): (claim: Claim) => Claim {
  const read = fieldsRead(correlations);
  return (claim) => {
    if (claim.type !== '' || claim.event.id === '') return claim;
    const kept = read.get(claim.rule) ?? new Set<string>();
    const fields = Object.entries(claim.event.fields).filter(([name]) => kept.has(name));
    return { ...claim, event: { ...claim.event, fields: Object.fromEntries(fields) } };
  };
}

/** For each rule, the keys of its events under which something may lie that a correlation reads. */
function fieldsRead(correlations: readonly Correlation[]): Map<string, Set<string>> {
  const read = new Map<string, Set<string>>();
  for (const correlation of correlations) {
    const names = [...correlation.groupBy, ...correlation.condition.fields];
    const fields = names.flatMap((name) => [name, ...Object.values(correlation.aliases[name] ?? {})]);
    for (const rule of rulesBelow(correlation, correlations)) {
      const kept = read.get(rule) ?? new Set();
      for (const key of fields.flatMap(keysTo)) kept.add(key);
      read.set(rule, kept);
    }
  }
  return read;
}

/** The keys under which `a.b` may begin: `a`, and `a.b` where a key holds dots itself. */
const keysTo = (field: string): string[] =>
  field.split('.').map((_, index, parts) => parts.slice(0, index + 1).join('.'));

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
