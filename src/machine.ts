// What the command line of this machine does with people, keys, policies and operations.
import type { Call, Callable } from '#aws';
import type { Machine } from '#cli';
import { Fault, randomId, sentenceOf, type Clock, type Config } from '#kernel';
import { orgOperations, thisMachine, type Org } from '#org';
import { everyOperation, openPlatform, openRecords } from './compose.ts';
import { dataInUse } from './data-in-use.ts';
import { callRunning, runningServer } from './running-server.ts';

/**
 * Any operation, of the server that has the data folder open, or in this process when none has: the engine of the
 * lake lets only one process in.
 */
export async function openOperations(config: Config, clock: Clock): Promise<Machine> {
  const running = await runningServer(config.data);
  if (running !== undefined) {
    return {
      url: running.url,
      call: (service, operation, input) => callRunning(running, `${service}/${operation}`, input),
      [Symbol.asyncDispose]: async () => undefined,
    };
  }
  const platform = await openPlatform(await dataInUse(config), clock);
  const { org, operations } = platform;
  const { region } = config.ingest;
  return {
    url: configuredUrl(config),
    call: (service, operation, input) => here(operations, { service, operation, input }, { clock, org, region }),
    [Symbol.asyncDispose]: () => platform[Symbol.asyncDispose](),
  };
}

/** The operations on people, keys and policies alone, in the store: they work whether a server runs or not. */
export async function openAdministration(config: Config, clock: Clock): Promise<Machine> {
  const { store, org } = await openRecords(await dataInUse(config), clock, await everyOperation());
  const { region } = config.ingest;
  const operations = (await orgOperations()).map((operation) => operation.bind(org.context));
  return {
    url: (await runningServer(config.data))?.url ?? configuredUrl(config),
    call: (service, operation, input) => here(operations, { service, operation, input }, { clock, org, region }),
    [Symbol.asyncDispose]: async () => {
      await org[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

const configuredUrl = ({ web: { publicUrl, tlsKey, host, port } }: Config): string =>
  publicUrl?.replace(/\/+$/, '') ?? `${tlsKey === undefined ? 'http' : 'https'}://${host}:${port}`;

interface Wanted {
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
}

/** Whoever can open the data could do anything with it, so nothing is asked of the policies; it is recorded all the same. */
async function here(operations: readonly Callable[], wanted: Wanted, { clock, org, region }: Here): Promise<unknown> {
  const { service, operation: name, input } = wanted;
  const operation = operations.find((one) => one.service === service && one.name === name);
  if (operation === undefined)
    throw new Fault('NotFound', `There is no operation "${name}" of the service "${service}". docs/api.md lists them.`);
  const call: Call = {
    caller: thisMachine(org.context.homeAccount),
    region,
    requestId: randomId(),
    sourceAddress: '127.0.0.1',
    userAgent: 'yagura-command-line',
    at: clock.now(),
  };
  const about = { call, service, operation: name, input };
  try {
    const output = await operation.call(input, call);
    org.door.audit({ ...about, output });
    return output;
  } catch (error) {
    org.door.audit({
      ...about,
      errorCode: error instanceof Fault ? error.code : 'InternalFailure',
      errorMessage: sentenceOf(error),
    });
    throw error;
  }
}

interface Here {
  readonly clock: Clock;
  readonly org: Org;
  readonly region: string;
}
