import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../bin/yagura', import.meta.url));

/** Who runs the program, when it is not whoever runs the tests, and where. */
interface Runner {
  readonly uid?: number;
  readonly gid?: number;
  /** Where it stands; the folder of the bench unless given. */
  readonly cwd?: string;
}

/**
 * Somebody whom permissions bind: for root, who may all, nobody. Undefined where nobody cannot run the program at all,
 * since the checkout lies in a folder of root's own.
 */
export function bound(): Runner | undefined {
  if (process.getuid?.() !== 0) return {};
  const nobody = { uid: 65_534, gid: 65_534 };
  return spawnSync(process.execPath, [program, '--version'], nobody).status === 0 ? nobody : undefined;
}

/** How a run of the program ended, and what it wrote. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own, in which `bin/yagura` runs as somebody at a shell would run it. */
export class Bench implements AsyncDisposable {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<Bench> {
    return new Bench(await mkdtemp(join(tmpdir(), 'yagura-cli-')));
  }

  /** Writes a file below the folder and tells its path. */
  async write(name: string, content: string | Buffer): Promise<string> {
    const path = join(this.folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    return path;
  }

  /**
   * Starts the program in the folder; its data goes to `data` there. Whoever waits for its end reads what it writes: it
   * stands still once some tens of kilobytes are unread.
   */
  start(words: readonly string[], environment: Record<string, string | undefined> = {}, runner: Runner = {}) {
    return spawn(process.execPath, [program, ...words], {
      cwd: this.folder,
      ...runner,
      env: { PATH: process.env['PATH'], HOME: this.folder, YAGURA_DATA: join(this.folder, 'data'), ...environment },
    });
  }

  /** Runs the program to its end. */
  async run(
    words: readonly string[],
    given: { stdin?: Buffer; environment?: Record<string, string | undefined>; runner?: Runner | undefined } = {},
  ): Promise<Ran> {
    const child = this.start(words, given.environment, given.runner);
    child.stdin.end(given.stdin);
    const [out, err, code] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr),
      new Promise<number | null>((resolve) => child.on('exit', resolve)),
    ]);
    return { code, out, err };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Writes a file of one line of `megabytes`: a call with a request of that size. */
export async function writeHugeLine(path: string, megabytes: number, call: object): Promise<void> {
  const stream = createWriteStream(path);
  const [before = '', after = ''] = JSON.stringify({ ...call, requestParameters: '@' }).split('@');
  const million = Buffer.alloc(1_000_000, 'x');
  stream.write(before);
  for (let written = 0; written < megabytes; written += 1) if (!stream.write(million)) await once(stream, 'drain');
  stream.end(`${after}\n`);
  await once(stream, 'close');
}

/** Nothing that steers a terminal or turns the order of letters. */
export const steersTerminal = /[^\P{Cc}\n]|\p{Cf}/u;
