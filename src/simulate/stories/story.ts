import type { Text } from '#kernel';
import type { Scene } from '../scene.ts';

/** Something that happens once: an incident, or honest work that looks like one. */
export interface Story {
  readonly title: Text;
  readonly hostile: boolean;
  /** Days before the end of the simulation at which it begins, when the simulation is long enough. */
  readonly daysBefore: number;
  /** Minutes after midnight in Tokyo at which it begins. */
  readonly startsAt: number;
  /** Plays it all, from `begin` (milliseconds) to at most seven hours later. */
  play(scene: Scene, begin: number): void;
}
