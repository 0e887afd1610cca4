import { amount, endpoint, fieldsOf, lineFormat, requestParts, tokensOf, word, type Fields } from '../access-log.ts';
import { albExamples } from '../elb-examples.ts';
import { elbTimes, firstLine, targetOwner } from '../elb-parts.ts';
import type { Event } from '../event.ts';
import { text } from '../json-value.ts';
import type { Source } from '../source.ts';
import { isoTime } from '../times.ts';
import { webAliases, webEvent, webSqlFields } from '../web-event.ts';

/** Fields as the guide for Application Load Balancers, "Access log entries", lists them; spelled as Athena's table has them. */
const format = lineFormat(
  'Application Load Balancer logs',
  18,
  'type time elb client target request_processing_time# target_processing_time# response_processing_time#',
  'elb_status_code# target_status_code# received_bytes# sent_bytes# request user_agent ssl_cipher ssl_protocol',
  'target_group_arn trace_id domain_name chosen_cert_arn matched_rule_priority# request_creation_time',
  'actions_executed redirect_url error_reason target_port_list target_status_code_list classification',
  'classification_reason conn_trace_id transformed_host transformed_uri request_transform_status',
);

const start = /^(?:https?|h2|grpcs?|wss?) \d{4}-\d\d-\d\dT\S+ app\/\S+ /;

const alb: Source = {
  name: 'alb',
  title: { en: 'Application Load Balancer access logs', ja: 'Application Load Balancer アクセスログ' },
  about: {
    en: 'Every request that a load balancer took: from whom, for what, and the answer. Switch on access logs in the attributes of the load balancer, with an S3 bucket.',
    ja: 'ロードバランサーが受けたすべてのリクエストについて、誰が何を求め、どう応答したかを記録します。ロードバランサーの属性でアクセスログを有効にし、S3 バケットを指定してください。',
  },
  table: 'http_activity',
  identified: false,
  logsources: [{ product: 'aws', service: 'alb' }, { category: 'webserver' }, { category: 'proxy' }],
  recognise: (sample) => firstLine(sample, start),
  framing: () => 'lines',
  reader: () => ({ read: (record) => read(text(record)) }),
  aliases: webAliases,
  sqlFields: { ...webSqlFields, elb: 'resource', user_agent: 'agent', elb_status_code: 'status', ssl_protocol: 'tls' },
  examples: albExamples,
};

export default alb;

function read(line: string): readonly Event[] {
  const fields = fieldsOf(tokensOf(line), format);
  const client = endpoint(word(fields, 'client'));
  const request = requestParts(word(fields, 'request'));
  const columns = {
    ...targetOwner(word(fields, 'target_group_arn')),
    resource: word(fields, 'elb'),
    client_address: client.address,
    client_port: client.port,
    ...request,
    host: request.host || word(fields, 'domain_name'),
    status: amount(fields, 'elb_status_code'),
    action: word(fields, 'actions_executed'),
    bytes_in: amount(fields, 'received_bytes'),
    bytes_out: amount(fields, 'sent_bytes'),
    milliseconds: elbTimes(fields),
    agent: word(fields, 'user_agent'),
    tls: word(fields, 'ssl_protocol'),
  };
  return [webEvent({ source: 'alb', time: isoTime(word(fields, 'time')), fields: withParts(fields), columns })];
}

/** Athena's table parts the client and the target into address and port, so people and rules name those. */
function withParts(fields: Fields): Record<string, unknown> {
  const [client, target] = [endpoint(word(fields, 'client')), endpoint(word(fields, 'target'))];
  return {
    ...fields,
    client_ip: client.address,
    client_port: client.port,
    target_ip: target.address,
    target_port: target.port,
  };
}
