import { milder, type Level } from '#attack';
import type { Text } from '#kernel';
import type { Graded } from './regrade.ts';

/** How grave a finding is whose windows began at these times (milliseconds since 1970): a routine is a level milder. */
export function gradedByRoutine(level: Level, windows: readonly { readonly time: number }[]): Graded {
  const habit = routineOf(windows.map(({ time }) => time));
  const severity = milder(level);
  return habit === undefined || severity === level ? { severity: level } : { severity, habit };
}

/** Days that must lie between the first and the newest, both counted, and days on which it was found at least. */
const [known, often] = [7, 4];

/** Who does it on fewer days does it at times. The same share makes a call of CloudTrail frequent (decision 0029). */
const share = 1 / 3;

/** What lies longer before the newest day tells nothing of today. */
const memory = 30;

const dayLength = 86_400_000;

/** Why what was found at these times is a routine; the text follows "because". Undefined where it is none. */
function routineOf(times: readonly number[]): Text | undefined {
  const days = [...new Set(times.map((time) => Math.floor(time / dayLength)))].toSorted((a, b) => a - b);
  const newest = days.at(-1) ?? 0;
  const recent = days.filter((day) => day > newest - memory);
  const span = newest - (recent[0] ?? newest) + 1;
  if (span < known || recent.length < often || recent.length < span * share) return undefined;
  return {
    en: `the same was found on ${recent.length} of ${span} days.`,
    ja: `同じ動作を ${span} 日のうち ${recent.length} 日で検知しているためです。`,
  };
}
