import { isDeepStrictEqual } from 'node:util';
import type { TextFile } from '#kernel';
import { withActions } from './actions.ts';
import { attributesOf, Mapping } from './attributes.ts';
import { documentsOf, type RuleDocument } from './documents.ts';
import { mergeFilters, readFilter, type Filter } from './filters.ts';
import type { Placeholders } from './placeholders.ts';
import { readCorrelation } from './read-correlation.ts';
import { readRule } from './read-rule.ts';
import { resolve } from './references.ts';
import type { Correlation, Described, Rule, RuleProblem } from './rule.ts';
import { problemAt, Trouble } from './trouble.ts';

/** What files of rules hold. Correlations come after those they name. */
export interface ParsedRules {
  readonly rules: Rule[];
  readonly correlations: Correlation[];
  /** Documents with a `window`, a `baseline` or a `sequence`, which are none of Sigma's business: they stand in `extra` as they were written. */
  readonly windows: Described[];
  readonly problems: RuleProblem[];
}

/**
 * Reads files of Sigma rules, correlations and filters (2.1), several documents a file. What cannot be used is a
 * problem with file, line and remedy, and everything else is in force; filters are merged into their rules.
 * `placeholders` gives values to the words of the modifier `expand`. `before` was parsed earlier, without filters and
 * placeholders of its own: the result is that of reading its files once more, before these.
 */
export function parseRules(
  files: readonly TextFile[],
  placeholders: Placeholders = {},
  before: ParsedRules = nothing,
): ParsedRules {
  const read = files.map(documentsOf);
  const shelf: Shelf = {
    rules: byId(before.rules),
    correlations: byId(before.correlations),
    windows: byId(before.windows),
    filters: [],
    problems: [...before.problems, ...read.flatMap(({ problems }) => problems)],
  };
  for (const document of read.flatMap(({ documents }) => withActions(documents)))
    readDocument(document, placeholders, shelf);
  const filtered = mergeFilters([...shelf.rules.values()], shelf.filters);
  const resolved = resolve(filtered.rules, [...shelf.correlations.values()]);
  return {
    rules: filtered.rules,
    correlations: resolved.correlations,
    windows: [...shelf.windows.values()],
    problems: [...shelf.problems, ...filtered.problems, ...resolved.problems],
  };
}

const nothing: ParsedRules = { rules: [], correlations: [], windows: [], problems: [] };

const byId = <T extends Described>(documents: readonly T[]): Map<string, T> =>
  new Map(documents.map((document) => [document.id, document]));

const beyondSigma = ['window', 'baseline', 'sequence'];

interface Shelf {
  readonly rules: Map<string, Rule>;
  readonly correlations: Map<string, Correlation>;
  readonly windows: Map<string, Described>;
  readonly filters: Filter[];
  readonly problems: RuleProblem[];
}

function readDocument(document: RuleDocument, placeholders: Placeholders, shelf: Shelf): void {
  try {
    const content = Mapping.safeParse(document.content);
    if (!content.success)
      throw new Trouble(
        { en: 'This document is no map of attributes.', ja: 'この文書は属性の一覧（マップ）になっていません。' },
        {
          en: 'Write title, logsource and detection, each on a line of its own.',
          ja: 'title、logsource、detection をそれぞれ別の行に書いてください。',
        },
      );
    if ('correlation' in content.data) place(shelf, shelf.correlations, readCorrelation(content.data, document));
    else if (beyondSigma.some((name) => name in content.data))
      place(shelf, shelf.windows, attributesOf(content.data, document));
    else if ('filter' in content.data) shelf.filters.push(readFilter(content.data, document, placeholders));
    else if ('detection' in content.data) place(shelf, shelf.rules, readRule(content.data, document, placeholders));
    else
      throw new Trouble(
        {
          en: 'This document holds neither detection nor correlation nor filter.',
          ja: 'この文書には detection も correlation も filter もありません。',
        },
        { en: 'Write what it looks for below detection:.', ja: '検出する内容を detection: の下に書いてください。' },
      );
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    shelf.problems.push(problemAt({ file: document.file, line: document.lineAt(error.path) }, error));
  }
}

/** Puts a rule where it belongs; an id belongs to the first that bears it, and a copy of that one says nothing new. */
function place<T extends Described>(shelf: Shelf, where: Map<string, T>, document: T): void {
  const first = shelf.rules.get(document.id) ?? shelf.correlations.get(document.id) ?? shelf.windows.get(document.id);
  if (first === undefined) where.set(document.id, document);
  else if (!sameMeaning(first, document)) {
    throw new Trouble(
      {
        en: `The id ${document.id} belongs to the rule at ${first.file}:${first.line} already.`,
        ja: `id ${document.id} は ${first.file}:${first.line} のルールがすでに使っています。`,
      },
      {
        en: 'Give this rule an id of its own, or remove one of the two.',
        ja: 'このルールに別の id を付けるか、どちらかを削除してください。',
      },
      ['id'],
    );
  }
}

const sameMeaning = (one: Described | Rule, other: Described | Rule): boolean =>
  isDeepStrictEqual(meaningOf(one), meaningOf(other));

const meaningOf = (document: Described | Rule): unknown =>
  'detection' in document
    ? [document.detection, document.logsource, document.title]
    : { ...document, file: '', line: 0 };
