import { Fault, type Text } from '#kernel';
import { peek, unwrap } from '../envelope.ts';
import type { Event } from '../event.ts';
import { at, isList, isObject, jsonText, text, type JsonObject } from '../json-value.ts';
import { resolverExamples } from '../resolver-examples.ts';
import type { Sample, Source } from '../source.ts';
import { isoTime } from '../times.ts';

/** Route 53 Resolver query logs, fields as the Route 53 guide, "Values that appear in Resolver query logs", lists them. */
const route53resolver: Source = {
  name: 'route53resolver',
  title: { en: 'Route 53 Resolver query logs', ja: 'Route 53 Resolver クエリログ' },
  about: {
    en: 'Which machine of a VPC asked for which name, and what it was told. Create a query logging configuration in Route 53 Resolver, with an S3 bucket, and associate it with each VPC.',
    ja: 'VPC のどのマシンがどの名前を問い合わせ、どう応答されたかを記録します。Route 53 Resolver でクエリログ設定を作成して S3 バケットを指定し、各 VPC に関連付けてください。',
  },
  table: 'dns_activity',
  identified: false,
  logsources: [
    { product: 'aws', service: 'route53' },
    { product: 'aws', service: 'route53resolver' },
    { category: 'dns' },
  ],
  recognise,
  framing: () => 'json',
  reader: () => ({
    read: (record, written) => unwrap(record).map((one) => eventOf(one, one === record ? written : undefined)),
  }),
  aliases: {
    record_type: 'query_type',
    QueryName: 'query',
    QueryType: 'query_type',
    QueryResults: 'answer',
    qtype_name: 'query_type',
    rcode_name: 'rcode',
    response_code: 'rcode',
    src_ip: 'srcaddr',
    src_port: 'srcport',
    'dns.question.name': 'query',
    'dns.question.type': 'query_type',
  },
  sqlFields: {
    // The column is in lower case, which would break rules that look for encoded data.
    query: String.raw`replaceRegexpOne(JSONExtractString(raw, 'query_name'), '(.)\\.$', '\\1')`,
    query_type: 'query_type',
    query_class: 'query_class',
    rcode: 'rcode',
    transport: 'transport',
    account_id: 'account',
    region: 'region',
    vpc_id: 'vpc',
    srcaddr: 'src_address',
    firewall_rule_action: 'firewall_action',
    answer: "arrayStringConcat(answers, '\\n')",
    'srcids.instance': 'instance',
  },
  examples: resolverExamples,
};

export default route53resolver;

function recognise({ first }: Sample): number {
  const [found] = peek(first);
  return isObject(found) && 'query_name' in found && 'query_timestamp' in found ? 1 : 0;
}

function eventOf(record: unknown, written?: string): Event {
  if (!isObject(record) || typeof record['query_name'] !== 'string')
    throw unreadable({ en: 'it has no query_name', ja: 'query_name がない' });
  const time = isoTime(text(record['query_timestamp']));
  if (time === undefined)
    throw unreadable({ en: 'its query_timestamp is missing or no time', ja: 'query_timestamp がないか、時刻でない' });
  const name = withoutFinalDot(record['query_name']);
  const answers = answersOf(record['answers']);
  return {
    source: 'route53resolver',
    table: 'dns_activity',
    id: '',
    time,
    fields: { ...record, query: name, answer: answers.join('\n') },
    columns: { ...columnsOf(record), query: name.toLowerCase(), answers, raw: written ?? jsonText(record) },
  };
}

const withoutFinalDot = (name: string): string => (name.length > 1 && name.endsWith('.') ? name.slice(0, -1) : name);

/** Data of the answers; a single answer may stand without its list. */
const answersOf = (answers: unknown): string[] =>
  (isList(answers) ? answers : [answers]).flatMap((answer) => text(at(answer, ['Rdata'])) || []);

function columnsOf(record: JsonObject): Record<string, string | number> {
  const port = Number(text(record['srcport']));
  return {
    account: text(record['account_id']),
    region: text(record['region']),
    vpc: text(record['vpc_id']),
    src_address: text(record['srcaddr']),
    src_port: Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : 0,
    instance: text(at(record, ['srcids', 'instance'])),
    query_type: text(record['query_type']),
    query_class: text(record['query_class']),
    rcode: text(record['rcode']),
    transport: text(record['transport']),
    firewall_action: text(record['firewall_rule_action']),
  };
}

const unreadable = (why: Text): Fault =>
  new Fault('BadInput', {
    en: `This is no Resolver query: ${why.en}. Take the files as Route 53 Resolver delivers them, one query a line.`,
    ja: `Resolver のクエリではありません（${why.ja}）。Route 53 Resolver が配信したままの、1 行に 1 クエリのファイルを使ってください。`,
  });
