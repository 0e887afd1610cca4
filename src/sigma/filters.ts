import { z } from 'zod';
import { attributesOf, logsourceOf, Mapping } from './attributes.ts';
import type { RuleDocument } from './documents.ts';
import { applies } from './logsource.ts';
import type { Placeholders } from './placeholders.ts';
import { readDetection } from './read-rule.ts';
import type { LogsourceOf, Rule, RuleProblem } from './rule.ts';
import { below, problemAt, Trouble } from './trouble.ts';
import type { Tree } from './tree.ts';

/** A document that takes away matches of other rules. */
export interface Filter {
  readonly title: string;
  /** Ids or names of rules; `any` for every rule of its log. */
  readonly rules: readonly string[] | 'any';
  readonly logsource: LogsourceOf;
  /** What an event must satisfy for a rule to stand. */
  readonly keep: Tree;
  readonly file: string;
  readonly line: number;
}

const Rules = z.union([
  z.array(z.string().min(1)).min(1),
  z
    .string()
    .min(1)
    .transform((rule) => [rule]),
]);

/** Reads a document with a `filter`. Throws a Trouble. */
export function readFilter(content: Mapping, document: RuleDocument, placeholders: Placeholders): Filter {
  const { title, file, line } = attributesOf(content, document);
  const logsource = logsourceOf(content);
  const block = Mapping.safeParse(content['filter']);
  const rules = Rules.safeParse(block.data?.['rules']);
  if (!rules.success) {
    throw new Trouble(
      { en: 'The filter does not say for which rules it is.', ja: 'フィルターの対象となるルールが書かれていません。' },
      {
        en: 'Write their ids or names below filter: rules:, or any.',
        ja: 'filter: rules: の下にルールの id か名前、または any を書いてください。',
      },
      ['filter', 'rules'],
    );
  }
  const condition = below(['filter'], () => readDetection(block.data, placeholders, ['rules']));
  const any = rules.data.some((rule) => rule.toLowerCase() === 'any');
  return { title, file, line, logsource, rules: any ? 'any' : rules.data, keep: keepOf(condition) };
}

/**
 * The specification's condition names what is taken away (`condition: selection`); pySigma's users write what is
 * kept (`condition: not selection`). One that only negates cannot be meant the first way: both are understood.
 */
const keepOf = (condition: Tree): Tree => (onlyNegates(condition) ? condition : { kind: 'not', of: condition });

function onlyNegates(tree: Tree): boolean {
  if (tree.kind === 'not') return true;
  return tree.kind !== 'test' && tree.of.every(onlyNegates);
}

/** Every rule with its filters merged into it; a filter that finds no rule is a problem. */
export function mergeFilters(
  rules: readonly Rule[],
  filters: readonly Filter[],
): { rules: Rule[]; problems: RuleProblem[] } {
  const merged = rules.map((rule): Rule => {
    const mine = filters.filter((filter) => speaksOf(filter, rule));
    return mine.length === 0
      ? rule
      : { ...rule, detection: { kind: 'all', of: [rule.detection, ...mine.map(({ keep }) => keep)] } };
  });
  const problems = filters
    .filter((filter) => !rules.some((rule) => speaksOf(filter, rule)))
    .map(({ title, ...place }) =>
      problemAt(place, {
        sentence: {
          en: `The filter "${title}" changes no rule.`,
          ja: `フィルター「${title}」が対象とするルールがありません。`,
        },
        remedy: {
          en: 'Check the ids or names below rules:, and that its logsource is the one of those rules.',
          ja: 'rules: の下の id か名前と、logsource が対象のルールと同じであることを確認してください。',
        },
      }),
    );
  return { rules: merged, problems };
}

function speaksOf(filter: Filter, rule: Rule): boolean {
  if (!applies(filter.logsource, [rule.logsource])) return false;
  return (
    filter.rules === 'any' ||
    filter.rules.includes(rule.id) ||
    (rule.name !== undefined && filter.rules.includes(rule.name))
  );
}
