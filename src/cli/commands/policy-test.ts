import { z } from 'zod';
import { runPolicyTests, type CoverageReport, type PolicyTestReport } from '#authz';
import type { Text } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { oneOf, optionsIn } from '../option.ts';
import { testedFolder } from '../policy-folder.ts';
import { policyGroup } from '../policy-group.ts';
import { visible } from '../visible.ts';

const Options = z.object({
  format: z.enum(['text', 'jsonl', 'junit']),
  minCoverage: z.coerce.number().min(0).max(100).optional(),
});
type Options = z.infer<typeof Options>;

/** `yagura policy test FOLDER`: the cases beside the policies, and what of the policies they try. */
const command: CommandFile = (program, context) => {
  const { say } = context;
  policyGroup(program, say)
    .command('test')
    .description(
      say({
        en: 'Run the tests that stand beside policies (*.tests.yml), and tell what they do not try',
        ja: 'ポリシーのテスト（*.tests.yml）を実行し、テストが試していないところを示す',
      }),
    )
    .argument(
      '[folder]',
      say({ en: 'holds the policies and their tests', ja: 'ポリシーとテストのあるフォルダー' }),
      '.',
    )
    .addOption(
      oneOf(
        '--format <format>',
        say({ en: 'how results are printed', ja: '表示の形式' }),
        ['text', 'jsonl', 'junit'],
        'text',
      ),
    )
    .option(
      '--min-coverage <percent>',
      say({
        en: 'exit with 1 when the tests try less of the policies and clauses than this',
        ja: 'テストが試すポリシーと条件の割合がこれ未満なら終了コード 1 で終わる',
      }),
    )
    .addHelpText(
      'after',
      say({
        en: '\nExit code: 0 every test passed; 1 one failed, or --min-coverage is not reached.',
        ja: '\n終了コード: 0 すべて成功した、1 失敗があった、または --min-coverage に届かない。',
      }),
    )
    .action((path: string, given: unknown) => test(path, optionsIn(Options, given), context));
};
export default command;

async function test(path: string, { format, minCoverage }: Options, context: CommandContext): Promise<void> {
  const report = runPolicyTests(await testedFolder(path, context));
  const failed = report.outcomes.filter(({ failure }) => failure !== undefined).length;
  formats[format](report, context);
  const covered = percentOf(report.coverage);
  const tooLittle = minCoverage !== undefined && covered < minCoverage;
  if (tooLittle)
    context.terminal.err(
      context.say({
        en: `The tests try ${covered.toFixed(1)} % of policies and clauses; ${minCoverage} % are wanted.`,
        ja: `テストが試すのはポリシーと条件の ${covered.toFixed(1)} % です。${minCoverage} % が必要です。`,
      }),
    );
  if (report.outcomes.length === 0)
    context.terminal.err(
      context.say({
        en: `There is no test in ${path}. Write one in a file that ends with .tests.yml.`,
        ja: `${path} にテストがありません。.tests.yml で終わる名前のファイルに書いてください。`,
      }),
    );
  if (failed > 0 || tooLittle || report.outcomes.length === 0) context.exitWith(1);
}

const formats: Readonly<Record<Options['format'], (report: PolicyTestReport, context: Printing) => void>> = {
  text: asText,
  jsonl: asLines,
  junit: asJunit,
};

const percentOf = ({ counts }: CoverageReport): number => {
  const all = counts.policies + counts.clauses;
  return all === 0 ? 100 : ((counts.decided + counts.seen) / all) * 100;
};

type Printing = Pick<CommandContext, 'terminal' | 'say'>;

function asText({ outcomes, coverage }: PolicyTestReport, { terminal, say }: Printing): void {
  const failed = outcomes.filter(({ failure }) => failure !== undefined);
  for (const {
    test: { file, line, name },
    failure,
  } of failed)
    if (failure !== undefined)
      terminal.err(
        say({ en: `${file}:${line}: ${name}: ${failure.en}.`, ja: `${file}:${line}: ${name}: ${failure.ja}。` }),
      );
  for (const line of untried(coverage)) terminal.out(visible(say(line)));
  const { policies, decided, clauses, seen } = coverage.counts;
  const [passed, percent] = [outcomes.length - failed.length, percentOf(coverage).toFixed(1)];
  terminal.out(
    say({
      en:
        `${passed} passed, ${failed.length} failed. ${decided} of ${policies} policies decided, ` +
        `${seen} of ${clauses} clauses were seen true and false (${percent} %).`,
      ja:
        `成功 ${passed} 件、失敗 ${failed.length} 件。ポリシー ${policies} 件のうち ${decided} 件が判定に効き、` +
        `条件 ${clauses} 件のうち ${seen} 件が真と偽の両方になりました（${percent} %）。`,
    }),
  );
}

function untried({ policies }: CoverageReport): Text[] {
  return policies.flatMap(({ id, place, decided, clauses }) => [
    ...(decided
      ? []
      : [
          {
            en: `${place.file}:${place.line}: the policy ${id} decided in no test`,
            ja: `${place.file}:${place.line}: ポリシー ${id} が判定に効いたテストがありません`,
          },
        ]),
    ...clauses.flatMap((clause) => {
      const unseen = [clause.true ? '' : 'true', clause.false ? '' : 'false'].filter((word) => word !== '');
      if (unseen.length === 0) return [];
      const where = `${place.file}:${place.line}: ${id}: \`${clause.text}\``;
      return [
        {
          en: `${where} was never ${unseen.join(' nor ')}`,
          ja: `${where} が ${unseen.join(' や ')} になったことがありません`,
        },
      ];
    }),
  ]);
}

function asLines({ outcomes, coverage }: PolicyTestReport, { terminal, say }: Printing): void {
  for (const { test, failure } of outcomes) {
    const { name, file, line } = test;
    terminal.out(
      visible(
        JSON.stringify({
          type: 'test',
          name,
          file,
          line,
          passed: failure === undefined,
          failure: failure && say(failure),
        }),
      ),
    );
  }
  for (const policy of coverage.policies) terminal.out(visible(JSON.stringify({ type: 'policy', ...policy })));
  terminal.out(JSON.stringify({ type: 'coverage', ...coverage.counts, percent: percentOf(coverage) }));
}

function asJunit({ outcomes }: PolicyTestReport, { terminal, say }: Printing): void {
  const failed = outcomes.filter(({ failure }) => failure !== undefined).length;
  const lines = outcomes.map(({ test, failure }) => {
    const head = `    <testcase classname="${xml(test.file)}" name="${xml(test.name)}" file="${xml(test.file)}" line="${test.line}"`;
    return failure === undefined ? `${head}/>` : `${head}><failure message="${xml(say(failure))}"/></testcase>`;
  });
  terminal.out('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>');
  terminal.out(`  <testsuite name="policies" tests="${outcomes.length}" failures="${failed}">`);
  for (const line of lines) terminal.out(line);
  terminal.out('  </testsuite>\n</testsuites>');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const xml = (text: string): string => visible(text).replaceAll(/[&<>"]/g, (letter) => entities[letter] ?? letter);
