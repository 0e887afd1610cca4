import { z } from 'zod';
import { Fault } from '#kernel';
import { tableNames, type TableName } from '#sources';
import { Asked, conditionOf, Time, type Span } from './asking.ts';
import type { EventsContext } from './context.ts';
import { shown } from './properties.ts';
import { spanOf } from './span.ts';
import { united } from './united.ts';
import { WholeEvent, withWhole } from './whole-event.ts';

export const EventSearch = z.strictObject({
  ...Asked.shape,
  limit: z.int().min(1).max(500).default(100),
  whole: z.boolean().default(false).describe('True adds to each event what its log wrote'),
  cursor: z.string().max(400).optional().describe('The `next` of the page before'),
});
export type EventSearch = z.input<typeof EventSearch>;

/** An event as a list shows it; the whole is asked for by table, time, file and position. */
export const EventLine = z.strictObject({
  table: z.enum(tableNames),
  time: Time,
  source: z.string(),
  id: z.string(),
  file: z.string().describe('Identity of the file that delivered it'),
  position: z.number().describe('Line or record in that file, from 1'),
  account: z.string(),
  region: z.string(),
  principal: z.string(),
  service: z.string(),
  action: z.string(),
  resource: z.string(),
  address: z.string(),
  error: z.string(),
  event: WholeEvent.shape.event.optional(),
});
export type EventLine = z.infer<typeof EventLine>;

export const EventPage = z.strictObject({
  from: Time,
  to: Time,
  events: z.array(EventLine).describe('The newest first'),
  next: z.string().optional().describe('Cursor of the page after this one'),
});
export type EventPage = z.infer<typeof EventPage>;

interface Row extends Omit<EventLine, 'time' | 'event'> {
  readonly at: string;
}

/** Events that fit, of every kind together, one page of them. */
export async function searchEvents(asked: z.output<typeof EventSearch>, context: EventsContext): Promise<EventPage> {
  const span = await spanOf(asked, context);
  const page = await rowsOf(asked, span, context);
  const lines = page.slice(0, asked.limit);
  const last = lines.at(-1);
  const events = lines.map(({ at, ...row }) => ({ ...row, time: isoOf(Number(at)), position: Number(row.position) }));
  return {
    from: isoOf(span.from),
    to: isoOf(span.to),
    events: asked.whole ? await withWhole(events, context) : events,
    ...(page.length > asked.limit && last ? { next: cursorAfter(last) } : {}),
  };
}

async function rowsOf(
  asked: z.output<typeof EventSearch>,
  span: Span,
  { lake, limits }: EventsContext,
): Promise<Row[]> {
  const after = asked.cursor === undefined ? undefined : placeOf(asked.cursor);
  const tables = asked.tables ?? tableNames;
  const parts = tables.flatMap((table) => {
    const fits = conditionOf(asked, span, table);
    return fits === undefined ? [] : [{ params: fits.params, sql: selecting(table, fits.sql, after !== undefined) }];
  });
  const whole = united(parts);
  if (whole === undefined) return [];
  return lake.rows<Row>(
    `SELECT * FROM (${whole.sql})
     ORDER BY at DESC, table, file, position LIMIT {limit:UInt32} SETTINGS max_execution_time = ${limits.seconds}`,
    { ...whole.params, ...after, limit: asked.limit + 1 },
  );
}

function selecting(table: TableName, condition: string, further: boolean): string {
  const columns = Object.entries(shown[table]).map(([name, expression]) => `${expression} AS ${name}_shown`);
  const names = Object.keys(shown[table]).map((name) => `toString(${name}_shown) AS ${name}`);
  const place = further
    ? `AND (time < fromUnixTimestamp64Milli({at:Int64}) OR (time = fromUnixTimestamp64Milli({at:Int64})
       AND ('${table}', toString(file), position) > ({table:String}, {file:String}, {position:UInt64})))`
    : '';
  return `SELECT '${table}' AS table, toUnixTimestamp64Milli(time) AS at, toString(source) AS source, id,
      toString(file) AS file, position, toString(account) AS account, toString(region) AS region, ${names.join(', ')}
    FROM (SELECT time, source, id, file, position, account, region, ${columns.join(', ')}
      FROM ${table} WHERE ${condition} ${place}
      ORDER BY time DESC, file, position LIMIT {limit:UInt32})`;
}

const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

const Cursor = z.tuple([z.string(), z.enum(tableNames), z.string(), z.number()]);

const cursorAfter = ({ at, table, file, position }: Row): string =>
  Buffer.from(JSON.stringify([String(at), table, file, Number(position)])).toString('base64url');

function placeOf(cursor: string): { at: string; table: string; file: string; position: number } {
  try {
    const [at, table, file, position] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { at, table, file, position };
  } catch (error) {
    throw new Fault(
      'BadInput',
      {
        en: 'This cursor is none of a page of events. Ask for the first page, without a cursor.',
        ja: 'このカーソルはイベントのページのものではありません。カーソルなしで最初のページから取得してください。',
      },
      {
        cause: error,
      },
    );
  }
}
