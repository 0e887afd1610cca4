import { record } from '#findings';
import { matchedFields, ruleToSql, type Rule } from '#sigma';
import type { Cell, Source } from '#sources';
import { claimOf } from './claims.ts';
import type { Imported } from './detector.ts';
import type { DetectorParts } from './open-detector.ts';
import { rowColumns, rowEvent } from './row-event.ts';

/** A rule that matches more lines of one file, or of one load, than this is about a log and not about an attack. */
const [mostOfFile, mostMatches] = [10_000, 50_000];

/** Judges rows that never were events here: the rules of their source, as conditions of the engine. */
export async function sweep(imported: Imported, parts: DetectorParts): Promise<void> {
  const source = parts.judge.sources.find(({ name }) => name === imported.source);
  if (source === undefined) return;
  for (const rule of parts.judge.set.rulesOf(imported.source)) await sweepRule(rule, { source, imported }, parts);
}

async function sweepRule(
  rule: Rule,
  { source, imported }: { source: Source; imported: Imported },
  parts: DetectorParts,
): Promise<void> {
  const claimed = parts.judge.book.claimed(rule.id);
  if (claimed === undefined) return;
  const condition = ruleToSql(rule, { sqlFields: source.sqlFields, aliases: source.aliases });
  const rows = await parts.lake.rows<Record<string, Cell>>(
    `SELECT ${rowColumns(source)}
     FROM ${source.table}
     WHERE time BETWEEN fromUnixTimestamp64Milli({from:Int64}) AND fromUnixTimestamp64Milli({to:Int64})
       AND file IN {files:Array(String)} AND ${condition}
     ORDER BY file, position LIMIT ${mostOfFile} BY file LIMIT ${mostMatches}`,
    { files: [...imported.files], from: imported.from, to: imported.to },
  );
  const events = rows.map((row) => ({
    event: rowEvent(row, source),
    file: text(row['file']),
    position: Number(row['position']),
  }));
  await record(
    events.map((delivered) => claimOf(claimed, delivered, matchedFields(rule, delivered.event.fields, source.aliases))),
    parts,
  );
}

const text = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '');
