import { z } from 'zod';
import { ruleToSql, type Rule } from '#sigma';
import { tables, type Cell, type Event, type Source } from '#sources';

const prefix = 'field:';

/** What to select of the rows of a source, so that `rowEvent` can make events of them again. */
export const rowColumns = ({ sqlFields }: Source): string =>
  [
    '*',
    'toString(toUnixTimestamp64Milli(time)) AS milliseconds',
    ...Object.entries(sqlFields).map(([name, expression]) => `${expression} AS \`${prefix}${name}\``),
  ].join(', ');

/** Whether a rule matches the event of a row, in SQL: every field counts where the table keeps events whole. */
export const conditionOf = (rule: Rule, { table, sqlFields, aliases }: Source): string =>
  ruleToSql(rule, {
    sqlFields,
    aliases,
    ...(tables[table].some(({ name }) => name === 'raw') ? { raw: 'raw' } : {}),
  });

/** The event that a row of the lake was, with the fields of its log. */
export function rowEvent(row: Readonly<Record<string, Cell>>, { name, table }: Source): Event {
  const entries = Object.entries(row);
  const fields = entries
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), value] as const);
  return {
    source: name,
    table,
    id: '',
    time: Number(row['milliseconds']),
    fields: Object.fromEntries(fields),
    columns: Object.fromEntries(entries.filter(([key]) => !key.startsWith(prefix))),
  };
}

/** The same with its id and all the fields that its log wrote, for the logs that are kept whole: as it streamed in. */
export function storedEvent(row: Readonly<Record<string, Cell>>, source: Source): Event {
  const event = rowEvent(row, source);
  const { raw, id } = row;
  const fields = typeof raw === 'string' && raw !== '' ? Fields.safeParse(JSON.parse(raw)).data : undefined;
  return { ...event, id: typeof id === 'string' ? id : '', fields: fields ?? event.fields };
}

const Fields = z.record(z.string(), z.unknown());
