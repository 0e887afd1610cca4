import { levels } from '#attack';
import { testRules, type Claimed } from '#detect';
import { Fault } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { ruleFolders } from '../option.ts';
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
    .addOption(ruleFolders())
    .action((options: Folders) => test(options, context));
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

async function test(options: Folders, context: CommandContext): Promise<void> {
  const library = await context.library(context.config(), options.rules);
  const { book, sources } = library;
  const outcomes = testRules(book, sources);
  const failed = outcomes.filter(({ passed }) => !passed);
  for (const { file, rule, name, expected } of failed)
    context.terminal.err(
      `${file}: "${rule}": ${name} should ${expected === 'fires' ? 'match and does not' : 'not match and does'}.`,
    );
  tellProblems(library, context.terminal);
  context.terminal.out(
    `${outcomes.length - failed.length} passed, ${failed.length} failed, ${book.problems.length} rules not usable.`,
  );
  if (failed.length + book.problems.length > 0) context.exitWith(1);
}

async function explain(wanted: string, options: Folders, context: CommandContext): Promise<void> {
  const { book } = await context.library(context.config(), options.rules);
  const { language } = context.config();
  const fits = matching(book.all, wanted);
  if (fits.length === 0)
    throw new Fault(
      'NotFound',
      `No rule has the id, finding type or title "${wanted}". List them with: yagura rules list`,
    );
  for (const claimed of fits)
    for (const line of explanation(claimed, book.textOf(claimed.rule.file), language))
      context.terminal.out(visible(line));
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
    ...decides(text).map((line) => `  ${line}`),
    '',
  ];
}

/** The part of a rule's text that decides: its detection or correlation blocks, as they are written. */
function decides(text: string): string[] {
  const lines = text.split('\n');
  return lines.filter((_, index) => {
    const head = lines.slice(0, index + 1).findLast((above) => /^\S/.test(above)) ?? '';
    return /^(logsource|detection|correlation|---)/.test(head);
  });
}
