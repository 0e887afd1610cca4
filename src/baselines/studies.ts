import { topics } from './calls-of-tactics.ts';
import { elsewhere } from './elsewhere.ts';
import { firstUse, wakes } from './first-use.ts';
import { instanceKeys } from './instance-keys.ts';
import type { Study } from './question.ts';
import { unusualRates } from './rates.ts';
import { surprisingCalls } from './surprising-calls.ts';
import { impossibleTravel } from './travel.ts';

/** A study, what it may be asked about, and by which thresholds it decides. */
interface Studied {
  readonly ask: Study;
  /** Whether it looks at calls, or at where callers were: then the day before and after matters too. */
  readonly at: 'calls' | 'sightings';
  readonly about: readonly string[];
  readonly thresholds: readonly string[];
}

/** Every study that there is. */
const studies = {
  'surprising-calls': { ask: surprisingCalls, at: 'calls', about: topics, thresholds: ['bits', 'sureBits'] },
  'unusual-rates': {
    ask: unusualRates,
    at: 'calls',
    about: ['calls', 'errors'],
    thresholds: ['calls', 'times', 'days'],
  },
  'first-use': { ask: firstUse, at: 'calls', about: ['region', 'service'], thresholds: [] },
  wakes: { ask: wakes, at: 'calls', about: ['key', 'caller'], thresholds: ['days'] },
  elsewhere: { ask: elsewhere, at: 'calls', about: ['program', 'meanwhile'], thresholds: ['bits'] },
  'impossible-travel': {
    ask: impossibleTravel,
    at: 'sightings',
    about: ['console', 'keys'],
    thresholds: ['kilometres', 'kilometresAnHour'],
  },
  'instance-keys': { ask: instanceKeys, at: 'sightings', about: ['outside', 'inside'], thresholds: [] },
} as const satisfies Record<string, Studied>;

export type StudyName = keyof typeof studies;
export const study = (name: StudyName): Studied => studies[name];
export const studyNames = [
  'surprising-calls',
  'unusual-rates',
  'first-use',
  'wakes',
  'elsewhere',
  'impossible-travel',
  'instance-keys',
] as const satisfies readonly StudyName[];
