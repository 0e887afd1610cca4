import { z } from 'zod';
import type { Cell, Lake, LakeTable } from '#lake';
import { text, word } from './columns.ts';
import type { Span } from './sheet.ts';

/** What CloudTrail told of network interfaces: whose they are. The newest row of an interface counts. */
export const machines: LakeTable = {
  name: 'network_interfaces',
  columns: [
    { name: 'time', type: "DateTime64(3, 'UTC')" },
    text('interface'),
    ...['account', 'region'].map(word),
    ...['address', 'instance', 'function', 'about'].map(text),
    { name: 'version', type: 'UInt64' },
  ],
  orderBy: ['interface', 'instance', 'function', 'time'],
  time: 'time',
  newest: 'version',
};

/** Whose an interface is, as far as it is known. */
export interface Machine {
  readonly interface: string;
  readonly instance: string;
  readonly function: string;
}

interface CallRow {
  readonly milliseconds: number;
  readonly account: string;
  readonly region: string;
  readonly action: string;
  readonly raw: string;
}

const telling = ['RunInstances', 'CreateNetworkInterface', 'AttachNetworkInterface'];

/**
 * Learns from the calls of a span which interfaces belong to what. Returns those that were not known, or all that the
 * span tells of where it may have been learnt from before (`again`).
 */
export async function learnMachines({ from, to }: Span, lake: Lake, again = false): Promise<string[]> {
  const calls = await lake.rows<CallRow>(
    `SELECT toUnixTimestamp64Milli(time) AS milliseconds, account, region, action, raw FROM api_activity
     WHERE time >= fromUnixTimestamp64Milli({from:Int64}) AND time <= fromUnixTimestamp64Milli({to:Int64})
     AND action IN {telling:Array(String)} AND error = '' ORDER BY time`,
    { from, to, telling },
  );
  const told = calls.flatMap((call) => toldBy(call));
  if (told.length === 0) return [];
  const known = await machinesOf(
    told.map((one) => one.interface),
    lake,
  );
  const fresh = told.filter(({ interface: name, instance, function: lambda }) => {
    const before = known.get(name);
    return (
      before === undefined ||
      (instance !== '' && before.instance !== instance) ||
      (lambda !== '' && before.function !== lambda)
    );
  });
  await lake.append(
    machines,
    fresh.map((one) => ({ ...one })),
  );
  return [...new Set((again ? told : fresh).map((one) => one.interface))];
}

/** Whose these interfaces are. */
export async function machinesOf(interfaces: readonly string[], lake: Lake): Promise<Map<string, Machine>> {
  const wanted = [...new Set(interfaces)].filter((name) => name !== '');
  if (wanted.length === 0) return new Map();
  const rows = await lake.rows<Machine>(
    `SELECT interface, argMaxIf(instance, time, instance != '') AS instance, argMaxIf(function, time, function != '') AS function
     FROM network_interfaces WHERE interface IN {wanted:Array(String)} GROUP BY interface`,
    { wanted },
  );
  return new Map(rows.map((row) => [row.interface, row]));
}

interface Told extends Readonly<Record<string, Cell>> {
  readonly interface: string;
  readonly instance: string;
  readonly function: string;
}

const Interface = z.object({
  networkInterfaceId: z.string(),
  privateIpAddress: z.string().catch(''),
  description: z.string().catch(''),
});
const Items = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item).catch([]) }).catch({ items: [] });
const Made = z.object({ networkInterface: Interface });
/** INVARIANT: tried after `Made`, for an answer without instances is one of none. */
const Launched = z.object({
  instancesSet: Items(z.object({ instanceId: z.string(), networkInterfaceSet: Items(Interface) })),
});

/** How each call tells whose interfaces are: what EC2 answers, and for an attachment what was asked. */
const Call = z.object({
  requestParameters: z.object({ networkInterfaceId: z.string(), instanceId: z.string() }).optional().catch(undefined),
  responseElements: z.union([Made, Launched]).optional().catch(undefined),
});

function toldBy({ milliseconds, account, region, action, raw }: CallRow): Told[] {
  const { requestParameters: asked, responseElements: answer } = Call.parse(JSON.parse(raw));
  const shared = {
    time: milliseconds,
    account,
    region,
    version: milliseconds,
    address: '',
    instance: '',
    function: '',
    about: '',
  };
  if (action === 'AttachNetworkInterface' && asked)
    return [{ ...shared, interface: asked.networkInterfaceId, instance: asked.instanceId }];
  if (answer === undefined) return [];
  const made = (one: z.infer<typeof Interface>, instance: string): Told => ({
    ...shared,
    interface: one.networkInterfaceId,
    address: one.privateIpAddress,
    about: one.description,
    instance,
    function: functionOf(one.description),
  });
  if ('networkInterface' in answer) return [made(answer.networkInterface, '')];
  return answer.instancesSet.items.flatMap(({ instanceId, networkInterfaceSet }) =>
    networkInterfaceSet.items.map((one) => made(one, instanceId)),
  );
}

/** Lambda calls its interfaces `AWS Lambda VPC ENI-<function>-<id>`. */
const functionOf = (about: string): string =>
  /^AWS Lambda VPC ENI-(.+)-[0-9a-f]{8}-[0-9a-f-]{27}$/.exec(about)?.[1] ??
  /^AWS Lambda VPC ENI-(.+)$/.exec(about)?.[1] ??
  '';
