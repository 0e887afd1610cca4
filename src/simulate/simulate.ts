import { hourAt, hourLength, type Hour } from './clock-of-work.ts';
import type { SimulatedFile } from './files.ts';
import { habits } from './habits/registry.ts';
import { Logbook } from './logbook.ts';
import { planOf, type SimulationOptions } from './options.ts';
import { Stage, type Plan } from './stage.ts';
import { tell } from './tell.ts';

/**
 * A month of a company's life as log files, in the order in which AWS would deliver them. Lazy: an hour is
 * lived when its files are asked for, so memory does not grow with the days.
 */
export function* simulate(options: SimulationOptions): Generator<SimulatedFile> {
  const plan = planOf(options);
  const logbook = new Logbook(plan.seed);
  tell(plan, options.stories ?? ['leaked-key'], logbook);
  const acts = Object.entries(habits).map(([name, habit]) => habit(new Stage(plan, name, logbook)));
  for (const hour of hoursOf(plan)) {
    for (const act of acts) act(hour);
    if (hour.to < plan.until) yield* logbook.deliver(hour.to);
  }
  yield* logbook.deliver(plan.until, true);
}

function* hoursOf(plan: Plan): Generator<Hour> {
  for (let from = plan.start; from < plan.until; from += hourLength) yield hourAt(from);
}
