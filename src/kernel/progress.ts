import type { Text } from './text.ts';

/** How far a long piece of work has come. `total` is absent while nobody knows it. */
export interface Step {
  readonly what: Text;
  readonly done: number;
  readonly total?: number;
  readonly unit: string;
}

/** Where progress is reported: a terminal, the status of the server, or nowhere. */
export interface Progress {
  report(step: Step): void;
}

export const silent: Progress = { report: () => undefined };
