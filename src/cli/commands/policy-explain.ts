import { z } from 'zod';
import { explain, explained, uidOf } from '#authz';
import type { CommandContext, CommandFile } from '../context.ts';
import { askable, contextOf, openAsked } from '../policy-question.ts';
import { policyGroup } from '../policy-group.ts';
import { visible } from '../visible.ts';

const Options = z.object({ folder: z.string(), context: z.string().optional(), format: z.enum(['text', 'jsonl']) });
type Question = Readonly<Record<'principal' | 'action' | 'resource', string>>;

/** `yagura policy explain PRINCIPAL ACTION RESOURCE`: why a folder of policies decides as it does. */
const command: CommandFile = (program, context) => {
  askable(policyGroup(program).command('explain'))
    .description(
      'Why a folder of policies decides as it does: which policies mattered, and which clause failed on what',
    )
    .argument('<principal>', `such as 'User::"alice"'`)
    .argument('<action>', `such as 'Action::"view"'`)
    .argument('<resource>', `such as 'Photo::"beach"'`)
    .action((principal: string, action: string, resource: string, given: unknown) =>
      ask({ principal, action, resource }, Options.parse(given), context),
    );
};
export default command;

async function ask(
  { principal, action, resource }: Question,
  { folder, context: json, format }: z.infer<typeof Options>,
  context: CommandContext,
): Promise<void> {
  const { terminal } = context;
  const { set, entities } = await openAsked(folder, terminal);
  const request = { principal: uidOf(principal), action: uidOf(action), resource: uidOf(resource), entities };
  const answer = explained(explain(set, { ...request, context: contextOf(json) ?? {} }));
  if (format === 'jsonl') return terminal.out(visible(JSON.stringify(answer)));
  const { language } = context.config();
  terminal.out(`${answer.decision}: ${visible(answer.sentence[language])}`);
  for (const policy of answer.policies)
    terminal.out(`  ${policy.role}  ${visible(policy.policyId)}: ${visible(policy.sentence[language])}`);
}
