// How the command line of this machine reads logs.
import type { Importer } from '#cli';
import type { Clock, Config } from '#kernel';
import { handOver, type Handing } from './hand-over.ts';
import { runningServer, type Running } from './running-server.ts';

/**
 * By the server that has the data folder open, or in this process when none has: the engine of the lake lets only one
 * process in. A server that shows the made-up company has another folder open, which is for nobody's logs.
 */
export async function openImporter(config: Config, clock: Clock): Promise<Importer> {
  const running = await runningServer(config.data);
  if (running !== undefined && !running.simulated) return throughServer(running, config);
  const platform = await (await import('./compose.ts')).openPlatform(config, clock);
  return {
    remarksOn: () => (running === undefined ? [] : [besideExample(running)]),
    ingest: (inputs, progress) => platform.ingest(inputs, progress),
    [Symbol.asyncDispose]: () => platform[Symbol.asyncDispose](),
  };
}

const besideExample = ({ url, pid }: Running): string =>
  `The server at ${url} shows the made-up company, which these logs do not mix with. To see them, end it (process ${pid}) and start it again.`;

const fromBucket = ({ url }: Running): string =>
  `The server at ${url} reads what lies in S3: with its own credentials, and with ingest.region and ingest.s3Endpoint of its own configuration.`;

function throughServer(running: Running, { data }: Config): Importer {
  const handing: Handing = { state: 'before' };
  const leaving = new AbortController();
  return {
    remarksOn: (inputs) => (inputs.some((input) => input.startsWith('s3://')) ? [fromBucket(running)] : []),
    left: () => lefts[handing.state](running.url),
    ingest: (inputs, progress) =>
      handOver({ inputs, progress, handing, signal: leaving.signal, folder: data }, running),
    [Symbol.asyncDispose]: () => Promise.resolve(leaving.abort()),
  };
}

const howFar = 'Its page shows how far it is, and so does: yagura call yagura GetStatus';

/** What goes on when the command ends, by how much was handed over. */
const lefts: Readonly<Record<Handing['state'], (url: string) => string>> = {
  before: (url) => `Nothing had been handed over to the server at ${url} yet, so nothing is read.`,
  sending: (url) =>
    `Standard input had not come to its end, so nothing of it is read. The server at ${url} goes on with the rest. ${howFar}`,
  whole: (url) => `The server at ${url} goes on reading; only this command ends. ${howFar}`,
};
