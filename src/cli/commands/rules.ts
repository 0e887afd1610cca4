import { levels } from '#attack';
import type { Claimed, RuleOutcome } from '#detect';
import { levelNames } from '#investigate';
import { Fault } from '#kernel';
import type { CommandContext, CommandFile, Library } from '../context.ts';
import { oneOf, ruleFolders } from '../option.ts';
import { explanation } from '../rule-explanation.ts';
import { everyOutcome, outcomesOf } from '../rule-outcomes.ts';
import { tellProblems } from '../rule-problems.ts';
import { tableOf } from '../table.ts';
import { visible } from '../visible.ts';

/** `yagura rules list|test|explain`: what is looked for, whether it works, and how it decides. */
const rules: CommandFile = (program, context) => {
  const { say } = context;
  const group = program
    .command('rules')
    .description(say({ en: 'The rules: list them, run their tests, explain one', ja: 'ルール: 一覧、テスト、説明' }));
  group
    .command('list')
    .description(say({ en: 'List every rule', ja: 'すべてのルールを一覧する' }))
    .addOption(ruleFolders(say))
    .action((options: Folders) => list(options, context));
  group
    .command('test')
    .description(say({ en: 'Run the tests that stand in the rules', ja: 'ルールに書かれたテストを実行する' }))
    .argument(
      '[rule]',
      say({
        en: 'id, finding type or part of the title; every rule when left out',
        ja: 'ID、検出タイプ、またはタイトルの一部。省略するとすべて',
      }),
    )
    .addOption(ruleFolders(say))
    .addOption(
      oneOf(
        '--format <format>',
        say({ en: 'text, or one JSON line for every test', ja: 'text、またはテストごとに 1 行の JSON' }),
        ['text', 'jsonl'],
        'text',
      ),
    )
    .action((wanted: string | undefined, options: Tested) => test(wanted, options, context));
  group
    .command('explain')
    .description(
      say({ en: 'How a rule decides, and what it cannot see', ja: 'ルールの判定の仕組みと、見えないものを示す' }),
    )
    .argument(
      '<rule>',
      say({ en: 'id, finding type or part of the title', ja: 'ID、検出タイプ、またはタイトルの一部' }),
    )
    .addOption(ruleFolders(say))
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
    context.language === 'ja' ? levelNames[severity].ja : severity,
    type,
    title[context.language],
    techniques.join(' '),
  ]);
  for (const line of tableOf(header[context.language], rows, context.terminal.columns)) context.terminal.out(line);
  tellProblems(library, context);
  const [signals, unusable] = [book.all.length - shown.length, book.problems.length];
  context.terminal.out(
    context.say({
      en: `${shown.length} rules, ${signals} signals that only correlations count, ${unusable} not usable.`,
      ja: `ルール ${shown.length} 件、相関ルールだけが数えるシグナル ${signals} 件、使えないもの ${unusable} 件。`,
    }),
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
  tellProblems(library, context);
  if (format === 'text')
    context.terminal.out(
      context.say({
        en: `${outcomes.length - failed.length} passed, ${failed.length} failed, ${problems.length} rules not usable.`,
        ja: `成功 ${outcomes.length - failed.length} 件、失敗 ${failed.length} 件、使えないルール ${problems.length} 件。`,
      }),
    );
  if (failed.length + problems.length > 0) context.exitWith(1);
}

function tell(failed: readonly RuleOutcome[], { terminal, say }: CommandContext): void {
  for (const { file, rule, name, expected } of failed) {
    const fires = expected === 'fires';
    terminal.err(
      say({
        en: `${file}: "${rule}": ${name} should ${fires ? 'match and does not' : 'not match and does'}.`,
        ja: `${file}: 「${rule}」: ${name} は${fires ? '一致するはずですが、一致しません' : '一致しないはずですが、一致します'}。`,
      }),
    );
  }
}

async function explain(wanted: string, options: Folders, context: CommandContext): Promise<void> {
  const library = await context.library(context.config(), options.rules);
  const { book } = library;
  const { language } = context;
  for (const claimed of fitting(library, wanted))
    for (const line of explanation(claimed, book.textOf(claimed.rule.file), language))
      context.terminal.out(visible(line));
}

/** The rules that somebody means. Throws `NotFound` when there is none. */
function fitting({ book }: Library, wanted: string): Claimed[] {
  const fits = matching(book.all, wanted);
  if (fits.length > 0) return fits;
  throw new Fault('NotFound', {
    en: `No rule has the id, finding type or title "${wanted}". List them with: yagura rules list`,
    ja: `ID、検出タイプ、タイトルが "${wanted}" に当てはまるルールはありません。一覧は yagura rules list で見られます。`,
  });
}

function matching(all: readonly Claimed[], wanted: string): Claimed[] {
  const exact = all.filter(({ id, type }) => id === wanted || type === wanted);
  const lower = wanted.toLowerCase();
  return exact.length > 0
    ? exact
    : all.filter(({ title, type }) => `${type} ${title.en} ${title.ja}`.toLowerCase().includes(lower));
}

const header = {
  en: ['level', 'finding type', 'title', 'techniques'],
  ja: ['重大度', '検出タイプ', 'タイトル', 'テクニック'],
} as const;
