import type { Caller } from '#aws';
import type { Lake } from '#lake';
import { touchedName, touchedType } from './touched.ts';

/** One event as `LookupEvents` needs it. */
export interface Found {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly id: string;
  readonly service: string;
  readonly action: string;
  readonly read_only: boolean;
  readonly access_key: string;
  readonly user: string;
  readonly raw: string;
}

/** What is looked for. Times are milliseconds since 1970, both included. */
export interface Lookup {
  readonly attributes: readonly { readonly key: AttributeKey; readonly value: string }[];
  readonly insights: boolean;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** The last event of the page before. */
  readonly after?: { readonly at: number; readonly id: string } | undefined;
  readonly most: number;
}

/** A session is told by its own name, as CloudTrail tells it. */
const user = `if(session != '', session, user_name)`;

/** Every key of `LookupAttributes`: the condition that an event fulfils; `value` names the query's parameter. */
const conditions = {
  EventId: (value: string) => `id = {${value}:String}`,
  EventName: (value: string) => `action = {${value}:String}`,
  EventSource: (value: string) => `service = {${value}:String}`,
  ReadOnly: (value: string) => `read_only = ({${value}:String} = 'true')`,
  Username: (value: string) => `${user} = {${value}:String}`,
  AccessKeyId: (value: string) => `access_key = {${value}:String}`,
  ResourceName: touchedName,
  ResourceType: touchedType,
} as const;
export type AttributeKey = keyof typeof conditions;
export const isAttributeKey = (key: string): key is AttributeKey => Object.hasOwn(conditions, key);

/** The newest events first: of every account for who may see all, of the own one for a member. */
export async function lookup(wanted: Lookup, caller: Caller, lake: Lake): Promise<Found[]> {
  const where = wheres(wanted, caller);
  const named = wanted.attributes.map(({ value }, index) => [`value${index}`, value] as const);
  const times = { from: known(wanted.from), to: known(wanted.to), at: known(wanted.after?.at) };
  const params = { ...Object.fromEntries(named), ...times, account: caller.account, after: wanted.after?.id ?? '' };
  // Few columns find the events; only of those found the text is read.
  const keys = `SELECT time, id FROM api_activity WHERE ${where.join(' AND ')} ORDER BY time DESC, id DESC LIMIT ${wanted.most}`;
  return lake.rows<Found>(
    `SELECT toUnixTimestamp64Milli(time) AS at, id, service, action, read_only, access_key, ${user} AS user, raw
     FROM api_activity WHERE (time, id) IN (${keys}) ORDER BY time DESC, id DESC LIMIT 1 BY time, id`,
    params,
  );
}

const moment = (name: string): string => `fromUnixTimestamp64Milli({${name}:Int64}, 'UTC')`;

/** A time that the engine can hold: it knows the years from 1900 to 2299. */
const known = (time = 0): number => Math.min(Math.max(time, Date.UTC(1900)), Date.UTC(2299));

function wheres({ attributes, insights, from, to, after }: Lookup, { role }: Caller): string[] {
  const looked = attributes.map(({ key, value }, index) => `(${conditions[key](`value${index}`, value)})`);
  return [
    `source IN ('cloudtrail', 'yagura')`,
    insights ? `category = 'Insight'` : `category NOT IN ('Insight', 'Data', 'NetworkActivity')`,
    role === 'member' ? 'account = {account:String}' : '1',
    from === undefined ? '1' : `time >= ${moment('from')}`,
    to === undefined ? '1' : `time <= ${moment('to')}`,
    // The first half lets the engine pass over what is later without reading it.
    after === undefined ? '1' : `time <= ${moment('at')} AND (time, id) < (${moment('at')}, {after:String})`,
    ...looked,
  ];
}
