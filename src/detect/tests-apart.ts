import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import { Fault } from '#kernel';
import type { Claimed } from './book.ts';
import type { RuleOutcome } from './rule-tests.ts';

/** What tests in a process of their own are run with. */
export interface ApartParts {
  /** The program itself: `bin/yagura`. */
  readonly program: string;
  /** A folder of its own for the lake of the tests; gone when nothing runs. */
  readonly folder: string;
  readonly limits?: Limits;
}

/** What the tests of one rule may take, and how many may wait for their turn. */
interface Limits {
  readonly seconds: number;
  readonly memoryMegabytes: number;
  readonly waiting: number;
}

const usual: Limits = { seconds: 60, memoryMegabytes: 500, waiting: 8 };
const mostOutput = 1_000_000;

const Outcome = z.strictObject({
  file: z.string(),
  rule: z.string(),
  name: z.string(),
  expected: z.enum(['fires', 'quiet']),
  passed: z.boolean(),
});

/**
 * Runs the tests of rules that need a lake as `yagura rules test` does, in a process of their own, for the engine opens
 * one lake in a process. One runs at a time. What came of a text is known from then on.
 * INVARIANT: no process and no folder stays when whoever asked has left or this is disposed of.
 */
export class TestsApart implements AsyncDisposable {
  readonly #parts: ApartParts;
  readonly #limits: Limits;
  readonly #known = new Map<string, readonly RuleOutcome[]>();
  readonly #closing = new AbortController();
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(parts: ApartParts) {
    this.#parts = { ...parts, folder: resolve(parts.folder) }; // the process runs elsewhere
    this.#limits = parts.limits ?? usual;
  }

  /**
   * What came of the tests of a rule whose file says `text`; `left` when nobody wants to know any more. Throws `TooMany`,
   * `TooSlow` and `Unavailable`, also when they were given up.
   */
  async outcomes({ id }: Claimed, text: string, left?: AbortSignal): Promise<readonly RuleOutcome[]> {
    const known = this.#known.get(key(id, text));
    if (known !== undefined) return known;
    if (this.#waiting >= this.#limits.waiting) throw new Fault('TooMany', busy);
    const until = AbortSignal.any([this.#closing.signal, ...(left === undefined ? [] : [left])]);
    this.#waiting += 1;
    const outcomes = this.#last.then(() => this.#known.get(key(id, text)) ?? this.#run(id, until));
    this.#last = outcomes.then(
      (found) => void this.#known.set(key(id, text), found),
      () => undefined,
    );
    return await outcomes.finally(() => (this.#waiting -= 1));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    await this.#last;
  }

  async #run(id: string, until: AbortSignal): Promise<RuleOutcome[]> {
    if (until.aborted) throw new Fault('Unavailable', givenUp);
    const { folder } = this.#parts;
    await rm(folder, { recursive: true, force: true }); // of a process that was killed
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      return parsed(await this.#spawned(id, until));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** What the process said. It is told nothing of this one's environment, and ends with it. */
  #spawned(id: string, until: AbortSignal): Promise<Said> {
    const { program, folder } = this.#parts;
    const { seconds, memoryMegabytes } = this.#limits;
    const child = spawn(
      process.execPath,
      [`--max-old-space-size=${memoryMegabytes}`, program, 'rules', 'test', id, '--format', 'jsonl'],
      {
        env: { TMPDIR: folder, YAGURA_LAKE_MEMORY_MEGABYTES: String(memoryMegabytes), YAGURA_LAKE_THREADS: '1' },
        cwd: folder,
        stdio: ['ignore', 'pipe', 'pipe'],
        signal: until,
        killSignal: 'SIGKILL',
        timeout: seconds * 1000,
      },
    );
    const said = { out: '', err: '' };
    const hear = (where: 'out' | 'err') => (piece: string) => {
      said[where] += piece;
      if (said[where].length > mostOutput) child.kill('SIGKILL');
    };
    child.stdout.setEncoding('utf8').on('data', hear('out'));
    child.stderr.setEncoding('utf8').on('data', hear('err'));
    return new Promise((resolve, reject) => {
      child.on('error', (cause) => {
        if (!until.aborted) reject(new Fault('Unavailable', broken(cause.message), { cause }));
      });
      child.on('close', (code) => {
        if (until.aborted) reject(new Fault('Unavailable', givenUp));
        else if (code === null) reject(new Fault('TooSlow', tooMuch(seconds)));
        else resolve(said);
      });
    });
  }
}

interface Said {
  readonly out: string;
  readonly err: string;
}

const key = (id: string, text: string): string => `${id}\n${text}`;

function parsed({ out, err }: Said): RuleOutcome[] {
  const lines = out.split('\n').filter((line) => line !== '');
  if (lines.length > 0) return lines.map((line) => Outcome.parse(JSON.parse(line)));
  throw new Fault('Unavailable', broken(err.trim().split('\n').at(-1) ?? ''));
}

const busy = {
  en: 'The tests of other rules wait for their turn already. Try again in a minute.',
  ja: 'ほかのルールのテストが順番待ちになっています。1 分ほど待ってからもう一度お試しください。',
};

const givenUp = {
  en: 'The tests were given up, because the page left or Yagura is ending. Open the rule again.',
  ja: 'ページが閉じられたか Yagura が終了するため、テストを中止しました。ルールを開き直してください。',
};

const tooMuch = (seconds: number) => ({
  en: `The tests took longer than ${seconds} seconds or more memory than they may. Try again when the machine has less to do.`,
  ja: `テストが ${seconds} 秒以内に終わらないか、メモリの上限を超えたため打ち切りました。負荷が下がってからもう一度お試しください。`,
});

const broken = (why: string) => ({
  en: `The tests could not be run in a process of their own: ${why} Run them with: yagura rules test.`,
  ja: `テストを専用のプロセスで実行できませんでした（${why}）。yagura rules test で実行してください。`,
});
