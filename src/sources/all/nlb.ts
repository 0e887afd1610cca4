import { amount, endpoint, fieldsOf, lineFormat, tokensOf, word } from '../access-log.ts';
import { networkExamples } from '../elb-examples.ts';
import { firstLine, targetOwner } from '../elb-parts.ts';
import type { Event } from '../event.ts';
import { text } from '../json-value.ts';
import type { Source } from '../source.ts';
import { isoTime } from '../times.ts';
import { webAliases, webEvent, webSqlFields } from '../web-event.ts';

/** Fields as the guide for Network Load Balancers, "Access log entries", lists them. Only TLS listeners write them. */
const format = lineFormat(
  'Network Load Balancer logs',
  18,
  'type version time elb listener client destination connection_time# tls_handshake_time# received_bytes# sent_bytes#',
  'incoming_tls_alert chosen_cert_arn chosen_cert_serial tls_cipher tls_protocol_version tls_named_group domain_name',
  'alpn_fe_protocol alpn_be_protocol alpn_client_preference_list tls_connection_creation_time',
);

const start = /^tls \d\.\d \d{4}-\d\d-\d\dT\S+ net\/\S+ /;

const nlb: Source = {
  name: 'nlb',
  title: { en: 'Network Load Balancer TLS access logs', ja: 'Network Load Balancer TLS アクセスログ' },
  about: {
    en: 'Every TLS connection that a network load balancer ended: from whom, for which name, and how long. Switch on access logs in the attributes of the load balancer; only TLS listeners write them.',
    ja: 'ネットワークロードバランサーが終端した TLS 接続について、接続元、ドメイン名、時間を記録します。ロードバランサーの属性でアクセスログを有効にしてください。記録するのは TLS リスナーだけです。',
  },
  table: 'http_activity',
  identified: false,
  logsources: [{ product: 'aws', service: 'nlb' }, { category: 'proxy' }],
  recognise: (sample) => firstLine(sample, start),
  framing: () => 'lines',
  reader: () => ({ read: (record) => read(text(record)) }),
  aliases: webAliases,
  sqlFields: { ...webSqlFields, elb: 'resource', domain_name: 'host', tls_protocol_version: 'tls' },
  examples: networkExamples,
};

export default nlb;

function read(line: string): readonly Event[] {
  const fields = fieldsOf(tokensOf(line), format);
  const client = endpoint(word(fields, 'client'));
  const columns = {
    ...targetOwner(word(fields, 'chosen_cert_arn')),
    resource: word(fields, 'elb'),
    client_address: client.address,
    client_port: client.port,
    host: word(fields, 'domain_name'),
    bytes_in: amount(fields, 'received_bytes'),
    bytes_out: amount(fields, 'sent_bytes'),
    milliseconds: amount(fields, 'connection_time'),
    tls: word(fields, 'tls_protocol_version'),
  };
  const own = { ...fields, client_ip: client.address, client_port: client.port };
  return [webEvent({ source: 'nlb', time: isoTime(word(fields, 'time')), fields: own, columns })];
}
