import type { Progress, Step, Text } from '#kernel';

const mostProblems = 200;

/** A step with how fast it goes: `rate` is units a second, absent until a second has passed. */
export interface TimedStep extends Step {
  readonly rate?: number;
}

/** How a watched place was found the last time. Times are milliseconds since 1970; `files` are those since the start. */
export interface Looked {
  readonly look?: number;
  readonly problem?: Text;
  readonly files: number;
  readonly delivery?: number;
}

/** What the server is busy with: fed by imports, read by the page. */
export class Status implements Progress {
  phase: 'starting' | 'importing' | 'ready' = 'starting';
  readonly #told: Text[] = [];
  readonly #first: Steps;
  readonly #imports = new Set<Steps>();
  readonly #places = new Map<string, Looked>();
  readonly #now: () => number;

  /** `now` gives milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
    this.#first = new Steps(now);
  }

  /** Keeps how a place was found: `problem` when it could not be read, and how many files came of it. */
  looked(address: string, { problem, files = 0 }: { problem?: Text | undefined; files?: number }): void {
    const before = this.lookedAt(address);
    this.#places.set(address, {
      look: this.#now(),
      ...(problem === undefined ? {} : { problem }),
      files: before.files + files,
      ...(files > 0 ? { delivery: this.#now() } : before.delivery === undefined ? {} : { delivery: before.delivery }),
    });
  }

  lookedAt(address: string): Looked {
    return this.#places.get(address) ?? { files: 0 };
  }

  /** How far the server's own first import is. */
  report(step: Step): void {
    this.#first.report(step);
  }

  /** Another import, shown until it is disposed of. */
  importing(): Progress & Disposable {
    const steps = new Steps(this.#now);
    this.#imports.add(steps);
    return {
      report: (step) => steps.report(step),
      [Symbol.dispose]: () => void this.#imports.delete(steps),
    };
  }

  /** Keeps what people should know of, each sentence once; the first few hundred. Gives those that were not known yet. */
  trouble(problems: readonly Text[]): Text[] {
    return problems.filter((problem) => {
      const fresh = this.#told.length < mostProblems && !this.#told.some(({ en }) => en === problem.en);
      if (fresh) this.#told.push(problem);
      return fresh;
    });
  }

  /** What people should know of: what was told once, and what keeps a place from being read until it is mended. */
  get problems(): Text[] {
    const all = [...this.#places.values()].flatMap(({ problem }) => problem ?? []).concat(this.#told);
    return [...new Map(all.map((problem) => [problem.en, problem])).values()];
  }

  /** Everything in progress; empty while nothing is. */
  steps(): TimedStep[] {
    const all = this.phase === 'ready' ? [...this.#imports] : [this.#first, ...this.#imports];
    return all.flatMap((one) => one.timed());
  }

  /** What open pages are told as it moves. */
  progress() {
    const phase = this.phase === 'ready' && this.#imports.size > 0 ? ('importing' as const) : this.phase;
    return { phase, steps: this.steps(), problems: this.problems.slice(0, 50) };
  }

  ready(): void {
    this.phase = 'ready';
  }
}

/** The latest of each step of one import, with when it began. */
class Steps implements Progress {
  readonly #steps = new Map<string, { step: Step; since: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  report(step: Step): void {
    const since = this.#steps.get(step.what.en)?.since ?? this.#now();
    this.#steps.set(step.what.en, { step, since });
  }

  timed(): TimedStep[] {
    return [...this.#steps.values()].map(({ step, since }) => {
      const seconds = (this.#now() - since) / 1000;
      return seconds < 1 ? step : Object.assign({ rate: step.done / seconds }, step);
    });
  }
}
