import { attributesOf, logsourceOf, Mapping } from './attributes.ts';
import { readCondition, type Selections } from './condition.ts';
import type { RuleDocument } from './documents.ts';
import type { Placeholders } from './placeholders.ts';
import type { Rule } from './rule.ts';
import { readSelection } from './selection.ts';
import { below, Trouble } from './trouble.ts';
import type { Tree } from './tree.ts';

/** Reads a document with a `detection`. Throws a Trouble. */
export function readRule(content: Mapping, document: RuleDocument, placeholders: Placeholders): Rule {
  return {
    ...attributesOf(content, document),
    logsource: logsourceOf(content),
    detection: below(['detection'], () => readDetection(content['detection'], placeholders, [])),
  };
}

/** Selections and their condition as one tree; `besides` are keys of the block that are no selections. */
export function readDetection(block: unknown, placeholders: Placeholders, besides: readonly string[]): Tree {
  const detection = Mapping.safeParse(block);
  if (!detection.success)
    throw new Trouble(
      { en: 'The detection is no map.', ja: 'detection がマップになっていません。' },
      { en: 'Write selections and a condition below it.', ja: 'その下にセレクションと condition を書いてください。' },
    );
  const { condition, ...rest } = detection.data;
  const named = Object.entries(rest).filter(([name]) => !besides.includes(name) && name !== 'timeframe');
  const selections: Selections = new Map(
    named.map(([name, selection]) => [name, below([name], () => readSelection(selection, placeholders))]),
  );
  if (condition === undefined || condition === null)
    throw new Trouble(
      { en: 'The condition is missing.', ja: 'condition がありません。' },
      {
        en: 'Write how the selections belong together, such as: condition: selection.',
        ja: 'セレクションの組み合わせを書いてください。例: condition: selection',
      },
    );
  return below(['condition'], () => readCondition(condition, selections));
}
