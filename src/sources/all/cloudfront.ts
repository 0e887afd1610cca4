import { amount, word, type Fields } from '../access-log.ts';
import { cloudFrontExamples } from '../cloudfront-examples.ts';
import { cloudFrontFields, fullFormat, headerNames, isRow, rowFields } from '../cloudfront-line.ts';
import { unwrap } from '../envelope.ts';
import type { Event } from '../event.ts';
import { isObject, text } from '../json-value.ts';
import { isParquet } from '../parquet-sample.ts';
import type { Reader, Sample, Source } from '../source.ts';
import { isoTime } from '../times.ts';
import { webAliases, webEvent, webSqlFields } from '../web-event.ts';

/** CloudFront standard logs: version 1, and version 2 in its W3C, JSON and Parquet forms. */
const cloudfront: Source = {
  name: 'cloudfront',
  title: { en: 'Amazon CloudFront access logs', ja: 'Amazon CloudFront アクセスログ' },
  about: {
    en: 'Every request that a distribution answered, and whether its cache did. Switch on standard logging in the settings of the distribution, with an S3 bucket.',
    ja: 'ディストリビューションが応答したすべてのリクエストと、キャッシュの利用状況を記録します。ディストリビューションの設定で標準ログを有効にし、S3 バケットを指定してください。',
  },
  table: 'http_activity',
  identified: true,
  logsources: [{ product: 'aws', service: 'cloudfront' }, { category: 'proxy' }, { category: 'webserver' }],
  recognise,
  framing: (sample) => (isParquet(sample) ? 'parquet' : /^\s*[[{]/.test(sample.text) ? 'json' : 'lines'),
  reader: cloudFrontReader,
  aliases: {
    ...webAliases,
    'cs-cookie': 'cs(Cookie)',
  },
  sqlFields: {
    ...webSqlFields,
    'cs(User-Agent)': 'agent',
    'cs(Referer)': 'referer',
    'cs(Host)': 'resource',
    'x-host-header': 'host',
    'x-edge-result-type': 'action',
    'x-edge-request-id': 'id',
    'ssl-protocol': 'tls',
  },
  examples: cloudFrontExamples,
};

export default cloudfront;

function cloudFrontReader(): Reader {
  let names = fullFormat;
  const readOne = (record: unknown): readonly Event[] => {
    if (isObject(record)) return [eventOf(rowFields(record))];
    const line = text(record);
    names = headerNames(line) ?? names;
    return line.startsWith('#') ? [] : [eventOf(cloudFrontFields(line, names))];
  };
  return { read: (record) => unwrap(record).flatMap(readOne) };
}

function recognise(sample: Sample): number {
  if (isObject(sample.first)) return isRow(sample.first) ? 1 : 0;
  const lines = sample.text.split('\n', 6);
  if (lines.some((line) => headerNames(line)?.includes('x-edge-location') === true)) return 1;
  return lines.some(isLine) ? 0.9 : 0;
}

const isLine = (line: string): boolean => /^\d{4}-\d\d-\d\d\t\d\d:\d\d:\d\d\t[A-Z]{3}\d/.test(line);

function eventOf(fields: Fields): Event {
  return webEvent({
    source: 'cloudfront',
    id: word(fields, 'x-edge-request-id'),
    time: timeOf(fields),
    fields,
    columns: {
      resource: word(fields, 'cs(Host)'),
      client_address: word(fields, 'c-ip'),
      client_port: amount(fields, 'c-port'),
      country: word(fields, 'c-country'),
      method: word(fields, 'cs-method'),
      host: word(fields, 'x-host-header'),
      path: word(fields, 'cs-uri-stem'),
      query: word(fields, 'cs-uri-query'),
      status: amount(fields, 'sc-status'),
      action: word(fields, 'x-edge-result-type'),
      bytes_in: amount(fields, 'cs-bytes'),
      bytes_out: amount(fields, 'sc-bytes'),
      milliseconds: Math.round(amount(fields, 'time-taken') * 1_000_000) / 1000,
      agent: word(fields, 'cs(User-Agent)'),
      referer: word(fields, 'cs(Referer)'),
      tls: word(fields, 'ssl-protocol'),
    },
  });
}

/** Version 2 lets one choose among the forms of the time. */
function timeOf(fields: Fields): number | undefined {
  if ('date' in fields) return isoTime(`${word(fields, 'date')}T${word(fields, 'time')}Z`);
  const milliseconds = Number(word(fields, 'timestamp(ms)')) || Number(word(fields, 'timestamp')) * 1000;
  return milliseconds > 0 ? milliseconds : undefined;
}
