import { z } from 'zod';
import { ownCalls, tableNames, type TableName } from '#sources';
import { columnsOf, propertyNames, texts } from './properties.ts';

/** A time as ISO 8601 text in UTC. */
export const Time = z.iso.datetime();

/** What can be asked of events; `text` is looked for in the whole event. */
export const PropertyOfEvents = z.enum([...propertyNames, 'text']);

/** One restriction: any of the values, none of them, holding one of them, holding none of them; letters in either case. */
export const EventCondition = z.strictObject({
  property: PropertyOfEvents,
  operator: z.enum(['=', '!=', ':', '!:']),
  values: z.array(z.string().min(1).max(2048)).min(1).max(100),
});
export type EventCondition = z.infer<typeof EventCondition>;

/** Which events are meant. Without a time: the day that ends with the newest event. */
export const Asked = z.strictObject({
  from: Time.optional(),
  to: Time.optional(),
  where: z.array(EventCondition).max(50).default([]).describe('Restrictions that all hold'),
  ownReads: z
    .boolean()
    .default(true)
    .describe("False leaves out the calls by which Yagura's own page and clients only read"),
  tables: z.array(z.enum(tableNames)).min(1).optional().describe('Kinds of events; all of them when left out'),
});
export type Asked = z.input<typeof Asked>;

/** A span of time in milliseconds since 1970 in UTC: from the first, up to but without the last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** SQL of Yagura's own with what is filled into it. */
export interface Filled {
  readonly sql: string;
  readonly params: Record<string, unknown>;
}

/** Yagura's own calls that change nothing: they come with every look at the page. */
const ownReading = `(source = '${ownCalls}' AND read_only)`;

/** What is asked of the rows of one table; nothing when no row of it can fit. */
export function conditionOf(
  { where, ownReads }: Pick<z.output<typeof Asked>, 'where' | 'ownReads'>,
  span: Span,
  table: TableName,
): Filled | undefined {
  const params: Record<string, unknown> = { ...span };
  const parts = ['time >= fromUnixTimestamp64Milli({from:Int64}) AND time < fromUnixTimestamp64Milli({to:Int64})'];
  if (!ownReads && table === 'api_activity') parts.push(`NOT ${ownReading}`);
  for (const [index, condition] of where.entries()) {
    const columns = condition.property === 'text' ? texts[table] : columnsOf(condition.property, table);
    const negative = condition.operator.startsWith('!');
    if (columns.length === 0 && !negative) return undefined;
    if (columns.length === 0) continue; // what a log does not say is none of the values
    const part = columns.map((column) => compared(column, condition, `v${index}`)).join(' OR ');
    parts.push(negative ? `NOT (${part})` : `(${part})`);
    params[`v${index}`] = isHolding(condition) ? condition.values : condition.values.map(lower);
  }
  return { sql: parts.join(' AND '), params };
}

/** Text is only ever looked for inside of texts. */
const isHolding = ({ property, operator }: EventCondition): boolean => property === 'text' || operator.endsWith(':');

function compared(column: string, condition: EventCondition, name: string): string {
  const values = `{${name}:Array(String)}`;
  if (isHolding(condition)) return `arrayExists(v -> positionCaseInsensitiveUTF8(${column}, v) > 0, ${values})`;
  return `lowerUTF8(${column}) IN ${values}`;
}

const lower = (text: string): string => text.toLowerCase();
