import { z } from 'zod';
import type { ImportReport } from '#ingest';
import type { Config } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { importLines } from '../import-lines.ts';
import { wholePath } from '../whole-path.ts';
import { dataFolder } from '../option.ts';

const Options = z.object({ data: z.string().optional() });

/** As a shell tells of a command that somebody ended. */
const endedByPerson = 130;

/** `yagura ingest PATH...`: reads logs into the data folder, with detection, and ends. A running server does it where there is one. */
const ingest: CommandFile = (program, context) => {
  const { say } = context;
  program
    .command('ingest')
    .description(
      say({
        en: 'Read logs: files, folders, - for standard input, s3://bucket/prefix. A running server reads them itself',
        ja: 'ログを読む: ファイル、フォルダー、-（標準入力）、s3://バケット/プレフィックス。サーバーが動いていれば、サーバーが読む',
      }),
    )
    .argument('<paths...>', say({ en: 'what to read', ja: '読むもの' }))
    .addOption(dataFolder(say))
    .action((paths: string[], options: unknown) => run(paths, Options.parse(options), context));
};
export default ingest;

async function run(paths: readonly string[], options: z.infer<typeof Options>, context: CommandContext): Promise<void> {
  const config = context.config({ data: options.data });
  const report = await reportOf(paths.map(wholePath), config, context);
  if (report === undefined) return context.exitWith(endedByPerson);
  for (const line of importLines(report, config.language)) context.terminal.out(line);
  if (report.refused > 0 || report.problems.length > 0) context.exitWith(1);
}

/** Nothing when somebody ends the command before all was read. */
async function reportOf(
  inputs: readonly string[],
  config: Config,
  context: CommandContext,
): Promise<ImportReport | undefined> {
  const { terminal } = context;
  await using importer = await context.importer(config);
  for (const remark of importer.remarksOn(inputs)) terminal.err(context.say(remark));
  const reading = importer.ingest(inputs, terminal.progress);
  const ended = context.stopped().then(() => terminal.err(context.say(importer.left())));
  return await Promise.race([reading, ended.then(() => undefined)]);
}
