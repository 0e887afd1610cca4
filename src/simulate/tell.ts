import { minute } from './clock-of-work.ts';
import type { Logbook } from './logbook.ts';
import { Scene, type TruthStep } from './scene.ts';
import { Stage, type Plan } from './stage.ts';
import { beginning, honestWork, stories, type StoryName } from './stories/registry.ts';
import type { Story } from './stories/story.ts';

/**
 * Plays the stories into the logbook, all at once: what is later waits there for its hour. Gives the labels.
 * INVARIANT: a story depends on the plan and its own name alone, so its labels can be had without the rest of the logs.
 */
export function tell(plan: Plan, names: readonly StoryName[], logbook: Logbook): TruthStep[] {
  const told = names.map((name) => [name, stories[name]] as const);
  return [...told, ...Object.entries(honestWork)].flatMap(([name, story]) => play(plan, name, story, logbook));
}

function play(plan: Plan, name: string, story: Story, logbook: Logbook): TruthStep[] {
  const begin = beginning(story, plan);
  const scene = new Scene(new Stage(plan, `story/${name}`, logbook), { name, hostile: story.hostile, begin });
  for (const step of story.steps) {
    scene.step(step);
    step.play(scene, begin + step.after * minute);
  }
  return scene.truth();
}
