import type { Text } from '#kernel';
import { actorInWords, callOf, dayOf, type Behaviour } from './behaviour.ts';
import type { HabitsBefore } from './habits.ts';
import type { Material } from './question.ts';
import { subjectsOf, traitsOf, type Dimension } from './traits.ts';

/**
 * Why what these behaviours did is what their callers do regularly, as it was known before the day of the newest of
 * them; the text follows "because". Nothing is said where one of them is not known well enough, seldom does this, or
 * did it from a place or with a tool that is not usual; nor ever of the root user.
 */
export function regularly(
  behaviours: readonly Behaviour[],
  material: Pick<Material, 'habits' | 'geography'>,
): Text | undefined {
  const day = dayOf(behaviours.reduce((latest, { hour }) => Math.max(latest, hour), 0));
  const told = behaviours.map((one) => regularOf(one, day, material));
  const known = told.filter((one) => one !== undefined);
  if (known.length === 0 || known.length < told.length) return undefined;
  return known.reduce((least, one) => (one.days < least.days ? one : least)).because;
}

interface Regular {
  readonly days: number;
  readonly because: Text;
}

function regularOf(
  behaviour: Behaviour,
  day: number,
  { habits, geography }: Pick<Material, 'habits' | 'geography'>,
): Regular | undefined {
  const known = habits.of('actor', subjectsOf(behaviour).actor)?.before(day);
  if (known?.learnt !== true || behaviour.principalType === 'Root') return undefined;
  const traits = traitsOf(behaviour, geography);
  const isUsual = (dimension: Dimension): boolean => {
    const value = traits[dimension];
    return value === undefined || known.surprise(dimension, value).bits <= mostBits;
  };
  const call = callOf(behaviour);
  const isRegular = known.surprise('action', call).frequency === 'frequent';
  if (!isRegular || !isUsual('tool') || !(isUsual('network') || isKnownSystem(traits.system, known))) return undefined;
  const days = known.daysWith('action', call);
  return { days, because: because(behaviour, days, known.activeDays) };
}

/** As surprising as what is seen on one day of three: who often works from somewhere new tells nothing by it. */
const mostBits = Math.log2(3);

const isKnownSystem = (system: string | undefined, known: HabitsBefore): boolean =>
  system !== undefined && known.surprise('system', system).bits <= mostBits;

function because(behaviour: Behaviour, days: number, active: number): Text {
  const who = actorInWords(behaviour);
  return {
    en: `${who.en} did this on ${days} of the ${active} days with any call in the month before, from a place and with a tool that are usual for this caller.`,
    ja: `${who.ja} は、直前の 1 か月に活動した ${active} 日のうち ${days} 日で、普段と同じ場所とツールから同じ操作をしているためです。`,
  };
}
