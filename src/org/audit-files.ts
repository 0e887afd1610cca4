import { closeSync, fdatasync, mkdirSync, openSync, writeSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { randomId, sentenceOf, type Clock, type Log } from '#kernel';

/** Bytes after which a new file is begun, and milliseconds between two orders to the disk. */
const mostBytes = 16 * 2 ** 20;
const untilDisk = 1000;

const ended = '.jsonl';
const unended = /^(\d+)-[\w-]+\.open$/;

/** Files that this process is writing. */
const writing = new Set<string>();

interface Open {
  readonly path: string;
  readonly descriptor: number;
  bytes: number;
  unsaved: boolean;
}

/**
 * Events on their way to the lake: lines in files of the data folder, one file being written by each process.
 * Lines are handed to the operating system before `keep` returns, so that kill -9 loses nothing that was answered;
 * a power cut loses at most the last second.
 */
export class AuditFiles implements AsyncDisposable {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  #open: Open | undefined;
  /** Lines that were taken and not written yet. */
  #lines: string[] = [];

  constructor(folder: string, { clock, log }: { clock: Clock; log: Log }) {
    this.#folder = folder;
    this.#clock = clock;
    this.#log = log;
    this.#timer = setInterval(() => this.#save(), untilDisk);
    this.#timer.unref();
  }

  /** Takes an event; it is written by `keep`, or else when the turn of the event loop ends. */
  append(event: object): void {
    if (this.#lines.push(`${JSON.stringify(event)}\n`) === 1) setImmediate(() => this.keep());
  }

  /**
   * Writes what was taken: many calls of one turn with one order to the operating system. Never throws: that the disk
   * is full is no reason to refuse a call; it is logged.
   */
  keep(): void {
    if (this.#lines.length === 0) return;
    const lines = this.#lines;
    this.#lines = [];
    try {
      this.#open ??= this.#begin();
      const open = this.#open;
      open.bytes += writeWhole(open.descriptor, lines.join(''));
      open.unsaved = true;
      if (open.bytes >= mostBytes) this.#close();
    } catch (error) {
      this.#close(); // half a line may stand there
      const about = { reason: sentenceOf(error), events: lines.length };
      this.#log.error(about, 'An audit event could not be kept. Make room in the data folder.');
    }
  }

  /** The files that nobody writes any more, the oldest first; the one being written here is ended for it. */
  async ended(): Promise<string[]> {
    this.keep();
    this.#close();
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names.filter((one) => this.#isLeftBehind(one)))
      await rename(join(this.#folder, name), join(this.#folder, this.#endedName())).catch(() => undefined); // somebody else did
    const all = await readdir(this.#folder).catch(() => []);
    return all
      .filter((name) => name.endsWith(ended))
      .toSorted()
      .map((name) => join(this.#folder, name));
  }

  /** Forgets a file whose events are in the lake. */
  async forget(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    this.keep();
    this.#close();
    await this.ended();
  }

  #begin(): Open {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const path = join(this.#folder, `${process.pid}-${randomId()}.open`);
    writing.add(path);
    return { path, descriptor: openSync(path, 'ax', 0o600), bytes: 0, unsaved: false };
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined) return;
    closeSync(open.descriptor);
    writing.delete(open.path);
  }

  #save(): void {
    const open = this.#open;
    if (open === undefined || !open.unsaved) return;
    open.unsaved = false;
    fdatasync(open.descriptor, () => undefined); // what the disk has to say, the next line will tell
  }

  /** True for a file of this process that is finished, and for one of a process that is no more. */
  #isLeftBehind(name: string): boolean {
    const id = unended.exec(name)?.[1];
    if (id === undefined || writing.has(join(this.#folder, name))) return false;
    return Number(id) === process.pid || !isAlive(Number(id));
  }

  #endedName(): string {
    const time = this.#clock
      .now()
      .toISOString()
      .replaceAll(/[^\dTZ]/g, '');
    return `${time}-${randomId()}${ended}`;
  }
}

/** All of a text, however the operating system cuts it; returns its bytes. */
function writeWhole(descriptor: number, text: string): number {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
  return bytes.length;
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0); // sends nothing, and fails when nobody is there
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
