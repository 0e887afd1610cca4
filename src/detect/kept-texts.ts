import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault, textOf } from '#kernel';

/**
 * Texts that are seldom read back: in memory up to `most` bytes, behind that in a temporary file, which has no name any
 * more once it is open, so that nobody else reads it and it ends with the process. Throws `Unavailable` when it cannot be written.
 */
export class KeptTexts implements Disposable {
  readonly #most: number;
  #inMemory = 0;
  #file: number | undefined;
  #end = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Keeps a text; what is returned reads it back until all is disposed of. */
  put(text: string): () => string {
    if (this.#inMemory + text.length <= this.#most) {
      this.#inMemory += text.length;
      return () => text;
    }
    const bytes = Buffer.from(text);
    const file = (this.#file ??= openNameless());
    const at = this.#end;
    writeAll(file, bytes, at);
    this.#end += bytes.length;
    return () => readBack(file, at, bytes.length);
  }

  [Symbol.dispose](): void {
    if (this.#file !== undefined) closeSync(this.#file);
  }
}

function openNameless(): number {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'yagura-'));
    const file = openSync(join(folder, 'texts'), 'wx+', 0o600);
    rmSync(folder, { recursive: true });
    return file;
  } catch (error) {
    throw cannotWrite(error);
  }
}

function writeAll(file: number, bytes: Buffer, at: number): void {
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, at + done);
  } catch (error) {
    throw cannotWrite(error);
  }
}

function readBack(file: number, at: number, length: number): string {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length;) {
    const read = readSync(file, bytes, done, length - done, at + done);
    if (read === 0) break;
    done += read;
  }
  return bytes.toString();
}

const cannotWrite = (cause: unknown): Fault =>
  new Fault(
    'Unavailable',
    {
      en: `The events that findings show do not fit into memory, and ${tmpdir()} takes no file: ${textOf(cause).en}. Make room there, or name another folder with TMPDIR.`,
      ja: `検出結果が示すイベントがメモリーに収まらず、${tmpdir()} にも書き込めません（${textOf(cause).ja}）。空きを増やすか、TMPDIR で別のフォルダーを指定してください。`,
    },
    { cause },
  );
