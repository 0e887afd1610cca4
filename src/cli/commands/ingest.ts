import { z } from 'zod';
import type { CommandContext, CommandFile } from '../context.ts';
import { importLines } from '../import-lines.ts';
import { dataFolder } from '../option.ts';

const Options = z.object({ data: z.string().optional() });

/** `yagura ingest PATH...`: reads logs into the data folder, with detection, and ends. */
const ingest: CommandFile = (program, context) => {
  program
    .command('ingest')
    .description('Read logs: files, folders, - for standard input, s3://bucket/prefix')
    .argument('<paths...>', 'what to read')
    .addOption(dataFolder())
    .action((paths: string[], options: unknown) => run(paths, Options.parse(options), context));
};
export default ingest;

async function run(paths: readonly string[], options: z.infer<typeof Options>, context: CommandContext): Promise<void> {
  await using platform = await context.open(context.config({ data: options.data }));
  const report = await platform.ingest(paths, context.terminal.progress);
  for (const line of importLines(report)) context.terminal.out(line);
  if (report.refused > 0 || report.problems.length > 0) context.exitWith(1);
}
