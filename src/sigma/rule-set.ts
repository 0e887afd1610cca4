import { grouped, once } from '#kernel';
import type { Fields } from './cells.ts';
import type { Aliases } from './compile.ts';
import { applies, inWords, type Offered } from './logsource.ts';
import type { Rule, RuleProblem } from './rule.ts';
import { SourceRules } from './source-rules.ts';
import { problemAt } from './trouble.ts';

/** What a set of rules needs to know of a source. */
export interface SourceOfRules {
  readonly name: string;
  /** The logsources of rules that speak of it. */
  readonly logsources: readonly Offered[];
  /** Sigma's names of fields to those of the log: `query` -> `query_name`. */
  readonly aliases: Aliases;
}

/** Rules by source, ready to meet events. */
export interface RuleSet {
  /** The rules that match an event of a source, in the order given. */
  match(source: string, fields: Fields): readonly Rule[];
  /** The same by asking every rule: the oracle of `match`. */
  fullScan(source: string, fields: Fields): readonly Rule[];
  /**
   * False: no rule can match this record, and it need not be parsed. True: one might, or asking does not pay.
   * The record is the JSON (UTF-8 bytes or text) of the fields that `match` would get, alone or in an envelope.
   */
  wants(source: string, line: Buffer | string): boolean;
  /** The rules that speak of a source. */
  rulesOf(source: string): readonly Rule[];
  /** Rules that no source speaks of, one problem for each log that they wait for. */
  readonly problems: readonly RuleProblem[];
}

/** Puts rules and sources together; what a source needs is made when its first event comes. */
export function ruleSet(rules: readonly Rule[], sources: readonly SourceOfRules[]): RuleSet {
  const bySource = new Map(
    sources.map((source) => [
      source.name,
      // Most readings meet few of the sources.
      once(
        () =>
          new SourceRules(
            rules.filter((rule) => speaksOf(rule, source)),
            source.aliases,
          ),
      ),
    ]),
  );
  return {
    match: (source, fields) => bySource.get(source)?.().match(fields) ?? [],
    fullScan: (source, fields) => bySource.get(source)?.().fullScan(fields) ?? [],
    wants: (source, line) => bySource.get(source)?.().wants(line) ?? false,
    rulesOf: (name) => {
      const source = sources.find((one) => one.name === name);
      return source === undefined ? [] : rules.filter((rule) => speaksOf(rule, source));
    },
    problems: problemsOf(rules.filter((rule) => !sources.some((source) => speaksOf(rule, source)))),
  };
}

const speaksOf = (rule: Rule, source: SourceOfRules): boolean => applies(rule.logsource, source.logsources);

/** Collections for every system there is bring thousands of rules for a few logs. */
const problemsOf = (unasked: readonly Rule[]): RuleProblem[] =>
  [...grouped(unasked, ({ logsource }) => inWords(logsource))].flatMap(([log, [first, ...others]]) =>
    first === undefined ? [] : problemOf(log, first, others.length),
  );

const problemOf = (log: string, { title, ...place }: Rule, others: number): RuleProblem =>
  problemAt(place, {
    sentence: {
      en: `The rule "${title}"${others === 0 ? ' is' : ` and ${others} more are`} never asked: no source gives the log of ${log}.`,
      ja: `ルール「${title}」${others === 0 ? '' : `など ${others + 1} 件`}は評価されません。${log} のログを出すソースがありません。`,
    },
    remedy: {
      en: 'Check product, service and category of the logsource.',
      ja: 'logsource の product、service、category を確認してください。',
    },
  });
