import { amount, requestParts, word } from '../access-log.ts';
import { firstLine } from '../elb-parts.ts';
import type { Event } from '../event.ts';
import { text } from '../json-value.ts';
import { s3AccessExamples } from '../s3-examples.ts';
import { s3Fields } from '../s3-line.ts';
import type { Source } from '../source.ts';
import { webServerTime } from '../times.ts';
import { webAliases, webEvent, webSqlFields } from '../web-event.ts';

/** The start of a line: owner, bucket, time, address, requester, request, operation. */
const start = /^(?:\S+) \S+ \[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] \S+ \S+ \S+ [A-Z][A-Z0-9_.]+ /;

const s3access: Source = {
  name: 's3access',
  title: { en: 'Amazon S3 server access logs', ja: 'Amazon S3 サーバーアクセスログ' },
  about: {
    en: 'Every request to a bucket, also those without sign-in: who, which object, and the answer. Switch on server access logging in the properties of the bucket; lines come within hours and may be missing.',
    ja: 'バケットへのすべてのリクエスト（匿名を含む）について、誰がどのオブジェクトを求め、どう応答したかを記録します。バケットのプロパティでサーバーアクセスログを有効にしてください。配信は数時間以内で、欠けることもあります。',
  },
  table: 'http_activity',
  identified: false,
  logsources: [
    { product: 'aws', service: 's3access' },
    { product: 'aws', service: 's3' },
  ],
  recognise: (sample) => firstLine(sample, start),
  framing: () => 'lines',
  reader: () => ({ read: (record) => read(text(record)) }),
  aliases: {
    ...webAliases,
    remote_ip: 'remoteip',
    request_uri: 'requesturi',
    http_status: 'httpstatus',
    error_code: 'errorcode',
    user_agent: 'useragent',
    bucket_name: 'bucket',
    bucket_owner: 'bucketowner',
    referer: 'referrer',
  },
  sqlFields: {
    ...webSqlFields,
    bucket: 'resource',
    remoteip: 'client_address',
    requester: 'principal',
    operation: 'method',
    key: 'path',
    httpstatus: 'status',
    useragent: 'agent',
    referrer: 'referer',
    hostheader: 'host',
    tlsVersion: 'tls',
  },
  examples: s3AccessExamples,
};

export default s3access;

function read(line: string): readonly Event[] {
  const fields = s3Fields(line);
  const columns = {
    resource: word(fields, 'bucket'),
    principal: word(fields, 'requester'),
    client_address: word(fields, 'remoteip'),
    method: word(fields, 'operation'),
    host: word(fields, 'hostheader'),
    path: word(fields, 'key'),
    query: requestParts(word(fields, 'requesturi')).query,
    status: amount(fields, 'httpstatus'),
    action: word(fields, 'errorcode'),
    bytes_out: amount(fields, 'bytessent'),
    milliseconds: amount(fields, 'totaltime'),
    agent: word(fields, 'useragent'),
    referer: word(fields, 'referrer'),
    tls: word(fields, 'tlsVersion'),
  };
  return [webEvent({ source: 's3access', time: webServerTime(word(fields, 'time')), fields, columns })];
}
