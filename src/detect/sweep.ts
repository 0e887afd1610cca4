import { record } from '#findings';
import { matchedFields, ruleToSql, type Rule } from '#sigma';
import type { Cell, Event, Source } from '#sources';
import { claimOf } from './claims.ts';
import type { DetectorParts } from './open-detector.ts';

/** Rows that a bulk import put into the lake. */
interface Imported {
  readonly table: Source['table'];
  readonly source: string;
  readonly file: string;
}

/** A rule that matches more lines of one file than this is about a log and not about an attack. */
const mostMatches = 10_000;

/** Judges rows that never were events here: the rules of their source, as conditions of the engine. */
export async function sweep(imported: Imported, parts: DetectorParts): Promise<void> {
  const source = parts.judge.sources.find(({ name }) => name === imported.source);
  if (source === undefined) return;
  for (const rule of parts.judge.set.rulesOf(imported.source))
    await sweepRule(rule, { source, file: imported.file }, parts);
}

async function sweepRule(
  rule: Rule,
  { source, file }: { source: Source; file: string },
  parts: DetectorParts,
): Promise<void> {
  const claimed = parts.judge.book.claimed(rule.id);
  if (claimed === undefined) return;
  const condition = ruleToSql(rule, { sqlFields: source.sqlFields, aliases: source.aliases });
  const fields = Object.entries(source.sqlFields).map(([name, expression]) => `${expression} AS \`field:${name}\``);
  const rows = await parts.lake.rows<Record<string, Cell>>(
    `SELECT *, toString(toUnixTimestamp64Milli(time)) AS milliseconds, ${fields.join(', ')}
     FROM ${source.table} WHERE file = {file:String} AND ${condition} ORDER BY position LIMIT ${mostMatches}`,
    { file },
  );
  const events = rows.map((row) => ({ event: eventOf(row, source), file, position: Number(row['position']) }));
  await record(
    events.map((delivered) => claimOf(claimed, delivered, matchedFields(rule, delivered.event.fields, source.aliases))),
    parts,
  );
}

const prefix = 'field:';

function eventOf(row: Readonly<Record<string, Cell>>, { name, table }: Source): Event {
  const entries = Object.entries(row);
  const fields = entries
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), value]);
  return {
    source: name,
    table,
    id: '',
    time: Number(row['milliseconds']),
    fields: Object.fromEntries(fields),
    columns: Object.fromEntries(entries.filter(([key]) => !key.startsWith(prefix))),
  };
}
