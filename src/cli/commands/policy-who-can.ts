import { z } from 'zod';
import { whoCan, type Access } from '#authz';
import type { CommandContext, CommandFile } from '../context.ts';
import { actionIn, askable, contextOf, entityIn, openAsked, printAccess } from '../policy-question.ts';
import { policyGroup } from '../policy-group.ts';
import { optionsIn } from '../option.ts';

const Options = z.object({ folder: z.string(), context: z.string().optional(), format: z.enum(['text', 'jsonl']) });

/** `yagura policy who-can ACTION RESOURCE`: who of the entities that are known may do this to that. */
const command: CommandFile = (program, context) => {
  const { say } = context;
  askable(policyGroup(program, say).command('who-can'), say)
    .description(
      say({
        en: 'Who may do this to that, of the entities of a folder, and by which policies',
        ja: 'フォルダーのエンティティのうち、これをできるのは誰か。どのポリシーによるか',
      }),
    )
    .argument('<action>', say({ en: `such as 'Action::"view"'`, ja: `例: 'Action::"view"'` }))
    .argument('<resource>', say({ en: `such as 'Photo::"beach"'`, ja: `例: 'Photo::"beach"'` }))
    .action((action: string, resource: string, given: unknown) =>
      ask(action, resource, optionsIn(Options, given), context),
    );
};
export default command;

async function ask(
  action: string,
  resource: string,
  { folder, context: json, format }: z.infer<typeof Options>,
  command: CommandContext,
): Promise<void> {
  const { terminal } = command;
  const { set, entities } = await openAsked(folder, command);
  const context = contextOf(json);
  const question = {
    action: actionIn(set, action),
    resource: entityIn(set, resource),
    entities: entities.all,
    ...(context === undefined ? {} : { context }),
  };
  if (printAccess(whoCan(set, question), { format, terminal, row, say: command.say }) === 0 && format === 'text')
    terminal.out(
      command.say({
        en: 'Nobody of the entities of this folder.',
        ja: 'このフォルダーのエンティティの中に、できる人はいません。',
      }),
    );
}

const row = ({ principal: { type, id } }: Access): string => `${type}::${JSON.stringify(id)}`;
