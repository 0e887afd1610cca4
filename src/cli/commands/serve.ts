import { z } from 'zod';
import type { CommandContext, CommandFile } from '../context.ts';
import { importLines } from '../import-lines.ts';
import { dataFolder } from '../option.ts';
import { wholePath } from '../whole-path.ts';

const Options = z.object({ port: z.string().optional(), host: z.string().optional(), data: z.string().optional() });

/** `yagura serve [PATH...]`: the page, the operations and whatever is watched, until it is told to stop. */
const serve: CommandFile = (program, context) => {
  program
    .command('serve')
    .description('Serve the page and the operations; reads PATHs first (files, folders, s3://bucket/prefix)')
    .argument('[paths...]', 'logs to open on; without any, a simulated month of a small company')
    .option('--port <port>', 'port to listen on')
    .option('--host <address>', 'address to listen on')
    .addOption(dataFolder())
    .action((paths: string[], options: unknown) => run(paths, Options.parse(options), context));
};
export default serve;

async function run(paths: readonly string[], options: z.infer<typeof Options>, context: CommandContext): Promise<void> {
  const { terminal } = context;
  const config = context.config({ data: options.data, web: { port: options.port, host: options.host } });
  const stopped = context.stopped(); // from here on, so that what opens is also closed
  await using serving = await context.serve(config, paths.map(wholePath));
  terminal.out(`Yagura is at ${serving.url}`);
  terminal.out(`Sign in (this link works once): ${serving.signInLink}`);
  if (serving.simulated) for (const line of simulatedLines) terminal.out(line);
  void serving.ready.then(
    (report) => report && importLines(report).forEach((line) => terminal.out(line)),
    (error: unknown) => terminal.err(error instanceof Error ? error.message : String(error)),
  );
  await stopped;
  terminal.err('Stopping; what was read is kept.');
}

const simulatedLines = [
  'There are no logs yet, so you see a simulated month of a made-up company, with one incident hidden in it.',
  'To see your own: npm start -- PATH  (files, folders, s3://bucket/prefix), or drop files on the page under Sources.',
];
