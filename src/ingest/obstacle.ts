import type { Text } from '#kernel';

/** What was tried and how it went. */
export interface Step {
  readonly ok: boolean;
  readonly said: Text;
  readonly remedy?: Text;
}

/** Tells what stands in the way, as a step that failed. */
export class Obstacle extends Error {
  readonly step: Step;

  constructor(said: Text, remedy: Text) {
    super(said.en);
    this.step = { ok: false, said, remedy };
  }
}
