// What the command line of this machine does with people, keys, policies and operations in its own process.
import { openFront, type Call, type Callable } from '#aws';
import type { Machine } from '#cli';
import { createLog, randomId, type Clock, type Config } from '#kernel';
import { knowAdministrator, orgOperations, thisMachine, type Org } from '#org';
import { everyOperation, openPlatform } from './compose.ts';
import { openRecords } from './open-data.ts';
import { dataInUse } from './data-in-use.ts';
import { runningServer } from './running-server.ts';

/** Seconds that an operation may take here, where nobody else waits. */
const patience = 3600;

/** Any operation, on a data folder that no server has open. */
export async function openOwnOperations(config: Config, clock: Clock): Promise<Machine> {
  const platform = await openPlatform(await dataInUse(config), clock);
  const { org, operations } = platform;
  return {
    url: configuredUrl(config),
    running: false,
    call: await caller({ operations, org, config, clock }),
    [Symbol.asyncDispose]: () => platform[Symbol.asyncDispose](),
  };
}

/** The operations on people, keys and policies alone, in the store: they work whether a server runs or not. */
export async function openAdministration(config: Config, clock: Clock): Promise<Machine> {
  const { store, org } = await openRecords(await dataInUse(config), clock, await everyOperation());
  await knowAdministrator('administrator', org.context); // logs that were read, and never served, have nobody yet
  const operations = (await orgOperations()).map((operation) => operation.bind(org.context));
  const running = await runningServer(config.data);
  return {
    url: running?.url ?? configuredUrl(config),
    running: running !== undefined,
    call: await caller({ operations, org, config, clock }),
    [Symbol.asyncDispose]: async () => {
      await org[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

const configuredUrl = ({ web: { publicUrl, tlsKey, host, port } }: Config): string =>
  publicUrl?.replace(/\/+$/, '') ?? `${tlsKey === undefined ? 'http' : 'https'}://${host}:${port}`;

interface Here {
  readonly operations: readonly Callable[];
  readonly org: Org;
  readonly config: Config;
  readonly clock: Clock;
}

/** Whoever can open the data could do anything with it, so nothing is asked of the policies; it is recorded all the same. */
async function caller({ operations, org, config, clock }: Here): Promise<Machine['call']> {
  const door = { ...org.door, authorise: async () => ({ allowed: true }) as const };
  const front = await openFront({ operations, door, clock, log: createLog(config.log.level), seconds: patience });
  const call = (): Call => ({
    caller: thisMachine(org.context.homeAccount),
    region: config.ingest.region,
    requestId: randomId(),
    sourceAddress: '127.0.0.1',
    userAgent: 'yagura-command-line',
    at: clock.now(),
  });
  return (service, name, input) => front.callJson({ service, name }, input, call());
}
