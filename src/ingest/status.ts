import type { Progress, Step } from '#kernel';

/** A step with how fast it goes: `rate` is units a second, absent until a second has passed. */
export interface TimedStep extends Step {
  readonly rate?: number;
}

/** How a watched place was found the last time. Times are milliseconds since 1970; `files` are those since the start. */
export interface Looked {
  readonly look?: number;
  readonly problem?: string;
  readonly files: number;
  readonly delivery?: number;
}

/** What the server is busy with: fed by imports, read by the page. */
export class Status implements Progress {
  phase: 'starting' | 'importing' | 'ready' = 'starting';
  readonly problems: string[] = [];
  readonly #steps = new Map<string, { step: Step; since: number }>();
  readonly #places = new Map<string, Looked>();
  readonly #now: () => number;

  /** `now` gives milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Keeps how a place was found: `problem` when it could not be read, and how many files came of it. */
  looked(address: string, { problem, files = 0 }: { problem?: string | undefined; files?: number }): void {
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

  report(step: Step): void {
    const since = this.#steps.get(step.what.en)?.since ?? this.#now();
    this.#steps.set(step.what.en, { step, since });
  }

  /** Everything in progress; empty once ready. */
  steps(): TimedStep[] {
    if (this.phase === 'ready') return [];
    return [...this.#steps.values()].map(({ step, since }) => {
      const seconds = (this.#now() - since) / 1000;
      return seconds < 1 ? step : Object.assign({ rate: step.done / seconds }, step);
    });
  }

  /** What open pages are told as it moves. */
  progress() {
    return { phase: this.phase, steps: this.steps(), problems: this.problems.slice(0, 50) };
  }

  ready(): void {
    this.phase = 'ready';
    this.#steps.clear();
  }
}
