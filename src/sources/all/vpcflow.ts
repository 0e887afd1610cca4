import { peek, unwrap } from '../envelope.ts';
import type { Event } from '../event.ts';
import { vpcFlowExamples } from '../vpcflow-examples.ts';
import { extraNames, namedFields, type FlowField } from '../flow-fields.ts';
import { formatOf, headerOf, lineEvent, rowEvent } from '../flow-format.ts';
import { FlowLines } from '../flow-lines.ts';
import { isObject, jsonText } from '../json-value.ts';
import { isParquet } from '../parquet-sample.ts';
import type { Reader, Sample, Source } from '../source.ts';

/** VPC Flow Logs (and those of Transit Gateways, whose header names most of the same fields). */
const vpcflow: Source = {
  name: 'vpcflow',
  title: { en: 'VPC Flow Logs', ja: 'VPC フローログ' },
  about: {
    en: 'Which address talked to which, on which port, how much, and whether it was let through. Create a flow log for each VPC that delivers to an S3 bucket, and add tcp-flags, pkt-srcaddr and flow-direction to its format.',
    ja: 'どのアドレスがどのアドレスのどのポートと、どれだけ通信し、許可されたかを記録します。VPC ごとに S3 バケットへ配信するフローログを作成し、形式に tcp-flags、pkt-srcaddr、flow-direction を加えてください。',
  },
  table: 'network_activity',
  identified: false,
  logsources: [{ product: 'aws', service: 'vpcflow' }, { category: 'network' }, { category: 'firewall' }],
  recognise,
  framing: (sample) => (isParquet(sample) ? 'parquet' : /^\s*[[{]/.test(sample.text) ? 'json' : 'lines'),
  reader: flowReader,
  aliases: { ...spellings(), ...taxonomy() },
  sqlFields: sqlFields(),
  columnReader: (head) => new FlowLines(head),
  examples: vpcFlowExamples,
};

export default vpcflow;

function flowReader(): Reader {
  let format: readonly FlowField[] | undefined;
  const readOne = (record: unknown): readonly Event[] => {
    if (isObject(record)) return [rowEvent(record)];
    const line = typeof record === 'string' ? record : jsonText(record);
    const header = headerOf(line);
    format = header ?? format;
    return header === undefined && line.trim() !== '' ? [lineEvent(line, format)] : [];
  };
  return { read: (record) => unwrap(record).flatMap(readOne) };
}

function recognise(sample: Sample): number {
  if (isObject(sample.first)) return likenessOfRow(sample.first);
  if (isParquet(sample)) return 0.1;
  return formatOf(sample) === undefined ? likenessOfLines(sample.text) : 1;
}

/** Columns that tell a flow record from a DNS query, which has a srcaddr too. */
function likenessOfRow(row: Readonly<Record<string, unknown>>): number {
  const [first] = peek(row);
  if (typeof first === 'string') return formatOf({ text: first }) === undefined ? 0 : 0.9;
  const names = isObject(first) ? Object.keys(first).map((name) => name.toLowerCase()) : [];
  return names.includes('srcaddr') && names.includes('dstaddr') && names.includes('start') ? 0.9 : 0;
}

/** The first line may be noise; then the next ones tell. */
const likenessOfLines = (text: string): number =>
  text
    .split('\n', 6)
    .slice(1)
    .some((line) => formatOf({ text: line }) !== undefined)
    ? 0.7
    : 0;

/** Every field as query engines (`flow_direction`) and other tools (`flowDirection`) spell it. */
function spellings(): Record<string, string> {
  const names = [...namedFields.map(({ name }) => name), ...extraNames].filter((name) => name.includes('-'));
  return Object.fromEntries(
    names.flatMap((name) => [
      [name.replaceAll('-', '_'), name],
      [camel(name), name],
    ]),
  );
}

function camel(name: string): string {
  return name.replaceAll(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

/** Names of Sigma's taxonomy for networks, and of Panther. */
function taxonomy(): Record<string, string> {
  return {
    src_ip: 'srcaddr',
    dst_ip: 'dstaddr',
    src_port: 'srcport',
    dst_port: 'dstport',
    srcAddr: 'srcaddr',
    dstAddr: 'dstaddr',
    srcPort: 'srcport',
    dstPort: 'dstport',
    subNetId: 'subnet-id',
    status: 'log-status',
    proto: 'protocol',
  };
}

function sqlFields(): Record<string, string> {
  const columns = namedFields.map((field) => [field.name, field.column ?? `extra['${field.name}']`] as const);
  const extra = extraNames.map((name) => [name, `extra['${name}']`] as const);
  const own = [
    ['start', 'toUnixTimestamp(time)'],
    ['end', 'toUnixTimestamp(end_time)'],
  ] as const;
  return Object.fromEntries([...columns, ...extra, ...own]);
}
