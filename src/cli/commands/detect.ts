import { z } from 'zod';
import { levels, Level } from '#attack';
import { BaselineMemory, foundIn, openJudge, Scratch, type Found, type Hit } from '#detect';
import { readEvents } from '#ingest';
import { languages, type Text } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { formats, type FormatName } from '../formats/index.ts';
import { oneOf, ruleFolders } from '../option.ts';
import { tellProblems } from '../rule-problems.ts';
import { visible } from '../visible.ts';

const Options = z.object({
  format: z.custom<FormatName>((name) => typeof name === 'string' && Object.hasOwn(formats, name)),
  hits: z.boolean().default(false),
  rules: z.array(z.string()).default([]),
  failOn: Level.optional(),
  language: z.enum(['en', 'ja']).optional(),
});
type Options = z.infer<typeof Options>;

/** `yagura detect PATH...`: logs in, findings out. No server, no data folder. */
const detect: CommandFile = (program, context) => {
  const { say } = context;
  program
    .command('detect')
    .description(
      say({
        en: 'Read logs and print findings; needs no server and keeps nothing',
        ja: 'ログを読んで検出結果を表示する。サーバーは要らず、何も保存しない',
      }),
    )
    .argument(
      '<paths...>',
      say({
        en: 'files, folders, - for standard input, s3://bucket/prefix',
        ja: 'ファイル、フォルダー、-（標準入力）、s3://バケット/プレフィックス',
      }),
    )
    .addOption(
      oneOf(
        '--format <format>',
        say({ en: 'how findings are printed', ja: '表示の形式' }),
        Object.keys(formats),
        'text',
      ),
    )
    .option(
      '--hits',
      say({
        en: 'print one JSON line for every rule and event that match, and no findings',
        ja: '検出結果の代わりに、一致したルールとイベントの組を 1 行ずつ JSON で表示する',
      }),
    )
    .addOption(ruleFolders(say))
    .addOption(
      oneOf(
        '--fail-on <level>',
        say({
          en: 'exit with 1 when a finding is at least this bad',
          ja: 'この重大度以上の検出結果があれば終了コード 1 で終わる',
        }),
        levels,
      ),
    )
    .addOption(oneOf('--language <language>', say({ en: 'language of the findings', ja: '検出結果の言語' }), languages))
    .addHelpText('after', say(exits))
    .action((paths: string[], given: unknown) => run(paths, Options.parse(given), context));
};
export default detect;

const exits = {
  en: `
With --format sarif, startLine is the record's number in its file, packed or not: the line, where each record has one.
Exit code: 0 all was read; 1 an input or a rule could not be used (what could be is printed), or --fail-on holds;
2 the command line cannot be understood.`,
  ja: `
--format sarif の startLine は、ファイル（圧縮の有無を問わない）の中で何番目のレコードかを表します。1 行 1 レコードなら行番号です。
終了コード: 0 すべて読めた、1 使えない入力やルールがあった（読めた分は表示される）、または --fail-on に該当した、
2 コマンドラインが理解できなかった。`,
} as const;

async function run(paths: readonly string[], options: Options, context: CommandContext): Promise<void> {
  const { terminal } = context;
  const config = context.config({ language: options.language });
  const library = await context.library(config, options.rules.length > 0 ? options.rules : undefined);
  const brokenRules = tellProblems(library, context);
  const judge = openJudge(library.book, library.sources);
  await using place = context.scratch(config);
  const scratch = new Scratch(judge, place.open);
  using baselines = new BaselineMemory(judge.book, library);
  const reading = readEvents(paths, {
    sources: library.sources,
    config: config.ingest,
    progress: terminal.progress,
    wants: (source, record) =>
      scratch.wants(source) ||
      baselines.wants(source) ||
      judge.wants(source, record) ||
      (!options.hits && handsOutKey(record)),
  });
  const onHit = options.hits ? (hit: Hit): void => terminal.out(visible(JSON.stringify(hit))) : undefined;
  const found = await foundIn(reading, judge, { onHit, scratch, baselines });
  const nothing = reading.files() + reading.problems.length === 0 ? [nothingRead(paths)] : [];
  const problems = [...reading.problems, ...nothing];
  const whole = !brokenRules && problems.length === 0;
  const { language } = config;
  if (onHit === undefined)
    await formats[options.format](found, { library, terminal, language, version: context.version, whole });
  for (const problem of problems) terminal.err(visible(problem[language]));
  if (!whole || fails(found, options.failOn)) context.exitWith(1);
}

/** "No findings" would be read as good news. */
const nothingRead = (paths: readonly string[]): Text => ({
  en: `No log was read: there is no file that holds anything under ${paths.join(', ')}. Check the path, or the prefix of the bucket.`,
  ja: `ログを 1 つも読み込んでいません。${paths.join('、')} に中身のあるファイルがありません。パス、またはバケットのプレフィックスを確認してください。`,
});

/** Calls that hand out keys are read also when no rule wants them: they tell who stands behind a session. */
const handsOutKey = (record: Buffer): boolean =>
  record.includes('"sessionToken"') || record.includes('"CreateAccessKey"');

const fails = (found: readonly Found[], level: Level | undefined): boolean =>
  level !== undefined && found.some(({ finding }) => levels.indexOf(finding.severity) >= levels.indexOf(level));
