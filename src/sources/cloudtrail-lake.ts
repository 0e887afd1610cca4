import { innerJson } from './inner-json.ts';
import { isList, isObject, text, type JsonObject } from './json-value.ts';
import { structOf } from './lake-struct.ts';

/**
 * A row of a CloudTrail Lake export (CSV of a query, or a row of `get-query-results`) as the record that it was:
 * from its eventJson column when it has one, else column by column. Anything else comes back as it is.
 */
export function fromLake(row: unknown): unknown {
  const joined: unknown = isList(row) && row.every(isCell) ? Object.assign({}, ...row) : row;
  if (!isObject(joined)) return joined;
  const eventJson = joined['eventJson'] ?? joined['eventjson'];
  if (typeof eventJson === 'string' && eventJson !== '') return parsed(eventJson);
  return isRow(joined) ? recordOf(joined) : joined;
}

/** `get-query-results` writes a row as a list of its columns. */
const isCell = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 1;

/** A row has texts alone, and its columns in lower case or its times without a T. */
function isRow(joined: JsonObject): boolean {
  if (!('eventname' in joined) && !text(joined['eventTime']).includes(' ')) return false;
  return Object.values(joined).every((value) => typeof value === 'string' || value === null);
}

const parsed = (json: string): unknown =>
  innerJson(json, {
    en: 'The eventJson column of this row is not valid JSON: it was cut off. Export the query again, or copy the trail to S3 instead.',
    ja: 'この行の eventJson 列は途中で切れており、正しい JSON ではありません。クエリの結果を書き出し直すか、証跡を S3 に配信してそれを取り込んでください。',
  });

function recordOf(row: JsonObject): JsonObject {
  const fields: [string, unknown][] = [];
  for (const [column, value] of Object.entries(row)) {
    if (typeof value !== 'string' || value === '' || value === 'null') continue;
    const name = columns.get(column.toLowerCase()) ?? column;
    fields.push([name, convert(name, value)]);
  }
  return Object.fromEntries(fields);
}

const truths = new Set(['readOnly', 'managementEvent']);

function convert(name: string, value: string): unknown {
  if (truths.has(name)) return value === 'true';
  if (name === 'eventTime') return value.endsWith('Z') ? value : `${value.replace(' ', 'T').replace(/\.0+$/, '')}Z`;
  return /^[[{]/.test(value) ? structOf(value) : value;
}

/** Columns of an event data store by their name in lower case, as SQL engines write them. */
const columns: ReadonlyMap<string, string> = new Map(
  [
    'eventVersion userIdentity eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode',
    'errorMessage requestParameters responseElements additionalEventData requestID eventID readOnly resources',
    'eventType apiVersion managementEvent recipientAccountId sharedEventID annotation vpcEndpointId',
    'vpcEndpointAccountId serviceEventDetails addendum edgeDeviceDetails insightDetails eventCategory tlsDetails',
    'sessionCredentialFromConsole',
  ]
    .flatMap((line) => line.split(' '))
    .map((name) => [name.toLowerCase(), name]),
);
