// How the command line has a running server read logs.
import { open, rm, writeFile, type FileHandle } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { ImportReport } from '#ingest';
import { Fault, randomId, Text, textOf, type Progress, type Step as Progressed } from '#kernel';
import { refusalIn, requestTo, silence, type Running } from './running-server.ts';

/** How much the server has by now: nothing, the paths without the end of standard input, all. */
export interface Handing {
  state: 'before' | 'sending' | 'whole';
}

export interface Given {
  readonly inputs: readonly string[];
  readonly progress: Progress;
  readonly handing: Handing;
  /** Ends the waiting; the server reads on. */
  readonly signal: AbortSignal;
  /** Where standard input is kept until it has come to its end. */
  readonly folder: string;
}

const chunkBytes = 2 ** 20;

/**
 * Has a running server read these inputs, tells how far it is, and answers with its report. Standard input is taken to
 * its end before, since a server waits for no slow sender. Throws the server's fault, or `Unavailable` when it goes away.
 */
export async function handOver(given: Given, running: Running): Promise<ImportReport> {
  const stdin = given.inputs.includes('-') ? await keptStdin(given.folder) : undefined;
  try {
    const reply = await sent(given, stdin, running);
    if (reply.statusCode !== 200) throw refusalIn(JSON.parse(await text(reply)));
    return await followed(reply, given);
  } catch (error) {
    if (error instanceof Fault) throw error;
    if (given.handing.state === 'before') throw silence(running, error);
    throw new Fault(
      'Unavailable',
      {
        en: `The server at ${running.url} went away before all was read (${textOf(error).en}). What it had acknowledged is kept. Start it again, and run this command again: it goes on from there.`,
        ja: `読み終える前に ${running.url} のサーバーが応答しなくなりました（${textOf(error).ja}）。受け付けた分は残っています。サーバーを起動し直してこのコマンドをもう一度実行すると、続きから読み込みます。`,
      },
      { cause: error },
    );
  } finally {
    await stdin?.close();
  }
}

/** Standard input, whole, in a file without a name: nothing is left of it, however this process ends. */
async function keptStdin(folder: string): Promise<FileHandle> {
  const path = join(folder, `standard-input-${randomId()}`);
  try {
    const file = await open(path, 'wx+', 0o600);
    await rm(path);
    await writeFile(file, process.stdin);
    return file;
  } catch (error) {
    throw new Fault(
      'Unavailable',
      {
        en: `Standard input could not be kept in ${folder}: ${textOf(error).en}. Make room, or write it to a file and import that.`,
        ja: `標準入力を ${folder} に保存できません（${textOf(error).ja}）。空きを増やすか、ファイルに書き出してから取り込んでください。`,
      },
      { cause: error },
    );
  }
}

async function* chunksOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

function sent(
  { inputs, handing, signal }: Given,
  stdin: FileHandle | undefined,
  running: Running,
): Promise<IncomingMessage> {
  const request = requestTo(running, '/import', 'application/octet-stream');
  signal.addEventListener('abort', () => request.destroy());
  request.once('finish', () => (handing.state = handing.state === 'sending' ? 'whole' : handing.state));
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.once('response', (reply) => {
      if (reply.statusCode === 200) handing.state = request.writableFinished ? 'whole' : 'sending';
      resolve(reply);
    });
    request.write(`${JSON.stringify({ inputs })}\n`);
    if (stdin === undefined) request.end();
    // A server that refuses reads no further; what it answers says why.
    else pipeline(chunksOf(stdin), request).catch(() => undefined);
  });
}

const Step = z.object({
  what: Text,
  done: z.number(),
  total: z.number().optional(),
  unit: z.string(),
});

const Old = z.object({
  table: z.enum(['api_activity', 'network_activity', 'dns_activity', 'http_activity']),
  first: z.number(),
  keeps: z.string(),
  until: z.number(),
});

const Report = z.object({
  filesRead: z.number(),
  filesSkipped: z.number(),
  filesRefused: z.number(),
  filesPassedOver: z.number(),
  events: z.record(z.string(), z.number()),
  added: z.number(),
  refused: z.number(),
  from: z.number().optional(),
  to: z.number().optional(),
  old: z.array(Old),
  seconds: z.number(),
  problems: z.array(Text),
  notes: z.array(z.string()),
});

const Line = z.object({ step: Step.optional(), report: Report.optional(), fault: z.unknown().optional() });

const stepOf = ({ total, ...step }: z.infer<typeof Step>): Progressed =>
  total === undefined ? step : { ...step, total };

async function followed(reply: IncomingMessage, { progress }: Given): Promise<ImportReport> {
  for await (const line of createInterface({ input: reply })) {
    const { step, report, fault } = Line.parse(JSON.parse(line));
    if (step !== undefined) progress.report(stepOf(step));
    if (fault !== undefined) throw refusalIn(fault);
    if (report !== undefined) return { from: undefined, to: undefined, ...report };
  }
  throw new Error('it said no more');
}
