import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, textOf } from '#kernel';
import { inMemory, onDisk, type Content } from './content.ts';

/** Up to here a stream stays in memory. */
const inMemoryBytes = 4 * 2 ** 20;

/** A stream that was taken to its end: its bytes, and the SHA-256 of them in hexadecimal. */
export interface Spooled extends AsyncDisposable {
  readonly content: Content;
  readonly hash: string;
  /** What tells this content from every other, where the place says it of other content than it had promised. */
  readonly identity?: string;
  /** Why these were not the bytes to the end of the reading; undefined when they were. Absent where nobody else can write them. */
  spoilt?(): Promise<Fault | undefined>;
}

/**
 * A folder for what has no file of its own: standard input, pushed bodies, objects of S3, what comes out of archives.
 * It is removed with everything in it at the end; what a killed process left is removed by the next one.
 */
export class Spool implements AsyncDisposable {
  private readonly folder: Promise<string>;
  private count = 0;

  /** `below`: the folder in which the spool makes its own. */
  constructor(below: string) {
    this.folder = makeFolder(below).catch((error: unknown) => Promise.reject(noRoom(error)));
    this.folder.catch(() => undefined); // whoever asks for a file is told
  }

  /** A path for a new file. */
  async path(): Promise<string> {
    this.count += 1;
    return join(await this.folder, String(this.count));
  }

  /**
   * Takes a whole stream: small ones in memory, others in a file.
   * Throws `TooLarge` beyond `most` bytes and `Unavailable` when the disk has no room.
   */
  async take(name: string, chunks: AsyncIterable<Buffer>, most: number): Promise<Spooled> {
    const hash = createHash('sha256');
    const kept: Buffer[] = [];
    let size = 0;
    const file = new SpoolFile(this);
    try {
      for await (const chunk of chunks) {
        size += chunk.length;
        if (size > most) throw tooLarge(name, most);
        hash.update(chunk);
        if (size > inMemoryBytes) await file.write(Buffer.concat([...kept.splice(0), chunk]));
        else kept.push(Buffer.from(chunk));
      }
      const content = size > inMemoryBytes ? onDisk(name, await file.end(), size) : inMemory(name, Buffer.concat(kept));
      return { content, hash: hash.digest('hex'), [Symbol.asyncDispose]: () => file.remove() };
    } catch (error) {
      await file.remove();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const folder = await this.folder.catch(() => undefined);
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** Tells this process from an earlier one that had its number: in a container every start has the same. */
const mark = randomBytes(4).toString('hex');
const ours = /^yagura-spool-(\d+)-(?:([\da-f]{8})-)?/;

async function makeFolder(below: string): Promise<string> {
  await mkdir(below, { recursive: true, mode: 0o700 });
  const left = (await readdir(below)).filter((name) => isOfTheDead(name));
  await Promise.all(left.map((name) => rm(join(below, name), { recursive: true, force: true }).catch(() => undefined))); // or it is somebody else's
  return mkdtemp(join(below, `yagura-spool-${process.pid}-${mark}-`));
}

/** True for the folder of a process that is no more. */
function isOfTheDead(name: string): boolean {
  const [, id, of] = ours.exec(name) ?? [];
  if (id === undefined) return false;
  if (Number(id) === process.pid) return of !== mark;
  try {
    process.kill(Number(id), 0); // sends nothing, and fails when nobody is there
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** A file of a spool that is being written; it comes to be with its first byte. */
export class SpoolFile {
  private readonly spool: Spool;
  private opened: { path: string; handle: Awaited<ReturnType<typeof open>> } | undefined;

  constructor(spool: Spool) {
    this.spool = spool;
  }

  async write(bytes: Buffer): Promise<void> {
    try {
      this.opened ??= await this.create();
      await this.opened.handle.writeFile(bytes);
    } catch (error) {
      throw noRoom(error);
    }
  }

  /** Cuts off what stands behind the first `bytes`. */
  async truncate(bytes: number): Promise<void> {
    await this.opened?.handle.truncate(bytes);
  }

  /** Closes the file and returns its path. */
  async end(): Promise<string> {
    this.opened ??= await this.create();
    await this.opened.handle.close(); // closing it again does nothing
    return this.opened.path;
  }

  async remove(): Promise<void> {
    if (this.opened === undefined) return;
    await this.opened.handle.close().catch(() => undefined);
    await rm(this.opened.path, { force: true });
  }

  private async create(): Promise<{ path: string; handle: Awaited<ReturnType<typeof open>> }> {
    const path = await this.spool.path();
    return { path, handle: await open(path, 'ax', 0o600) };
  }
}

const tooLarge = (name: string, most: number): Fault =>
  new Fault('TooLarge', {
    en: `${name} is larger than the ${Math.floor(most / 2 ** 20)} MB that are taken at once. Send it in smaller parts.`,
    ja: `${name} は、一度に受け取れる ${Math.floor(most / 2 ** 20)} MB を超えています。小さく分けて送ってください。`,
  });

function noRoom(error: unknown): Fault {
  if (error instanceof Fault) return error; // told already
  const said = {
    en: `The working copy of the input cannot be written: ${textOf(error).en}. Make room in the data folder and import again; what was acknowledged is kept.`,
    ja: `作業用のファイルに書き込めません（${textOf(error).ja}）。データフォルダーの空きを増やしてから、もう一度取り込んでください。受け付けた分は残っています。`,
  };
  return new Fault('Unavailable', said, { cause: error });
}
