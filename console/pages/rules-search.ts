import { kept, type Address } from '../address.ts';
import type { Level, RuleLine } from '../operations.ts';

/** What the list of rules can be restricted to, as it stands in the address: `?severity=high&tactic=impact&state=off`. */
const names = ['text', 'severity', 'tactic', 'origin', 'state', 'fired'] as const;
type Name = (typeof names)[number];

/** Reads the search part of an address; whatever does not fit is left out. */
export const rulesSearch = (given: Readonly<Record<string, unknown>>): Address =>
  kept(given, (name) => names.some((known) => known === name));

/** Where rules come from. */
export const origins = ['yagura', 'folder', 'written'] as const;
export const originOf = ({ own, written }: RuleLine): (typeof origins)[number] =>
  own ? 'yagura' : written ? 'written' : 'folder';

/** The rules that an address asks for; `but` leaves one of its restrictions out. */
export const fitting = (rules: readonly RuleLine[], search: Address, but?: Name): RuleLine[] =>
  rules.filter((rule) =>
    names.every((name) => {
      const asked = name === but ? [] : (search[name] ?? []);
      return asked.length === 0 || fits[name](rule, asked);
    }),
  );

const fits: Readonly<Record<Name, (rule: RuleLine, asked: readonly string[]) => boolean>> = {
  text: (rule, [text = '']) => haystack(rule).includes(text.toLowerCase()),
  severity: ({ level }, levels) => levels.includes(level),
  tactic: ({ tactics }, asked) => tactics.some((tactic) => asked.includes(tactic)),
  origin: (rule, asked) => asked.includes(originOf(rule)),
  state: ({ on }, asked) => asked.includes(on ? 'on' : 'off'),
  fired: ({ recent }, asked) => asked.includes(recent > 0 ? 'yes' : 'no'),
};

const haystack = ({ title, type, file, tactics, techniques, id, sees, why }: RuleLine): string =>
  [title.en, title.ja, type, file, id, sees.en, sees.ja, why?.en ?? '', why?.ja ?? '', ...tactics, ...techniques]
    .join('\n')
    .toLowerCase();

/** How many of the rules have each level. */
export const countsOf = (rules: readonly RuleLine[]): Map<Level, number> => {
  const counts = new Map<Level, number>();
  for (const { level } of rules) counts.set(level, (counts.get(level) ?? 0) + 1);
  return counts;
};
