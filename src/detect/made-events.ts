import { z } from 'zod';
import { Fault, stableId } from '#kernel';
import type { Source } from '#sources';
import type { Delivered } from './detector.ts';
import { valueIn, type Turn } from './made-values.ts';
import type { Span } from './sheet.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A Tuesday morning: when the events of a test begin unless another time is given. */
const testStart = Date.UTC(2026, 2, 10, 9);

const Line = z.looseObject({
  flows: z.number().int().min(1).max(20_000).optional(),
  queries: z.number().int().min(1).max(20_000).optional(),
  calls: z.number().int().min(1).max(20_000).optional(),
  /** When the first one is, from the beginning of the test: `30m`, `2h`; `-3d` is before it. */
  at: z
    .string()
    .regex(/^-?\d+[smhd]$/)
    .default('0s'),
  /** The span of time over which they lie, evenly. */
  within: z
    .string()
    .regex(/^\d+[smhd]$/)
    .default('10m'),
  /** On how many days before they were there as well, at the same time. */
  days: z.number().int().min(0).max(90).default(0),
});

/** How a line of each kind becomes records of its log. */
const kinds = { flows: flowRecords, queries: queryRecords, calls: callRecords } as const;
const sourceOf = { flows: 'vpcflow', queries: 'route53resolver', calls: 'cloudtrail' } as const;
const kindNames = ['flows', 'queries', 'calls'] as const;

/**
 * The events that the lines of a window's test stand for, read by the sources themselves. A line says how many there
 * are of which log, and gives the fields of that log, where a value may be a pattern (`valueIn`):
 * `{ flows: 100, from: 10.0.1.5, to: 10.0.2.9, port: 1..100, action: REJECT }`. Throws `BadInput`.
 */
export function madeEvents(lines: readonly Fields[], sources: readonly Source[], start = testStart): Delivered[] {
  return lines.flatMap((given, at) => {
    if ('list' in given) return []; // see `madeLists`
    const line = Line.parse(given);
    const kind = kindNames.find((name) => line[name] !== undefined);
    if (kind === undefined)
      throw new Fault('BadInput', `Line ${at + 1} of a test says neither flows nor queries nor calls.`);
    const reader = sources.find(({ name }) => name === sourceOf[kind])?.reader();
    const { flows, queries, calls, at: first, within, days, ...fields } = line;
    const count = flows ?? queries ?? calls ?? 0;
    return turns(count, days).flatMap((turn, index) => {
      const time =
        start + milliseconds(first) - turn.day * day + Math.floor((turn.place * milliseconds(within)) / count);
      return kinds[kind](valuesIn(fields, turn), time, { start, line: at, ...turn }).flatMap((record, part) =>
        (reader?.read(record) ?? []).map((event) => ({
          event,
          file: `test ${start} ${at}`,
          position: index * 2 + part + 1,
        })),
      );
    });
  });
}

/** From the earliest to the latest event of the lines, in milliseconds from the beginning of the test. */
export function extentOf(lines: readonly Fields[]): Span {
  const spans = lines
    .filter((given) => !('list' in given))
    .map((given) => Line.parse(given))
    .map(({ at, days, within }) => ({
      from: milliseconds(at) - days * day,
      to: milliseconds(at) + milliseconds(within),
    }));
  return { from: Math.min(0, ...spans.map(({ from }) => from)), to: Math.max(0, ...spans.map(({ to }) => to)) };
}

const turns = (count: number, days: number): Turn[] =>
  Array.from({ length: days + 1 }, (_, back) => days - back).flatMap((day) =>
    Array.from({ length: count }, (_, place) => ({ place, day })),
  );

const valuesIn = (fields: Fields, turn: Turn): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, pattern]) => [name, valueIn(pattern, turn)]));

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const day = 86_400_000;

const milliseconds = (span: string): number => Number(span.slice(0, -1)) * (units[span.slice(-1)] ?? 0);

const account = '111122223333';

const Flow = z.looseObject({
  from: z.string(),
  to: z.string(),
  port: z.number(),
  'from-port': z.number().optional(),
  seconds: z.number().default(20),
  /** What came back, when something did. */
  answer: z.looseObject({ packets: z.number(), bytes: z.number() }).optional(),
});

/** Where an event stands: in which test, told by its start, in which of its lines, and there. */
interface Made extends Turn {
  readonly start: number;
  readonly line: number;
}

const [firstPort, ports] = [32_768, 28_000];
/** Shares no divisor with `ports`, so that each port comes once before any comes again. */
const stepOfPorts = 4099;

/** The client's port: another for each flow of a line, as systems choose them, and the same wherever a test is put in time. */
function portOf({ line, day, place }: Made): number {
  const first = Number.parseInt(stableId('port', `${line} ${day}`).slice(0, 6), 16);
  return firstPort + ((first + place * stepOfPorts) % ports);
}

function flowRecords(fields: Fields, time: number, made: Made): Fields[] {
  const { from, to, port, seconds, answer, 'from-port': given, ...rest } = Flow.parse(fields);
  const fromPort = given ?? portOf(made);
  const start = Math.floor(time / 1000);
  const own = /^(10|172|192)\./.test(from) ? from : to;
  const shared = {
    'account-id': account,
    region: 'ap-northeast-1',
    'interface-id': `eni-${stableId(own).replaceAll('-', '').slice(0, 17)}`,
    protocol: 6,
    packets: 10,
    bytes: 1200,
    start,
    end: start + seconds,
    action: 'ACCEPT',
    'log-status': 'OK',
    ...rest,
  };
  const there = { ...shared, srcaddr: from, dstaddr: to, srcport: fromPort, dstport: port };
  return answer === undefined
    ? [there]
    : [there, { ...shared, srcaddr: to, dstaddr: from, srcport: port, dstport: fromPort, ...answer }];
}

const Query = z.looseObject({
  name: z.string(),
  from: z.string(),
  type: z.string().default('A'),
  answer: z.string().optional(),
});

function queryRecords(fields: Fields, time: number): Fields[] {
  const { name, from, type, answer, ...rest } = Query.parse(fields);
  const answers = answer === undefined ? [] : [{ Rdata: answer, Type: type, Class: 'IN' }];
  return [
    {
      version: '1.100000',
      account_id: account,
      region: 'ap-northeast-1',
      vpc_id: 'vpc-0aaaaaaaaaaaaaaaa',
      query_timestamp: new Date(time).toISOString(),
      query_name: `${name}.`,
      query_type: type,
      query_class: 'IN',
      rcode: 'NOERROR',
      answers,
      srcaddr: from,
      srcport: '40000',
      transport: 'UDP',
      ...rest,
    },
  ];
}

function callRecords(fields: Fields, time: number, { start, line, day, place }: Made): Fields[] {
  const shared = {
    eventVersion: '1.08',
    eventType: 'AwsApiCall',
    awsRegion: 'ap-northeast-1',
    recipientAccountId: account,
  };
  return [
    {
      ...shared,
      eventID: stableId('test', `${start} ${line} ${day} ${place}`),
      eventTime: new Date(time).toISOString(),
      ...fields,
    },
  ];
}
