import { z } from 'zod';
import type { CommandContext, CommandFile } from '../context.ts';
import { dataFolder } from '../option.ts';

const Options = z.object({ data: z.string().optional(), person: z.string().optional() });

/** `yagura signin-link`: a new one-time link for the administrator; works only on the machine itself. */
const command: CommandFile = (program, context) => {
  const { say } = context;
  program
    .command('signin-link')
    .description(
      say({
        en: 'Print a new link that signs the administrator, or somebody else, in once',
        ja: '管理者（またはほかの人）が 1 回だけサインインできるリンクを表示する',
      }),
    )
    .option(
      '--person <name>',
      say({ en: 'whom it signs in; the administrator unless given', ja: 'サインインする人。指定がなければ管理者' }),
    )
    .addOption(dataFolder(say))
    .action((options: unknown) => run(Options.parse(options), context));
};
export default command;

async function run(options: z.infer<typeof Options>, context: CommandContext): Promise<void> {
  context.terminal.out(await context.signInLink(context.config({ data: options.data }), options.person));
}
