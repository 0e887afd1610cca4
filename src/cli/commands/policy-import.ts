import { z } from 'zod';
import type { ContentChange } from '#authz';
import type { Text } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { changesTo } from '../policy-changes.ts';
import { amount, soundFolder } from '../policy-folder.ts';
import { policyGroup } from '../policy-group.ts';
import { ofStore, openPolicyStore, StoreOptions } from '../policy-store.ts';
import { visible } from '../visible.ts';
import { optionsIn } from '../option.ts';

const Options = StoreOptions.extend({ keep: z.literal(true).optional(), dryRun: z.literal(true).optional() });

/** `yagura policy import FOLDER --store ID`: makes a policy store decide as a folder does. */
const command: CommandFile = (program, context) => {
  const { say } = context;
  ofStore(policyGroup(program, say).command('import'), say)
    .description(
      say({
        en: 'Make a policy store of Yagura (at once) or of AWS (one by one) have what a folder has',
        ja: 'Yagura のポリシーストア（一括）または AWS のポリシーストア（1 件ずつ）を、フォルダーの内容に合わせる',
      }),
    )
    .argument(
      '[folder]',
      say({
        en: 'holds *.cedar, a *.cedarschema and links.json; entities stay behind',
        ja: '*.cedar、*.cedarschema、links.json のあるフォルダー。エンティティは移らない',
      }),
      '.',
    )
    .option(
      '--keep',
      say({ en: 'delete nothing that the folder does not have', ja: 'フォルダーにないものを削除しない' }),
    )
    .option('--dry-run', say({ en: 'only say what would change', ja: '変更される内容を示すだけ' }))
    .action((path: string, given: unknown) => run(path, optionsIn(Options, given), context));
};
export default command;

async function run(path: string, options: z.infer<typeof Options>, context: CommandContext): Promise<void> {
  const { terminal } = context;
  const folder = await soundFolder(path, context);
  await using store = await openPolicyStore(options, context);
  const changes = changesTo({ folder, content: await store.read(), keep: options.keep === true });
  for (const change of changes) terminal.out(visible(lineOf(change)));
  if (changes.length > 0 && options.dryRun !== true) await store.change(changes);
  const how = options.dryRun === true ? 'dryRun' : store.atomic ? 'atomic' : 'oneByOne';
  terminal.err(context.say(changes.length === 0 ? same : made[how](changes.length)));
}

const same: Text = { en: 'Nothing differs.', ja: '違いはありません。' };

const made = {
  dryRun: (count: number): Text => ({
    en: `${amount(count, 'change')} would be made.`,
    ja: `${count} 件を変更します。`,
  }),
  atomic: (count: number): Text => ({
    en: `${amount(count, 'change')} made at once.`,
    ja: `${count} 件を一括で変更しました。`,
  }),
  oneByOne: (count: number): Text => ({
    en: `${amount(count, 'change')} made one after the other.`,
    ja: `${count} 件を 1 件ずつ変更しました。`,
  }),
};

function lineOf(change: ContentChange): string {
  if (change.change === 'put-schema') return 'put-schema';
  return `${change.change} ${('policyId' in change ? change.policyId : idOfTemplate(change)) ?? ''}`;
}

const idOfTemplate = (change: Exclude<ContentChange, { change: 'put-schema' }>): string | undefined =>
  'policyTemplateId' in change ? change.policyTemplateId : undefined;
