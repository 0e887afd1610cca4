import { amount, endpoint, fieldsOf, lineFormat, requestParts, tokensOf, word } from '../access-log.ts';
import { classicExamples } from '../elb-examples.ts';
import { elbTimes, firstLine } from '../elb-parts.ts';
import type { Event } from '../event.ts';
import { text } from '../json-value.ts';
import type { Source } from '../source.ts';
import { isoTime } from '../times.ts';
import { webAliases, webEvent, webSqlFields } from '../web-event.ts';

/** Fields as the guide for Classic Load Balancers, "Access log entries", lists them. */
const format = lineFormat(
  'Classic Load Balancer logs',
  12,
  'time elb client backend request_processing_time# target_processing_time# response_processing_time#',
  'elb_status_code# backend_status_code# received_bytes# sent_bytes# request user_agent ssl_cipher ssl_protocol',
);

const start = /^\d{4}-\d\d-\d\dT\S+Z \S+ \S+:\d+ \S+ -?[\d.]+ -?[\d.]+ -?[\d.]+ /;

const elb: Source = {
  name: 'elb',
  title: { en: 'Classic Load Balancer access logs', ja: 'Classic Load Balancer アクセスログ' },
  about: {
    en: 'Every request or connection that a classic load balancer took. Switch on access logs in the attributes of the load balancer, with an S3 bucket.',
    ja: 'クラシックロードバランサーが受けたリクエストや接続を記録します。ロードバランサーの属性でアクセスログを有効にし、S3 バケットを指定してください。',
  },
  table: 'http_activity',
  identified: false,
  logsources: [{ product: 'aws', service: 'elb' }, { category: 'webserver' }, { category: 'proxy' }],
  recognise: (sample) => firstLine(sample, start),
  framing: () => 'lines',
  reader: () => ({ read: (record) => read(text(record)) }),
  aliases: webAliases,
  sqlFields: { ...webSqlFields, elb: 'resource', user_agent: 'agent', elb_status_code: 'status', ssl_protocol: 'tls' },
  examples: classicExamples,
};

export default elb;

function read(line: string): readonly Event[] {
  const fields = fieldsOf(tokensOf(line), format);
  const client = endpoint(word(fields, 'client'));
  const request = requestParts(word(fields, 'request').replace(/^- - -? ?$/, '')); // TCP listeners have no request
  const columns = {
    resource: word(fields, 'elb'),
    client_address: client.address,
    client_port: client.port,
    ...request,
    status: amount(fields, 'elb_status_code'),
    bytes_in: amount(fields, 'received_bytes'),
    bytes_out: amount(fields, 'sent_bytes'),
    milliseconds: elbTimes(fields),
    agent: word(fields, 'user_agent'),
    tls: word(fields, 'ssl_protocol'),
  };
  const own = { ...fields, client_ip: client.address, client_port: client.port };
  return [webEvent({ source: 'elb', time: isoTime(word(fields, 'time')), fields: own, columns })];
}
