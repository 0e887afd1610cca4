import { Worker } from 'node:worker_threads';
import type { SingleRules } from '#detect';
import { Fault, sentenceOf, type FaultCode, type Text } from '#kernel';
import { landed, type Shipment } from '#lake';
import type { Advance } from './advance.ts';
import type { Load } from './batch.ts';
import type { Content } from './content.ts';
import type { Limits } from './limits.ts';
import type { FileToRead } from './read-file.ts';
import type { Word } from './said.ts';

/** What the thread is asked for; in the order in which it was asked. */
export type Asked =
  | { readonly rules: SingleRules }
  | { readonly file: Omit<FileToRead, 'content'> & Pick<Content, 'name' | 'size' | 'place'> }
  | 'flush'
  /** The batch that it sent last is home. */
  | 'home';

/** What it says. */
export type Answered =
  | { readonly batch: ShippedLoad; readonly words: readonly Word[] }
  /** Bytes that it has read so far. */
  | { readonly read: number }
  | { readonly failed: { readonly code: FaultCode; readonly text: Text } }
  /** A file was read. */
  | 'read'
  /** Everything that was read is home. */
  | 'flushed';

type ShippedLoad = Omit<Load, 'bySource' | 'unjudged'> & { readonly rows: ReadonlyMap<string, Shipment> };

/** What the thread is started with. */
export interface ThreadParts {
  readonly limits: Limits;
  readonly spool: string;
}

interface Parts extends ThreadParts {
  readonly advance: Advance;
  readonly rules: () => SingleRules | undefined;
  /** Brings a batch home. */
  bring(load: Load, words: readonly Word[]): Promise<void>;
}

/** Files that wait for the thread, so that it never waits for this one: at least one, small ones some megabytes. */
const mostWaiting = 2 ** 20;

/**
 * Another thread that reads files as this one does. It sends batches, and this one brings them home.
 * INVARIANT: it has one batch on the way at most, and sends the next when that is home.
 */
export class SecondReader implements AsyncDisposable {
  private readonly parts: Parts;
  private readonly worker: Worker;
  private readonly waiting: (FileToRead & AsyncDisposable)[] = [];
  private rules: SingleRules | undefined;
  private flushed = false;
  private failed: unknown;
  /** Goes on where something is waited for. */
  private wake: () => void = () => undefined;

  constructor(parts: Parts) {
    this.parts = parts;
    this.worker = startThread({ limits: parts.limits, spool: parts.spool });
    this.worker.on('message', (said: Answered) => this.hear(said));
    this.worker.on('error', (error) => this.fail(ended(error)));
  }

  /** Has files read as long as there are any; settles when all of them are acknowledged. */
  async read(files: AsyncIterable<FileToRead & AsyncDisposable>): Promise<void> {
    for await (const file of files) {
      await this.until(() => this.hasRoom);
      this.hand(file);
    }
    this.ask('flush');
    await this.until(() => this.flushed);
    await this[Symbol.asyncDispose](); // the windows that follow need the memory
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.worker.terminate();
    for (const file of this.waiting.splice(0)) await file[Symbol.asyncDispose]();
  }

  private get hasRoom(): boolean {
    const bytes = this.waiting.reduce((sum, { content }) => sum + content.size, 0);
    return this.waiting.length < 2 || (this.waiting.length < 64 && bytes < mostWaiting);
  }

  private hand(file: FileToRead & AsyncDisposable): void {
    const rules = this.parts.rules();
    if (rules !== undefined && this.rules !== rules) this.ask({ rules });
    this.rules = rules;
    const { path, identity, after, content } = file;
    const { name, size, place } = content;
    this.waiting.push(file);
    this.ask({ file: { path, identity, after, name, size, place } });
  }

  private ask(asked: Asked): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
    this.worker.postMessage(asked);
  }

  private hear(said: Answered): void {
    if (said === 'flushed') this.flushed = true;
    else if (said === 'read') void this.waiting.shift()?.[Symbol.asyncDispose]();
    else if ('read' in said) this.parts.advance.beside(said.read);
    else if ('failed' in said) this.fail(new Fault(said.failed.code, said.failed.text));
    else void this.bring(said.batch, said.words);
    this.wake();
  }

  private async bring({ rows, ...load }: ShippedLoad, words: readonly Word[]): Promise<void> {
    const bySource = new Map([...rows].map(([source, shipment]) => [source, { source, rows: landed(shipment) }]));
    try {
      await this.parts.bring({ ...load, bySource, unjudged: [] }, words);
      this.ask('home');
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    this.failed ??= error;
    this.wake();
  }

  private async until(isSo: () => boolean): Promise<void> {
    while (!isSo() && this.failed === undefined) await new Promise<void>((resolve) => (this.wake = resolve));
    if (this.failed !== undefined) throw this.failed;
  }
}

/** From the sources a thread needs what lets this one run from them. */
function startThread(workerData: ThreadParts): Worker {
  if (import.meta.url.endsWith('.js')) return new Worker(new URL('reader-thread.js', import.meta.url), { workerData });
  const [tsx, program] = [import.meta.resolve('tsx/esm/api'), new URL('reader-thread.ts', import.meta.url)];
  const code = `import(${JSON.stringify(tsx)}).then(({ register }) => (register(), import(${JSON.stringify(program)})))`;
  return new Worker(code, { eval: true, workerData, execArgv: [] });
}

const ended = (error: unknown): Fault =>
  new Fault(
    'Unavailable',
    {
      en: `The second thread of the import ended: ${sentenceOf(error)}. Import again; what was acknowledged is kept.`,
      ja: `取り込みの 2 つ目のスレッドが終了しました（${sentenceOf(error)}）。もう一度取り込んでください。受け付けた分は残っています。`,
    },
    { cause: error },
  );
