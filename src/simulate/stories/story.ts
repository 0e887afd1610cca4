import type { Text } from '#kernel';
import type { Scene, StepHead } from '../scene.ts';

/** Something that happens once: an incident, or honest work that looks like one. */
export interface Story {
  readonly title: Text;
  readonly hostile: boolean;
  /** Days before the end of the simulation at which it begins, when the simulation is long enough. */
  readonly daysBefore: number;
  /** Minutes after midnight in Tokyo at which it begins. */
  readonly startsAt: number;
  readonly steps: readonly Step[];
}

/** A step of a story: what it is called, what should be found of it, when it begins and what is done. */
export interface Step extends StepHead {
  /** Minutes after the story's beginning. */
  readonly after: number;
  /** Does it, from `time` (milliseconds) on. INVARIANT: a story is over seven hours after it began. */
  play(scene: Scene, time: number): void;
}
