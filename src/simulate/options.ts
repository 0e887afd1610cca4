import { Fault } from '#kernel';
import { dayLength, hourLength } from './clock-of-work.ts';
import { planFleet } from './fleet.ts';
import type { Plan } from './stage.ts';
import type { StoryName } from './stories/registry.ts';

export interface SimulationOptions {
  /** Any integer; the same one gives the same logs, byte for byte. */
  readonly seed: number;
  /** How many days of logs, from 1 to 400; 30 when absent. */
  readonly days?: number;
  /** End of the logs: nothing is later. */
  readonly until: Date;
  /** What happens beside daily work; the leaked key when absent, and nothing when empty. */
  readonly stories?: readonly StoryName[];
  /** `small` is about 70 thousand events, 280 thousand flows and 80 thousand queries a month; a factor multiplies that. */
  readonly size?: 'small' | { readonly factor: number };
}

/** Fixes what follows from the options. Throws `Fault('Usage')` for figures that make no simulation. */
export function planOf({ seed, days = 30, until, size = 'small' }: SimulationOptions): Plan {
  const end = until.getTime();
  const factor = size === 'small' ? 1 : size.factor;
  if (!(days >= 1 && days <= 400)) refuse('days', days, 'a number from 1 to 400');
  if (!(factor > 0 && factor <= 1000)) refuse('factor', factor, 'a number above 0, at most 1000');
  if (Number.isNaN(end)) refuse('until', String(until), 'a valid date');
  const start = Math.floor((end - days * dayLength) / hourLength) * hourLength;
  return { seed, start, until: end, factor, fleet: planFleet(seed, { start, until: end, factor }) };
}

function refuse(name: string, given: string | number, wanted: string): never {
  throw new Fault('Usage', {
    en: `The simulation cannot use ${name} ${given}. Give ${wanted}.`,
    ja: `模擬データの ${name} に ${given} は使えません。${wanted} を指定してください。`,
  });
}
