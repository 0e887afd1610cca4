import { z } from 'zod';
import type { CommandContext, CommandFile } from '../context.ts';
import { dataFolder } from '../option.ts';

const Options = z.object({ data: z.string().optional(), person: z.string().optional() });

/** `yagura signin-link`: a new one-time link for the administrator; works only on the machine itself. */
const command: CommandFile = (program, context) => {
  program
    .command('signin-link')
    .description('Print a new link that signs the administrator, or somebody else, in once')
    .option('--person <name>', 'whom it signs in; the administrator unless given')
    .addOption(dataFolder())
    .action((options: unknown) => run(Options.parse(options), context));
};
export default command;

async function run(options: z.infer<typeof Options>, context: CommandContext): Promise<void> {
  context.terminal.out(await context.signInLink(context.config({ data: options.data }), options.person));
}
