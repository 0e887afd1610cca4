import { innerJson } from './inner-json.ts';
import { isList, isObject } from './json-value.ts';

/**
 * What AWS services and tools wrap around records, taken off: lists of records, messages of CloudWatch Logs
 * (subscriptions, exports, `filter-log-events`, answers of Logs Insights), EventBridge, `lookup-events`, and what
 * collectors carry records in.
 * What has no wrapping comes back as it is.
 * The content of a message is its JSON value, or its text when it is none.
 */
export function unwrap(record: unknown): readonly unknown[] {
  if (isList(record)) return unwrapList(record);
  if (!isObject(record)) return [record];
  for (const key of lists) {
    const list = record[key];
    if (isList(list)) return list.flatMap(unwrap);
  }
  if (typeof record['CloudTrailEvent'] === 'string') return [parsed(record['CloudTrailEvent'])];
  if (isObject(record['detail']) && typeof record['detail-type'] === 'string') return [record['detail']];
  if (isMessage(record)) return contentOf(record.message);
  const carried = carriedIn(record);
  return carried === undefined ? [record] : unwrap(carried);
}

/** A list of records, files of which were put into one; or one event of Logs Insights, as a list of its fields. */
const unwrapList = (records: readonly unknown[]): readonly unknown[] =>
  isAnswer(records) ? unwrap(answered(records)) : records.flatMap(unwrap);

/** The same of a record by which a file is recognised: nothing when the message inside is damaged, and so tells nothing. */
export function peek(record: unknown): readonly unknown[] {
  try {
    return unwrap(record);
  } catch {
    return [];
  }
}

const lists = ['Records', 'Events', 'events', 'logEvents', 'Messages', 'results'] as const;

interface Answered {
  readonly field: string;
  readonly value: unknown;
}

const isAnswer = (record: readonly unknown[]): record is readonly Answered[] =>
  record.length > 0 && record.every((one) => isObject(one) && typeof one['field'] === 'string' && 'value' in one);

const answered = (fields: readonly Answered[]): object =>
  Object.fromEntries(fields.map(({ field, value }) => [field, value]));

/**
 * Where collectors put the record that they carry: `_raw` Splunk, `_source` Elasticsearch, `@message` Logs Insights,
 * `event.original` Filebeat and Logstash, `log` Fluent Bit, `message` Vector; `event`, `record` and `result` many scripts;
 * `Message` SNS, `Body` and `body` SQS. No AWS log has a field of one of these names.
 */
const carriers = [
  'event',
  'original',
  '_raw',
  '_source',
  '@message',
  'raw',
  'log',
  'record',
  'result',
  'message',
  'Message',
  'Body',
  'body',
] as const;

function carriedIn(record: Readonly<Record<string, unknown>>): unknown {
  for (const key of carriers) {
    const value = record[key];
    if (isObject(value)) return value;
    if (typeof value === 'string' && /^\s*\{/.test(value)) return parsed(value);
  }
  return undefined;
}

/** Firehose writes flow logs as messages alone. */
const isMessage = (record: Readonly<Record<string, unknown>>): record is { message: string } =>
  typeof record['message'] === 'string' &&
  ('timestamp' in record || 'ingestionTime' in record || Object.keys(record).length === 1);

function contentOf(message: string): readonly unknown[] {
  if (message.startsWith('CWL CONTROL MESSAGE')) return []; // CloudWatch Logs tries whether anybody listens
  return [/^\s*\{/.test(message) ? parsed(message) : message];
}

const parsed = (json: string): unknown =>
  innerJson(json, {
    en: 'The message inside of this record is not valid JSON: it was cut off, as some tools do with long messages. Export it again in full.',
    ja: 'このレコードの中のメッセージは途中で切れており、正しい JSON ではありません（長いメッセージを切り詰めるツールがあります）。全体を書き出し直してください。',
  });
