import { Fault } from '#kernel';
import { peek, unwrap } from '../envelope.ts';
import type { Event } from '../event.ts';
import { at, isList, isObject, jsonText, text, type JsonObject } from '../json-value.ts';
import type { Sample, Source } from '../source.ts';
import { wafExamples } from '../waf-examples.ts';
import { webAliases, webEvent, webSqlFields } from '../web-event.ts';

/** AWS WAF, fields as its developer guide, "Log fields for protection pack traffic", lists them. */
const waf: Source = {
  name: 'waf',
  title: { en: 'AWS WAF logs', ja: 'AWS WAF ログ' },
  about: {
    en: 'Every request that a web ACL judged, and the rule that decided. Switch on logging of the web ACL, with an S3 bucket whose name begins with aws-waf-logs-.',
    ja: 'ウェブ ACL が判定したすべてのリクエストと、判定したルールを記録します。ウェブ ACL のログ記録を有効にし、名前が aws-waf-logs- で始まる S3 バケットを指定してください。',
  },
  table: 'http_activity',
  identified: false,
  logsources: [{ product: 'aws', service: 'waf' }, { category: 'webserver' }, { category: 'proxy' }],
  recognise,
  framing: () => 'json',
  reader: () => ({
    read: (record, written) => unwrap(record).map((one) => eventOf(one, one === record ? written : undefined)),
  }),
  aliases: webAliases,
  sqlFields: {
    ...webSqlFields,
    action: 'action',
    webaclId: 'resource',
    terminatingRuleId: 'rule',
    'httpRequest.clientIp': 'client_address',
    'httpRequest.country': 'country',
    'httpRequest.uri': 'path',
    'httpRequest.args': 'query',
    'httpRequest.httpMethod': 'method',
  },
  examples: wafExamples,
};

export default waf;

function recognise({ first }: Sample): number {
  const [found] = peek(first);
  return isObject(found) && 'webaclId' in found && isObject(found['httpRequest']) ? 1 : 0;
}

function eventOf(record: unknown, written?: string): Event {
  if (!isObject(record) || !isObject(record['httpRequest'])) throw unreadable();
  const time = record['timestamp'];
  return webEvent({
    source: 'waf',
    time: typeof time === 'number' && Number.isFinite(time) ? time : undefined,
    fields: record,
    columns: { ...requestColumns(record['httpRequest']), ...verdictColumns(record) },
    raw: written ?? jsonText(record),
  });
}

function requestColumns(request: JsonObject): Record<string, string> {
  const headers = headersOf(request['headers']);
  return {
    client_address: text(request['clientIp']),
    country: text(request['country']).replace(/^-$/, ''),
    method: text(request['httpMethod']),
    host: text(request['host']) || (headers.get('host') ?? ''),
    path: text(request['uri']),
    query: text(request['args']),
    agent: headers.get('user-agent') ?? '',
    referer: headers.get('referer') ?? '',
  };
}

function verdictColumns(record: JsonObject): Record<string, string | number> {
  const [, , , region = '', account = ''] = text(record['webaclId']).split(':');
  const [status, size] = [record['responseCodeSent'], record['requestBodySize']];
  return {
    account,
    region,
    resource: text(record['webaclId']),
    action: text(record['action']),
    rule: text(record['terminatingRuleId']),
    status: typeof status === 'number' ? status : 0,
    bytes_in: typeof size === 'number' && Number.isSafeInteger(size) && size > 0 ? size : 0,
  };
}

/** Headers by their name in lower case; of one that comes twice, the first. */
function headersOf(headers: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const header of isList(headers) ? headers : []) {
    const name = text(at(header, ['name'])).toLowerCase();
    if (!found.has(name)) found.set(name, text(at(header, ['value'])));
  }
  return found;
}

const unreadable = (): Fault =>
  new Fault('BadInput', {
    en: 'This is no AWS WAF record: it has no httpRequest. Take the files as AWS WAF delivers them, one request a line.',
    ja: 'httpRequest がなく、AWS WAF のレコードではありません。AWS WAF が配信したままの、1 行に 1 リクエストのファイルを使ってください。',
  });
