import { cloudTrailExamples } from '../cloudtrail-examples.ts';
import { fromLake } from '../cloudtrail-lake.ts';
import { cloudTrailEvent } from '../cloudtrail-record.ts';
import { unwrap } from '../envelope.ts';
import type { Event } from '../event.ts';
import { isObject } from '../json-value.ts';
import { isOwnCall } from '../own-calls.ts';
import type { Sample, Source } from '../source.ts';

/**
 * AWS CloudTrail. Fields as the CloudTrail User Guide, "CloudTrail record contents", names them.
 * Read from delivery files, JSON in any layout, `lookup-events`, EventBridge, CloudWatch Logs and exports of Lake.
 */
const cloudtrail: Source = {
  name: 'cloudtrail',
  title: { en: 'AWS CloudTrail', ja: 'AWS CloudTrail' },
  about: {
    en: 'Who called which AWS API, from where, and what came of it. Create a trail for all Regions that delivers to an S3 bucket, and add data events for buckets that matter.',
    ja: '誰がどこから AWS のどの API を呼び、結果がどうだったかを記録します。全リージョン対象の証跡を作成して S3 バケットに配信し、重要なバケットにはデータイベントも追加してください。',
  },
  table: 'api_activity',
  identified: true,
  logsources: [{ product: 'aws', service: 'cloudtrail' }],
  recognise: (sample) => (isCsv(sample) ? 0.9 : likeness(sample)),
  framing: (sample) => (isCsv(sample) ? 'csv' : 'json'),
  skips: (sample) =>
    isDigest(sample.first)
      ? 'This is a CloudTrail digest: it lists the log files of an hour for validation and holds no events. It was left out.'
      : undefined,
  reader: () => ({ read }),
  aliases: {},
  sqlFields: {
    // An Insights event names its call one level deeper than these fields.
    eventSource: "if(event_type = 'AwsCloudTrailInsight', '', service)",
    eventName: "if(event_type = 'AwsCloudTrailInsight', '', action)",
    awsRegion: 'region',
    sourceIPAddress: 'address',
    userAgent: 'agent',
    errorCode: "if(error = 'Failure', '', error)",
    errorMessage: 'error_message',
    eventType: 'event_type',
    'userIdentity.type': 'principal_type',
    'userIdentity.accessKeyId': 'access_key',
  },
  examples: cloudTrailExamples,
};

export default cloudtrail;

function read(record: unknown, text?: string): readonly Event[] {
  const row = fromLake(record);
  if (row === undefined || isDigest(row)) return [];
  return unwrap(row).map((one) => cloudTrailEvent(one, one === record ? text : undefined));
}

/** Fields that nearly every record has, and no other log has more than one of. */
const marks = [
  'eventVersion',
  'eventTime',
  'eventSource',
  'eventName',
  'eventID',
  'awsRegion',
  'userIdentity',
  'insightDetails',
];

function likeness(sample: Sample): number {
  if (sample.first === undefined) return likenessOfText(sample.text);
  if (isDigest(sample.first)) return 0.9;
  const found = firstOf(sample.first);
  if (!isObject(found)) return 0;
  const count = marks.filter((mark) => mark in found).length;
  return count >= 4 ? (isOwnCall(found) ? 0.9 : 1) : count >= 2 ? 0.6 : 0;
}

function firstOf(record: unknown): unknown {
  try {
    return unwrap(fromLake(record))[0];
  } catch {
    return undefined; // a damaged message tells nothing
  }
}

/** The first record may be longer than the sample, or there may be none. */
const likenessOfText = (text: string): number =>
  /"eventSource\\?"\s*:/.test(text) && /"eventName\\?"\s*:/.test(text)
    ? 0.6
    : /^\s*\{\s*"Records"\s*:\s*\[/.test(text)
      ? 0.3
      : 0;

function isCsv({ text }: Sample): boolean {
  const header = /^[^\n]*/.exec(text)?.[0].toLowerCase() ?? '';
  if (/[[{]/.test(header)) return false;
  return (
    /\beventjson\b/.test(header) ||
    (/\beventname\b/.test(header) && /\beventtime\b/.test(header) && header.includes(','))
  );
}

const isDigest = (record: unknown): boolean =>
  isObject(record) && 'digestStartTime' in record && Array.isArray(record['logFiles']);
