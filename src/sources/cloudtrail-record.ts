import { Fault, stableId, type Text } from '#kernel';
import { callerOf } from './cloudtrail-identity.ts';
import { mainResource } from './cloudtrail-resource.ts';
import type { Cell, Event } from './event.ts';
import { at, isObject, jsonText, text, type JsonObject } from './json-value.ts';
import { isoTime } from './times.ts';

/** The event of one CloudTrail record. `written` is its JSON when it is at hand. Throws `BadInput`. */
export function cloudTrailEvent(record: unknown, written?: string): Event {
  if (!isObject(record)) throw unreadable({ en: 'it is no JSON object', ja: 'JSON オブジェクトでない' });
  check(record);
  const raw = written ?? jsonText(record);
  return {
    source: 'cloudtrail',
    table: 'api_activity',
    id: text(record['eventID']) || stableId(jsonText(record)),
    time: timeOf(record),
    fields: record,
    columns: columnsOf(record, raw),
  };
}

/** Fields that must hold text where they are present. */
const texts = [
  'eventName',
  'eventTime',
  'eventSource',
  'awsRegion',
  'eventID',
  'sourceIPAddress',
  'errorCode',
  'eventType',
];

function check(record: JsonObject): void {
  for (const name of texts) {
    const value = record[name];
    if (value !== undefined && value !== null && typeof value !== 'string')
      throw unreadable({ en: `${name} is no text`, ja: `${name} が文字列でない` });
  }
  const identity = record['userIdentity'];
  if (identity !== undefined && identity !== null && !isObject(identity))
    throw unreadable({ en: 'userIdentity is no object', ja: 'userIdentity がオブジェクトでない' });
  if (actionOf(record) === '') throw unreadable({ en: 'it has no eventName', ja: 'eventName がない' });
}

function unreadable(why: Text): Fault {
  return new Fault('BadInput', {
    en: `This is no CloudTrail event: ${why.en}. Take the files as CloudTrail delivers them, or one event a line with CloudTrail's own field names.`,
    ja: `CloudTrail のイベントではありません（${why.ja}）。CloudTrail が配信したままのファイルか、CloudTrail の項目名のまま 1 行に 1 イベントを書いたファイルを使ってください。`,
  });
}

/** Logstash moves the time to `@timestamp`. */
function timeOf(record: JsonObject): number {
  const time = isoTime(text(record['eventTime'] ?? record['@timestamp']));
  if (time === undefined)
    throw unreadable({
      en: 'its eventTime is missing or no time such as 2026-01-31T09:30:00Z',
      ja: 'eventTime がないか、2026-01-31T09:30:00Z のような時刻でない',
    });
  return time;
}

/** An Insights event names the call it is about one level deeper. */
const actionOf = (record: JsonObject): string =>
  text(record['eventName']) || text(at(record['insightDetails'], ['eventName']));
const serviceOf = (record: JsonObject): string =>
  text(record['eventSource']) || text(at(record['insightDetails'], ['eventSource']));

// One literal and no spreading: this runs for every event, and spreading cost more than all the rest of it.
function columnsOf(record: JsonObject, raw: string): Record<string, Cell> {
  const action = actionOf(record);
  const caller = callerOf(isObject(record['userIdentity']) ? record['userIdentity'] : nobody);
  return {
    account: text(record['recipientAccountId']) || caller.account,
    region: text(record['awsRegion']),
    service: serviceOf(record),
    action,
    principal_type: caller.type,
    principal: caller.principal,
    principal_account: caller.account,
    user_name: caller.userName,
    session: caller.session,
    session_arn: caller.sessionArn,
    access_key: caller.accessKey,
    issued_key: issuedKey(record['responseElements']),
    address: text(record['sourceIPAddress']),
    agent: text(record['userAgent']),
    error: text(record['errorCode']) || failure(record, action),
    error_message: text(record['errorMessage']),
    read_only: readOnly(record['readOnly'], action),
    mfa: caller.mfa || signInMfa(record),
    resource: mainResource(record),
    event_type: text(record['eventType']),
    category: text(record['eventCategory']) || (record['managementEvent'] === true ? 'Management' : ''),
    raw,
  };
}

const nobody: JsonObject = {};

/** Where the answers of calls hold the access key that they hand out. */
const keyPaths: readonly (readonly [string, string])[] = [
  ['credentials', 'accessKeyId'],
  ['accessKey', 'accessKeyId'],
  ['roleCredentials', 'accessKeyId'],
];

function issuedKey(response: unknown): string {
  if (!isObject(response)) return '';
  for (const path of keyPaths) if (path[0] in response) return wholeKey(text(at(response, path)));
  return '';
}

/** A masked key (`AKIA****`) says nothing: thousands of strangers' keys look the same. */
const wholeKey = (key: string): string => (/^\w+$/.test(key) ? key : '');

/** Sign-in events have no errorCode: they answer `{"ConsoleLogin": "Failure"}`. */
const failure = (record: JsonObject, action: string): string =>
  isObject(record['responseElements']) && record['responseElements'][action] === 'Failure' ? 'Failure' : '';

const readsOnly = /^(?:Get|List|Describe|Head|Lookup|Search|Select|Query|Scan|BatchGet|Check|Simulate|Validate|Verify)/;

/** Records before version 1.02 and those of some services do not say; then the operation's verb tells. */
function readOnly(said: unknown, action: string): boolean {
  if (said === true || said === 'true') return true;
  return said === false || said === 'false' ? false : readsOnly.test(action);
}

/** Sign-in events say it beside the identity. */
function signInMfa(record: JsonObject): string {
  const used = text(at(record['additionalEventData'], usedMfa));
  return used === '' ? '' : String(used === 'Yes');
}

const usedMfa = ['MFAUsed'];
