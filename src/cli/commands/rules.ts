import { levels } from '#attack';
import type { Claimed, RuleOutcome, Window } from '#detect';
import { Fault, type Language } from '#kernel';
import type { CommandContext, CommandFile, Library } from '../context.ts';
import { oneOf, ruleFolders } from '../option.ts';
import { everyOutcome, outcomesOf } from '../rule-outcomes.ts';
import { tellProblems } from '../rule-problems.ts';
import { tableOf } from '../table.ts';
import { visible } from '../visible.ts';

/** `yagura rules list|test|explain`: what is looked for, whether it works, and how it decides. */
const rules: CommandFile = (program, context) => {
  const group = program.command('rules').description('The rules: list them, run their tests, explain one');
  group
    .command('list')
    .description('List every rule')
    .addOption(ruleFolders())
    .action((options: Folders) => list(options, context));
  group
    .command('test')
    .description('Run the tests that stand in the rules')
    .argument('[rule]', 'id, finding type or part of the title; every rule when left out')
    .addOption(ruleFolders())
    .addOption(oneOf('--format <format>', 'text, or one JSON line for every test', ['text', 'jsonl'], 'text'))
    .action((wanted: string | undefined, options: Tested) => test(wanted, options, context));
  group
    .command('explain')
    .description('How a rule decides, and what it cannot see')
    .argument('<rule>', 'id, finding type or part of the title')
    .addOption(ruleFolders())
    .action((wanted: string, options: Folders) => explain(wanted, options, context));
};
export default rules;

interface Folders {
  readonly rules?: string[];
}

async function list(options: Folders, context: CommandContext): Promise<void> {
  const library = await context.library(context.config(), options.rules);
  const { book } = library;
  const shown = book.all
    .filter(({ type }) => type !== '')
    .toSorted((a, b) => levels.indexOf(b.severity) - levels.indexOf(a.severity) || a.type.localeCompare(b.type));
  const rows = shown.map(({ severity, type, title, techniques }) => [
    severity,
    type,
    title[context.config().language],
    techniques.join(' '),
  ]);
  for (const line of tableOf(['level', 'finding type', 'title', 'techniques'], rows, context.terminal.columns))
    context.terminal.out(line);
  tellProblems(library, context.terminal);
  context.terminal.out(
    `${shown.length} rules, ${book.all.length - shown.length} signals that only correlations count, ${book.problems.length} not usable.`,
  );
  if (book.problems.length > 0) context.exitWith(1);
}

interface Tested extends Folders {
  readonly format: 'text' | 'jsonl';
}

async function test(
  wanted: string | undefined,
  { format, ...options }: Tested,
  context: CommandContext,
): Promise<void> {
  const library = await context.library(context.config(), options.rules);
  const { problems } = library.book;
  const outcomes =
    wanted === undefined
      ? await everyOutcome(library, context)
      : await outcomesOf(fitting(library, wanted), library, context);
  const failed = outcomes.filter(({ passed }) => !passed);
  if (format === 'jsonl') for (const outcome of outcomes) context.terminal.out(JSON.stringify(outcome));
  else tell(failed, context);
  tellProblems(library, context.terminal);
  if (format === 'text')
    context.terminal.out(
      `${outcomes.length - failed.length} passed, ${failed.length} failed, ${problems.length} rules not usable.`,
    );
  if (failed.length + problems.length > 0) context.exitWith(1);
}

function tell(failed: readonly RuleOutcome[], { terminal }: CommandContext): void {
  for (const { file, rule, name, expected } of failed)
    terminal.err(
      `${file}: "${rule}": ${name} should ${expected === 'fires' ? 'match and does not' : 'not match and does'}.`,
    );
}

async function explain(wanted: string, options: Folders, context: CommandContext): Promise<void> {
  const library = await context.library(context.config(), options.rules);
  const { book } = library;
  const { language } = context.config();
  for (const claimed of fitting(library, wanted))
    for (const line of explanation(claimed, book.textOf(claimed.rule.file), language))
      context.terminal.out(visible(line));
}

/** The rules that somebody means. Throws `NotFound` when there is none. */
function fitting({ book }: Library, wanted: string): Claimed[] {
  const fits = matching(book.all, wanted);
  if (fits.length > 0) return fits;
  throw new Fault(
    'NotFound',
    `No rule has the id, finding type or title "${wanted}". List them with: yagura rules list`,
  );
}

function matching(all: readonly Claimed[], wanted: string): Claimed[] {
  const exact = all.filter(({ id, type }) => id === wanted || type === wanted);
  const lower = wanted.toLowerCase();
  return exact.length > 0
    ? exact
    : all.filter(({ title, type }) => `${type} ${title.en} ${title.ja}`.toLowerCase().includes(lower));
}

function explanation(
  { title, type, severity, guide, rule, techniques }: Claimed,
  text: string,
  language: 'en' | 'ja',
): string[] {
  const known = guide?.explain[language];
  return [
    title[language],
    `  ${type || 'signal'}  ${severity}  ${techniques.join(' ')}  ${rule.file}:${rule.line}`,
    ...(known === undefined ? [] : ['', `  ${known.why}`, `  ${known.how}`]),
    ...(guide?.gaps === undefined
      ? []
      : ['', `  ${language === 'ja' ? '見えないもの' : 'It cannot see'}: ${guide.gaps[language]}`]),
    '',
    ...('finds' in rule ? asks(rule, language) : decides(text)).map((line) => `  ${line}`),
    '',
  ];
}

/** The part of a rule's text that decides: its detection or correlation blocks, as they are written. */
function decides(text: string): string[] {
  const lines = text.split('\n');
  return lines.filter((_, index) => {
    const head = lines.slice(0, index + 1).findLast((above) => /^\S/.test(above)) ?? '';
    return /^(logsource|detection|correlation|baseline|sequence|---)/.test(head);
  });
}

const words = {
  en: { reads: 'It reads', of: 'in windows of', each: 'one every', by: 'It decides by' },
  ja: { reads: '読むもの', of: '時間枠', each: 'ずらす幅', by: 'しきい値' },
} as const;

/** How a window decides: what it reads, its thresholds with their reasons, and its SQL. */
function asks({ reads, spanSeconds, stepSeconds, thresholds, finds }: Window, language: Language): string[] {
  const say = words[language];
  return [
    `${say.reads} ${reads}, ${say.of} ${span(spanSeconds)}, ${say.each} ${span(stepSeconds)}`,
    `${say.by}:`,
    ...Object.entries(thresholds).map(([name, { is, why }]) => `  ${name} = ${String(is)}  ${why}`),
    '',
    ...finds.trim().split('\n'),
  ];
}

const span = (seconds: number): string =>
  seconds % 86_400 === 0
    ? `${seconds / 86_400} d`
    : seconds % 3600 === 0
      ? `${seconds / 3600} h`
      : `${seconds / 60} min`;
