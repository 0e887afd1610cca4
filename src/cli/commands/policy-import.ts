import { z } from 'zod';
import type { ContentChange } from '#authz';
import type { CommandContext, CommandFile } from '../context.ts';
import { changesTo } from '../policy-changes.ts';
import { amount, soundFolder } from '../policy-folder.ts';
import { policyGroup } from '../policy-group.ts';
import { ofStore, openPolicyStore, StoreOptions } from '../policy-store.ts';
import { visible } from '../visible.ts';

const Options = StoreOptions.extend({ keep: z.literal(true).optional(), dryRun: z.literal(true).optional() });

/** `yagura policy import FOLDER --store ID`: makes a policy store decide as a folder does. */
const command: CommandFile = (program, context) => {
  ofStore(policyGroup(program).command('import'))
    .description('Make a policy store of Yagura (at once) or of AWS (one by one) have what a folder has')
    .argument('[folder]', 'holds *.cedar, a *.cedarschema and links.json; entities stay behind', '.')
    .option('--keep', 'delete nothing that the folder does not have')
    .option('--dry-run', 'only say what would change')
    .action((path: string, given: unknown) => run(path, Options.parse(given), context));
};
export default command;

async function run(path: string, options: z.infer<typeof Options>, context: CommandContext): Promise<void> {
  const { terminal } = context;
  const folder = await soundFolder(path, context);
  await using store = await openPolicyStore(options, context);
  const changes = changesTo({ folder, content: await store.read(), keep: options.keep === true });
  for (const change of changes) terminal.out(visible(lineOf(change)));
  if (changes.length > 0 && options.dryRun !== true) await store.change(changes);
  const how = options.dryRun === true ? 'would be made' : store.atomic ? 'made at once' : 'made one after the other';
  terminal.err(changes.length === 0 ? 'Nothing differs.' : `${amount(changes.length, 'change')} ${how}.`);
}

function lineOf(change: ContentChange): string {
  if (change.change === 'put-schema') return 'put-schema';
  return `${change.change} ${('policyId' in change ? change.policyId : idOfTemplate(change)) ?? ''}`;
}

const idOfTemplate = (change: Exclude<ContentChange, { change: 'put-schema' }>): string | undefined =>
  'policyTemplateId' in change ? change.policyTemplateId : undefined;
