import type { Text } from '#kernel';
import type { Correlation, Rule, RuleProblem } from './rule.ts';
import { problemAt } from './trouble.ts';

/** The correlations that can run, with the ids of what they name; one that names nothing known is a problem. */
export function resolve(
  rules: readonly Rule[],
  correlations: readonly Correlation[],
): { correlations: Correlation[]; problems: RuleProblem[] } {
  const problems: RuleProblem[] = [];
  const names = namesOf([...rules, ...correlations]);
  const resolved = correlations.flatMap((correlation) => {
    const missing = correlation.rules.find((name) => !names.has(name));
    if (missing === undefined) return [withIds(correlation, names)];
    problems.push(
      problemOf(
        correlation,
        {
          en: `names the rule "${missing}", which is not there or could not be read`,
          ja: `が参照するルール「${missing}」は、存在しないか読み取れません`,
        },
        {
          en: 'Check the id or name, and load the file that holds it too.',
          ja: 'id か名前を確認し、そのルールを含むファイルも読み込んでください。',
        },
      ),
    );
    return [];
  });
  return { correlations: withoutCircles(resolved, problems), problems };
}

/** By id, by name, and (as published rules do) by title; the first rule that bears it. */
function namesOf(documents: readonly (Rule | Correlation)[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const key of ['id', 'name', 'title'] as const) {
    for (const document of documents) {
      const name = document[key];
      if (name !== undefined && !names.has(name)) names.set(name, document.id);
    }
  }
  return names;
}

function withIds(correlation: Correlation, names: ReadonlyMap<string, string>): Correlation {
  const idOf = (name: string): string => names.get(name) ?? name;
  return {
    ...correlation,
    rules: correlation.rules.map(idOf),
    aliases: mapValues(correlation.aliases, (fields) =>
      Object.fromEntries(Object.entries(fields).map(([name, field]) => [idOf(name), field])),
    ),
  };
}

const mapValues = <A, B>(map: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));

/** Correlations in an order in which each comes after those it names; those that go in a circle are left out. */
function withoutCircles(correlations: readonly Correlation[], problems: RuleProblem[]): Correlation[] {
  const ordered: Correlation[] = [];
  const done = new Set<string>();
  let waiting = [...correlations];
  while (waiting.length > 0) {
    const open = new Set(waiting.map(({ id }) => id));
    const ready = waiting.filter(({ rules }) => rules.every((rule) => !open.has(rule) || done.has(rule)));
    if (ready.length === 0) break;
    for (const correlation of ready) done.add(correlation.id);
    ordered.push(...ready);
    waiting = waiting.filter((correlation) => !ready.includes(correlation));
  }
  for (const correlation of waiting)
    problems.push(
      problemOf(
        correlation,
        { en: 'depends on itself', ja: 'が自分自身に依存しています' },
        {
          en: 'Break the circle of correlations that name each other.',
          ja: '互いに参照し合う correlation の循環を解消してください。',
        },
      ),
    );
  return ordered;
}

const problemOf = ({ title, ...place }: Correlation, what: Text, remedy: Text): RuleProblem =>
  problemAt(place, {
    sentence: { en: `The correlation "${title}" ${what.en}.`, ja: `correlation「${title}」${what.ja}。` },
    remedy,
  });
