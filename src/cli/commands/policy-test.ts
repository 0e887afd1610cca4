import { z } from 'zod';
import { runPolicyTests, type CoverageReport, type PolicyTestOutcome, type PolicyTestReport } from '#authz';
import type { CommandContext, CommandFile, Terminal } from '../context.ts';
import { oneOf } from '../option.ts';
import { soundFolder } from '../policy-folder.ts';
import { policyGroup } from '../policy-group.ts';
import { visible } from '../visible.ts';

const Options = z.object({
  format: z.enum(['text', 'jsonl', 'junit']),
  minCoverage: z.coerce.number().min(0).max(100).optional(),
});
type Options = z.infer<typeof Options>;

/** `yagura policy test FOLDER`: the cases beside the policies, and what of the policies they try. */
const command: CommandFile = (program, context) => {
  policyGroup(program)
    .command('test')
    .description('Run the tests that stand beside policies (*.tests.yml), and tell what they do not try')
    .argument('[folder]', 'holds the policies and their tests', '.')
    .addOption(oneOf('--format <format>', 'how results are printed', ['text', 'jsonl', 'junit'], 'text'))
    .option('--min-coverage <percent>', 'exit with 1 when the tests try less of the policies and clauses than this')
    .addHelpText('after', '\nExit code: 0 every test passed; 1 one failed, or --min-coverage is not reached.')
    .action((path: string, given: unknown) => test(path, Options.parse(given), context));
};
export default command;

async function test(path: string, { format, minCoverage }: Options, context: CommandContext): Promise<void> {
  const report = runPolicyTests(await soundFolder(path, context));
  const failed = report.outcomes.filter(({ failure }) => failure !== undefined).length;
  formats[format](report, context.terminal);
  const covered = percentOf(report.coverage);
  const tooLittle = minCoverage !== undefined && covered < minCoverage;
  if (tooLittle)
    context.terminal.err(`The tests try ${covered.toFixed(1)} % of policies and clauses; ${minCoverage} % are wanted.`);
  if (report.outcomes.length === 0)
    context.terminal.err(`There is no test in ${path}. Write one in a file that ends with .tests.yml.`);
  if (failed > 0 || tooLittle || report.outcomes.length === 0) context.exitWith(1);
}

const formats: Readonly<Record<Options['format'], (report: PolicyTestReport, terminal: Terminal) => void>> = {
  text: asText,
  jsonl: asLines,
  junit: asJunit,
};

const percentOf = ({ counts }: CoverageReport): number => {
  const all = counts.policies + counts.clauses;
  return all === 0 ? 100 : ((counts.decided + counts.seen) / all) * 100;
};

function asText({ outcomes, coverage }: PolicyTestReport, terminal: Terminal): void {
  const failed = outcomes.filter(({ failure }) => failure !== undefined);
  for (const outcome of failed) terminal.err(`${placeOf(outcome)}: ${outcome.test.name}: ${outcome.failure}.`);
  for (const line of untried(coverage)) terminal.out(visible(line));
  const { policies, decided, clauses, seen } = coverage.counts;
  terminal.out(
    `${outcomes.length - failed.length} passed, ${failed.length} failed. ${decided} of ${policies} policies decided, ` +
      `${seen} of ${clauses} clauses were seen true and false (${percentOf(coverage).toFixed(1)} %).`,
  );
}

function untried({ policies }: CoverageReport): string[] {
  return policies.flatMap(({ id, place, decided, clauses }) => [
    ...(decided ? [] : [`${place.file}:${place.line}: the policy ${id} decided in no test`]),
    ...clauses.flatMap((clause) => {
      const unseen = [clause.true ? '' : 'true', clause.false ? '' : 'false'].filter((word) => word !== '');
      return unseen.length === 0
        ? []
        : [`${place.file}:${place.line}: ${id}: \`${clause.text}\` was never ${unseen.join(' nor ')}`];
    }),
  ]);
}

function asLines({ outcomes, coverage }: PolicyTestReport, terminal: Terminal): void {
  for (const { test, failure } of outcomes) {
    const { name, file, line } = test;
    terminal.out(visible(JSON.stringify({ type: 'test', name, file, line, passed: failure === undefined, failure })));
  }
  for (const policy of coverage.policies) terminal.out(visible(JSON.stringify({ type: 'policy', ...policy })));
  terminal.out(JSON.stringify({ type: 'coverage', ...coverage.counts, percent: percentOf(coverage) }));
}

function asJunit({ outcomes }: PolicyTestReport, terminal: Terminal): void {
  const failed = outcomes.filter(({ failure }) => failure !== undefined).length;
  const lines = outcomes.map(({ test, failure }) => {
    const head = `    <testcase classname="${xml(test.file)}" name="${xml(test.name)}" file="${xml(test.file)}" line="${test.line}"`;
    return failure === undefined ? `${head}/>` : `${head}><failure message="${xml(failure)}"/></testcase>`;
  });
  terminal.out('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>');
  terminal.out(`  <testsuite name="policies" tests="${outcomes.length}" failures="${failed}">`);
  for (const line of lines) terminal.out(line);
  terminal.out('  </testsuite>\n</testsuites>');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const xml = (text: string): string => visible(text).replaceAll(/[&<>"]/g, (letter) => entities[letter] ?? letter);

const placeOf = ({ test: { file, line } }: PolicyTestOutcome): string => `${file}:${line}`;
