import { setImmediate } from 'node:timers/promises';
import type { Lake } from '#lake';
import type { Behaviour } from './behaviour.ts';
import { inOrder, mostPlaces } from './gathered.ts';

/** A span of event time: from (included) to (not included), in milliseconds since 1970 in UTC. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** The lake, and an expression of its SQL that tells one call of `api_activity` from another of its time. */
export interface CallsInLake {
  readonly lake: Lake;
  readonly eventKey: string;
}

/** Everything but services of AWS that act for themselves, in the words of the engine. */
const callers = `principal != '' AND principal_type NOT IN ('AWSService', 'AWSAccount')
  AND event_type NOT IN ('AwsServiceEvent', 'AwsCloudTrailInsight')`;

/**
 * What was done in a span, in the order of time. INVARIANT: the same as `gathered` makes of the same events; `same as`
 * stands beside whatever both must agree about.
 */
export async function behavioursIn({ from, to }: TimeSpan, { lake, eventKey }: CallsInLake): Promise<Behaviour[]> {
  const rows = await lake.rows<Row>(
    `SELECT toUnixTimestamp(toStartOfHour(time)) * 1000 AS hour, account, region, service, action,
       principal_type AS principalType, principal, ${sessionSql} AS session, access_key AS accessKey, address, agent,
       error, ${bucketSql} AS bucket, read_only AS reads, category = 'Data' AS data, ${countsSql(eventKey)}
     FROM api_activity WHERE time >= fromUnixTimestamp64Milli({from:Int64}) AND time < fromUnixTimestamp64Milli({to:Int64})
       AND ${callers}
     GROUP BY hour, account, region, service, action, principalType, principal, session, accessKey, address, agent, error,
       bucket, reads, data`,
    { from, to },
  );
  await setImmediate(); // they were parsed without a pause
  return inOrder(rows.map(behaviourOf));
}

/** Where people and instances were seen in a span: only who, with what key, from where, and whether at the console. */
export async function sightingsIn({ from, to }: TimeSpan, { lake, eventKey }: CallsInLake): Promise<Behaviour[]> {
  const rows = await lake.rows<Row>(
    `SELECT toUnixTimestamp(toStartOfHour(time)) * 1000 AS hour, account, '' AS region, '' AS service,
       if(action = 'ConsoleLogin', action, '') AS action, principal_type AS principalType, principal, ${sessionSql} AS session,
       access_key AS accessKey, address, '' AS agent, if(error = '', '', 'refused') AS error, '' AS bucket, true AS reads,
       false AS data, ${countsSql(eventKey)}
     FROM api_activity WHERE time >= fromUnixTimestamp64Milli({from:Int64}) AND time < fromUnixTimestamp64Milli({to:Int64})
       AND ${callers}
       AND (principal_type IN ('IAMUser', 'Root', 'IdentityCenterUser') OR ${sessionSql} != '') AND NOT endsWith(address, '.amazonaws.com')
     GROUP BY hour, account, action, principalType, principal, session, accessKey, address, error`,
    { from, to },
  );
  return inOrder(rows.map(behaviourOf));
}

/** An event of the lake: its time in milliseconds since 1970 in UTC, and the id that its log gave it. */
export interface EventName {
  readonly time: number;
  readonly id: string;
}

/** What single calls did, by the id of the event; absent are those that are no longer there. */
export async function behavioursAt(events: readonly EventName[], lake: Lake): Promise<Map<string, Behaviour>> {
  const rows = await lake.rows<Row & { id: string }>(
    `SELECT id, toUnixTimestamp(toStartOfHour(time)) * 1000 AS hour, account, region, service, action,
       principal_type AS principalType, principal, ${sessionSql} AS session, access_key AS accessKey, address, agent,
       error, ${bucketSql} AS bucket, read_only AS reads, category = 'Data' AS data,
       toUnixTimestamp64Milli(time) AS first, first AS last, 1 AS calls, [] AS places
     FROM api_activity WHERE time IN (SELECT fromUnixTimestamp64Milli(arrayJoin({times:Array(Int64)}), 'UTC'))
       AND id IN {ids:Array(String)} AND ${callers} LIMIT 1 BY id`,
    { times: events.map(({ time }) => time), ids: events.map(({ id }) => id) },
  );
  return new Map(rows.map(({ id, ...row }) => [id, behaviourOf(row)]));
}

/** Same as `tellingSession`. */
const sessionSql = `if(match(session, '^i-[0-9a-f]{8,17}$') OR position(principal, 'AWSReservedSSO_') > 0 OR position(session, '@') > 0, session, '')`;

/** Same as `bucketOf`. */
const bucketSql = `if(service = 's3.amazonaws.com', splitByChar('/', replaceRegexpOne(resource, '^arn:[^:]*:s3:::', ''))[1], '')`;

const countsSql = (eventKey: string): string =>
  `toUnixTimestamp64Milli(min(time)) AS first, toUnixTimestamp64Milli(max(time)) AS last, count() AS calls,
   groupArraySorted(${mostPlaces})((toUnixTimestamp64Milli(time), ${eventKey})) AS places`;

interface Row extends Omit<Behaviour, 'places' | 'reads' | 'data' | 'first' | 'last'> {
  readonly first: number | string;
  readonly last: number | string;
  readonly reads: boolean | number;
  readonly data: boolean | number;
  readonly places: readonly (readonly [number | string, string])[];
}

const behaviourOf = (row: Row): Behaviour => ({
  ...row,
  hour: Number(row.hour),
  calls: Number(row.calls),
  first: Number(row.first),
  last: Number(row.last),
  reads: Boolean(row.reads),
  data: Boolean(row.data),
  places: row.places.map(([time, key]) => [String(time), key]),
});
