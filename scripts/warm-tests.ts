// The process in which `scripts/mutation.ts` has tests run: kept while changes come, ended where one made an endless loop.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Change } from './changes.ts';

const Reply = z.object({ passed: z.boolean() });
/** Milliseconds that Vitest may take to start, and tests without a change. */
const patience = 300_000;

export class WarmTests implements AsyncDisposable {
  #child: ChildProcess | undefined;
  /** Milliseconds that the tests of a file may take: thrice what they took without a change, and what a start takes. */
  readonly #limits = new Map<string, number>();

  /** Whether a test fails with the change, or does not end; group after group. Throws where one fails without it. */
  async notice(change: Change, groups: readonly (readonly string[])[]): Promise<boolean> {
    for (const tests of groups) {
      const limit = await this.#limitOf(tests);
      if ((await this.#run(change, tests, limit)) !== true) return true;
    }
    return false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end();
    await Promise.resolve();
  }

  async #limitOf(tests: readonly string[]): Promise<number> {
    const known = this.#limits.get(tests.join());
    if (known !== undefined) return known;
    const began = performance.now();
    if ((await this.#run(null, tests, patience)) !== true)
      throw new Error(
        `A test of ${tests.join(', ')} fails without any change. Mend it first, or name others by --tests.`,
      );
    const limit = Math.ceil(10_000 + 3 * (performance.now() - began));
    this.#limits.set(tests.join(), limit);
    return limit;
  }

  /** Whether the tests pass; undefined where they did not end in time. */
  async #run(change: Change | null, tests: readonly string[], limit: number): Promise<boolean | undefined> {
    const child = (this.#child ??= await started());
    child.send({ change, tests });
    const passed = await replied(child, limit);
    if (passed === undefined) this.#end();
    return passed;
  }

  #end(): void {
    const group = this.#child?.pid;
    this.#child = undefined;
    if (group !== undefined) process.kill(-group, 'SIGKILL'); // Vitest and its workers
  }
}

async function started(): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('mutated.ts', import.meta.url));
  const stdio = ['ignore', 'ignore', 'ignore', 'ipc'] as const;
  const child = spawn(process.execPath, ['--import', 'tsx', program], { stdio: [...stdio], detached: true });
  if ((await replied(child, patience)) === undefined)
    throw new Error('Vitest does not start. Run npm test to see why.');
  return child;
}

/** What the process says; undefined when it says nothing in time, or has ended. */
async function replied(child: ChildProcess, limit: number): Promise<boolean | undefined> {
  const over = new AbortController();
  const end = (): void => over.abort();
  const timer = setTimeout(end, limit);
  child.once('exit', end);
  const said = await once(child, 'message', { signal: over.signal }).catch(() => undefined);
  clearTimeout(timer);
  child.off('exit', end);
  return said === undefined ? undefined : Reply.parse(said[0]).passed;
}
