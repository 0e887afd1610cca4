// The program of the second thread of an import (`SecondReader`): reads files into batches, and sends those.
import { parentPort, workerData } from 'node:worker_threads';
import { claimsBy, type Detector } from '#detect';
import { Fault, systemClock, textOf } from '#kernel';
import { shipped } from '#lake';
import { allSources } from '#sources';
import { Advance } from './advance.ts';
import { InTurn } from './ahead.ts';
import type { Batch } from './batch.ts';
import { inMemory, onDisk } from './content.ts';
import { Filling } from './filling.ts';
import { readFile } from './read-file.ts';
import { Said } from './said.ts';
import type { Answered, Asked, ThreadParts } from './second-reader.ts';
import { Spool } from './spool.ts';

const { limits, spool }: ThreadParts = workerData;
const sources = await allSources();
const tally = new Said();
const judging: { claims?: Detector['claims'] } = {};
const line = new InTurn();
let isHome: () => void = () => undefined;
let home: Promise<void> = Promise.resolve();

const filling = new Filling({
  limits,
  sources,
  tally,
  spool: new Spool(spool),
  advance: new Advance({ report: ({ done }) => say({ read: done }) }, systemClock),
  detector: { claims: (delivered) => judging.claims?.(delivered) ?? [] },
  clock: systemClock,
  send,
});

parentPort?.on('message', (asked: Asked) => {
  if (asked === 'home') isHome();
  else line.run(() => answer(asked)).catch(fail);
});

async function answer(asked: Exclude<Asked, 'home'>): Promise<void> {
  if (asked === 'flush') await flush();
  else if ('rules' in asked) judging.claims = claimsBy(asked.rules, sources);
  else {
    const { name, size, place, ...file } = asked.file;
    const content = 'memory' in place ? inMemory(name, bufferOf(place.memory)) : onDisk(name, place.file, size);
    await readFile({ ...file, content }, filling);
    say('read');
  }
}

/** A buffer comes over as plain bytes. */
const bufferOf = ({ buffer, byteOffset, length }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, length);

async function flush(): Promise<void> {
  await filling.put();
  await home;
  say('flushed');
}

/** Sends a batch, once the one before is home. */
async function send(batch: Batch): Promise<void> {
  await home;
  const { claims, refused, starts, ends, imported, bySource } = batch;
  const rows = new Map([...bySource].map(([source, { rows }]) => [source, shipped(rows)]));
  home = new Promise<void>((resolve) => {
    isHome = () => {
      for (const { rows } of bySource.values()) rows.release();
      resolve();
    };
  });
  say({ batch: { claims, refused, starts, ends, imported, rows }, words: tally.take() });
}

function fail(error: unknown): void {
  say({ failed: { code: error instanceof Fault ? error.code : 'Internal', text: textOf(error) } });
}

function say(answered: Answered): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
  parentPort?.postMessage(answered);
}
