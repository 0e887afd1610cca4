import { z } from 'zod';
import { explain, explained, Explained, uidOf } from '#authz';
import { Option } from 'commander';
import { Fault } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { dataFolder, optionsIn } from '../option.ts';
import { actionIn, askable, contextOf, entitiesIn, entityIn, openAsked } from '../policy-question.ts';
import { policyGroup } from '../policy-group.ts';
import { visible } from '../visible.ts';

const Options = z.object({
  folder: z.string(),
  store: z.string().optional(),
  entities: z.string().optional(),
  at: z.string().optional(),
  data: z.string().optional(),
  context: z.string().optional(),
  format: z.enum(['text', 'jsonl']),
});
type Options = z.infer<typeof Options>;
type Question = Readonly<Record<'principal' | 'action' | 'resource', string>>;

/** `yagura policy explain PRINCIPAL ACTION RESOURCE`: why a folder or a policy store decides as it does. */
const command: CommandFile = (program, context) => {
  const { say } = context;
  askable(policyGroup(program, say).command('explain'), say)
    .description(
      say({
        en: 'Why a folder of policies or a policy store decides as it does: which policies mattered, and which clause failed on what',
        ja: 'フォルダーのポリシーまたはポリシーストアの判定の理由: どのポリシーが効き、どの条件が何によって満たされなかったか',
      }),
    )
    .argument('<principal>', say({ en: `such as 'User::"alice"'`, ja: `例: 'User::"alice"'` }))
    .argument('<action>', say({ en: `such as 'Action::"view"'`, ja: `例: 'Action::"view"'` }))
    .argument('<resource>', say({ en: `such as 'Photo::"beach"'`, ja: `例: 'Photo::"beach"'` }))
    .addOption(
      new Option(
        '--store <id>',
        say({
          en: 'ask this policy store of Yagura instead of a folder',
          ja: 'フォルダーの代わりに Yagura のこのポリシーストアに問い合わせる',
        }),
      ).conflicts('folder'),
    )
    .option(
      '--entities <file>',
      say({
        en: 'what is known of whom and of what, as in entities.json; a policy store knows no other',
        ja: 'entities.json の形式のエンティティ。ポリシーストアはほかのエンティティを知らない',
      }),
    )
    .option(
      '--at <time>',
      say({
        en: 'with --store: as it was then, such as 2026-03-01T00:00:00Z',
        ja: '--store とともに: この時刻の内容で判定する（例: 2026-03-01T00:00:00Z）',
      }),
    )
    .addOption(dataFolder(say))
    .action((principal: string, action: string, resource: string, given: unknown) =>
      ask({ principal, action, resource }, optionsIn(Options, given), context),
    );
};
export default command;

async function ask(question: Question, options: Options, context: CommandContext): Promise<void> {
  const { terminal } = context;
  if (options.at !== undefined && options.store === undefined)
    throw new Fault('Usage', {
      en: 'A folder is asked as it is now: --at goes with --store.',
      ja: 'フォルダーは今の内容で判定します。--at は --store とともに使ってください。',
    });
  const answer = await (options.store === undefined
    ? ofFolder(question, options, context)
    : ofStore(question, { ...options, store: options.store }, context));
  if (options.format === 'jsonl') return terminal.out(visible(JSON.stringify(answer)));
  const { language } = context;
  terminal.out(`${answer.decision}: ${visible(answer.sentence[language])}`);
  for (const policy of answer.policies)
    terminal.out(`  ${policy.role}  ${visible(policy.policyId)}: ${visible(policy.sentence[language])}`);
}

async function ofFolder(
  { principal, action, resource }: Question,
  { folder, entities: file, context: json }: Options,
  command: CommandContext,
): Promise<Explained> {
  const { set, entities } = await openAsked(folder, command);
  const request = {
    principal: entityIn(set, principal),
    action: actionIn(set, action),
    resource: entityIn(set, resource),
  };
  const known = file === undefined ? entities.all : entities.with((await entitiesIn(file)).list);
  const context = contextOf(json); // where there is none, nothing of it is required either
  return explained(explain(set, { ...request, entities: known, ...(context === undefined ? {} : { context }) }));
}

/** Context and entities travel as text, so that whole numbers stay exact. */
async function ofStore(
  question: Question,
  { store: policyStoreId, entities: file, context: json, at, data }: Options & { readonly store: string },
  context: CommandContext,
): Promise<Explained> {
  const [principal, action, resource] = [uidOf(question.principal), uidOf(question.action), uidOf(question.resource)];
  contextOf(json);
  const entities = file === undefined ? undefined : (await entitiesIn(file)).text;
  await using machine = await context.operations(context.config({ data }));
  const answer = await machine.call('yagura', 'ExplainDecision', {
    policyStoreId,
    principal: { entityType: principal.type, entityId: principal.id },
    action: { actionType: action.type, actionId: action.id },
    resource: { entityType: resource.type, entityId: resource.id },
    ...(json === undefined ? {} : { context: { cedarJson: json } }),
    ...(at === undefined ? {} : { at }),
    ...(entities === undefined ? {} : { entities: { cedarJson: entities } }),
  });
  return Explained.parse(answer);
}
