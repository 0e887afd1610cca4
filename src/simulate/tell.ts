import type { Logbook } from './logbook.ts';
import { Scene, type TruthStep } from './scene.ts';
import { Stage, type Plan } from './stage.ts';
import { beginning, stories, type StoryName } from './stories/registry.ts';

/**
 * Plays the stories into the logbook, all at once: what is later waits there for its hour. Gives the labels.
 * INVARIANT: a story depends on the plan and its own name alone, so its labels can be had without the rest of the logs.
 */
export function tell(plan: Plan, names: readonly StoryName[] = ['leaked-key'], logbook: Logbook): TruthStep[] {
  return names.flatMap((name) => {
    const story = stories[name];
    const scene = new Scene(new Stage(plan, `story/${name}`, logbook), name, story.hostile);
    story.play(scene, beginning(story, plan));
    return scene.truth();
  });
}
