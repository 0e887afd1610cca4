import { Guide, Level } from '#attack';
import { Fault, issuesText, type TextFile } from '#kernel';
import {
  parseRules,
  problemAt,
  type Correlation,
  type Described,
  type ParsedRules,
  type Rule,
  type RuleProblem,
} from '#sigma';
import { signsOf, type Signs } from './signs.ts';
import { readBaselineRules, type BaselineRule } from './baseline-rule.ts';
import { readSequenceRules, type SequenceRule } from './sequence-rule.ts';
import { guideBlock, type Guides } from './read-rules.ts';
import { readWindows, type Window } from './window.ts';

/** What a hit of a rule claims: how the finding is called and how bad it is. */
export interface Claimed extends Signs {
  readonly id: string;
  /** Empty for a signal: a rule that only feeds correlations. */
  readonly type: string;
  readonly title: { readonly en: string; readonly ja: string };
  readonly severity: Level;
  readonly guide: Guide | undefined;
  readonly rule: Rule | Correlation | Window | BaselineRule | SequenceRule;
  /** True for the rules that come with Yagura. */
  readonly own: boolean;
}

/** True for a rule whose tests are not single events of a log: windows, baselines and sequences make theirs. */
export const looksAtMany = (rule: Claimed['rule']): boolean => 'finds' in rule || 'about' in rule || 'sequence' in rule;

/** All rules that are in force, by what they claim. */
export interface RuleBook {
  readonly rules: readonly Rule[];
  readonly correlations: readonly Correlation[];
  readonly windows: readonly Window[];
  readonly baselines: readonly BaselineRule[];
  readonly sequences: readonly SequenceRule[];
  readonly problems: readonly RuleProblem[];
  claimed(ruleId: string): Claimed | undefined;
  readonly all: readonly Claimed[];
  /** The text of a file of rules as it was written; empty for a file that was not read. */
  textOf(file: string): string;
}

/** What a rule claims that somebody asks for. Throws `NotFound`. */
export function claimedIn(book: RuleBook, id: string): Claimed {
  const claimed = book.claimed(id);
  if (claimed !== undefined) return claimed;
  throw new Fault('NotFound', {
    en: `There is no rule ${id}. Open the list of rules.`,
    ja: `ルール ${id} はありません。ルールの一覧を開いてください。`,
  });
}

/** Files of rules: those that come with Yagura, and other people's. */
export interface RuleFiles {
  readonly own: readonly TextFile[];
  readonly other: readonly TextFile[];
}

/** Reads every rule (`parsed`, when that was done before, and `guides` of some of them). A rule that cannot be used is a problem with file, line and remedy; the others are in force. */
export function openBook(
  files: RuleFiles,
  parsed: ParsedRules = parseRules([...files.own, ...files.other]),
  guides: Guides = {},
): RuleBook {
  const own = new Set(files.own.map(({ file }) => file));
  const problems = [...parsed.problems];
  const windows = readWindows(having(parsed.windows, 'window'), (file) => own.has(file), problems);
  const baselines = readBaselineRules(having(parsed.windows, 'baseline'), problems);
  const sequences = readSequenceRules(having(parsed.windows, 'sequence'), problems);
  const everything = [...parsed.rules, ...parsed.correlations, ...windows, ...baselines, ...sequences];
  const signals = signalsOf(parsed.correlations);
  const all = everything.map((rule) =>
    claimedOf(rule, guides[rule.id] ?? guideOf(rule, problems), {
      own: own.has(rule.file),
      signal: signals.has(rule.id),
    }),
  );
  const byId = new Map(all.map((claimed) => [claimed.id, claimed]));
  const texts = new Map([...files.own, ...files.other].map(({ file, text }) => [file, text]));
  return {
    rules: parsed.rules,
    correlations: parsed.correlations,
    windows,
    baselines,
    sequences,
    problems,
    all,
    claimed: (id) => byId.get(id),
    textOf: (file) => texts.get(file) ?? '',
  };
}

/** A signal without a guide raises nothing by itself. */
function claimedOf(
  rule: Claimed['rule'],
  guide: Guide | undefined,
  { own, signal }: { readonly own: boolean; readonly signal: boolean },
): Claimed {
  return {
    id: rule.id,
    type: signal && guide === undefined ? '' : (guide?.finding ?? typeOf(rule)),
    title: guide?.name ?? { en: rule.title, ja: rule.title },
    severity: severityOf(rule),
    guide,
    rule,
    own,
    ...signsOf(rule.tags),
  };
}

const having = (described: readonly Described[], name: string): Described[] =>
  described.filter(({ extra }) => name in extra);

/** Rules that a correlation counts; they raise nothing by themselves unless it says `generate: true` (Sigma 2.1). */
const signalsOf = (correlations: readonly Correlation[]): Set<string> =>
  new Set(correlations.filter(({ generate }) => !generate).flatMap(({ rules }) => rules));

function guideOf(rule: Described, problems: RuleProblem[]): Guide | undefined {
  const { block } = guideBlock(rule);
  if (!('finding' in block) && !('explain' in block)) return undefined; // somebody else's rule
  const parsed = Guide.safeParse(block);
  if (parsed.success) return parsed.data;
  const why = issuesText(parsed.error, { whole: { en: 'the explanation', ja: '説明' } });
  problems.push(
    problemAt(rule, {
      sentence: {
        en: `The explanation of "${rule.title}" is not complete: ${why.en}.`,
        ja: `「${rule.title}」の説明が揃っていません（${why.ja}）。`,
      },
      remedy: {
        en: 'Write finding, name, explain, respond and tests as content/rules/stealth-cloudtrail-logging-disabled.yml does.',
        ja: 'content/rules/stealth-cloudtrail-logging-disabled.yml のように finding、name、explain、respond、tests を書いてください。',
      },
    }),
  );
  return undefined;
}

const severityOf = (rule: Described): Level => Level.safeParse(rule.level).data ?? 'medium';

/** A type in GuardDuty's form for a rule that names none: `DefenseEvasion:AWS/TrailStopped`. */
function typeOf(rule: Described): string {
  const [tactic = 'unusual-behavior'] = signsOf(rule.tags).tactics;
  return `${camel(tactic)}:AWS/${camel(rule.title) || 'Rule'}`;
}

const camel = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
