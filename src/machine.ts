// How the command line of this machine calls operations.
import type { Machine } from '#cli';
import type { Clock, Config } from '#kernel';
import { callRunning, runningServer } from './running-server.ts';

/**
 * Any operation, of the server that has the data folder open, or in this process when none has: the engine of the
 * lake lets only one process in. Only then is the program loaded: whoever scripts calls to a server need not wait for it.
 */
export async function openOperations(config: Config, clock: Clock): Promise<Machine> {
  const running = await runningServer(config.data);
  if (running === undefined) return (await import('./own-machine.ts')).openOwnOperations(config, clock);
  return {
    url: running.url,
    running: true,
    call: (service, operation, input) => callRunning(running, `${service}/${operation}`, input),
    [Symbol.asyncDispose]: async () => undefined,
  };
}
