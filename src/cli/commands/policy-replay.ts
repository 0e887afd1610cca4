import { z } from 'zod';
import type { PolicyFolder } from '#authz';
import { Fault } from '#kernel';
import type { CommandContext, CommandFile } from '../context.ts';
import { dataFolder, oneOf, optionsIn } from '../option.ts';
import { changesTo } from '../policy-changes.ts';
import { soundFolder } from '../policy-folder.ts';
import { policyGroup } from '../policy-group.ts';
import { openYaguraStore } from '../policy-store-yagura.ts';
import { printReplayed, Replayed } from '../replayed.ts';
import { replayFile } from '../replay-file.ts';

const Options = z.object({
  decisions: z.string().optional(),
  store: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  data: z.string().optional(),
  format: z.enum(['text', 'jsonl']),
  failOnChange: z.literal(true).optional(),
});
type Options = z.infer<typeof Options>;

/** `yagura policy replay FOLDER`: which past decisions would come out otherwise by the policies of a folder. */
const command: CommandFile = (program, context) => {
  const { say } = context;
  policyGroup(program, say)
    .command('replay')
    .description(
      say({
        en: 'Decide logged requests anew by the policies of a folder, and print what comes out otherwise',
        ja: '記録された要求をフォルダーのポリシーで判定し直し、結果が変わるものを表示する',
      }),
    )
    .argument('[folder]', say({ en: 'holds the policies', ja: 'ポリシーのあるフォルダー' }), '.')
    .option(
      '--decisions <file>',
      say({
        en: 'decisions as JSON lines: principal, action, resource, decision, context, entities',
        ja: '判定の記録（JSON Lines）: principal、action、resource、decision、context、entities',
      }),
    )
    .option(
      '--store <id>',
      say({
        en: 'or the decision log of this policy store of Yagura',
        ja: 'または Yagura のこのポリシーストアの判定ログ',
      }),
    )
    .option(
      '--from <time>',
      say({
        en: 'with --store: from then on, such as 2026-03-01T00:00:00Z',
        ja: '--store とともに: この時刻以降（例: 2026-03-01T00:00:00Z）',
      }),
    )
    .option('--to <time>', say({ en: 'with --store: until then', ja: '--store とともに: この時刻まで' }))
    .addOption(dataFolder(say))
    .addOption(
      oneOf('--format <format>', say({ en: 'how changes are printed', ja: '表示の形式' }), ['text', 'jsonl'], 'text'),
    )
    .option(
      '--fail-on-change',
      say({
        en: 'exit with 1 when one comes out otherwise or cannot be asked',
        ja: '結果が変わるものや判定できないものがあれば終了コード 1 で終わる',
      }),
    )
    .action((path: string, given: unknown) => run(path, optionsIn(Options, given), context));
};
export default command;

async function run(path: string, options: Options, context: CommandContext): Promise<void> {
  const { decisions, store, from, to, format, failOnChange } = options;
  if ((decisions === undefined) === (store === undefined))
    throw new Fault('Usage', {
      en: 'Say which decisions: --decisions FILE.jsonl, or --store ID.',
      ja: 'どの判定かを --decisions ファイル.jsonl か --store ID で指定してください。',
    });
  if (decisions !== undefined && (from ?? to) !== undefined)
    throw new Fault('Usage', {
      en: 'Of a file every line is asked: --from and --to go with --store.',
      ja: 'ファイルはすべての行を判定します。--from と --to は --store とともに使ってください。',
    });
  const folder = await soundFolder(path, context);
  const replayed =
    decisions === undefined
      ? await replayLog(folder, options, context)
      : await replayFile(decisions, folder, (fault) => {
          context.terminal.err(context.say(fault.text));
          context.exitWith(1);
        });
  printReplayed(replayed, format, context);
  if (replayed.asked === 0 && store !== undefined)
    context.terminal.err(
      context.say({
        en: 'A policy store keeps no decisions unless SetPolicyStoreSettings says which share of them; what was kept before may lie outside of --from and --to.',
        ja: 'ポリシーストアは、SetPolicyStoreSettings で割合を指定しないかぎり判定を記録しません。以前の記録が --from と --to の範囲外にあることもあります。',
      }),
    );
  if (failOnChange === true && replayed.same < replayed.asked) context.exitWith(1);
}

/** On the server, by what would make its policy store decide as the folder does. */
async function replayLog(
  folder: PolicyFolder,
  { store = '', from, to, data }: Options,
  context: CommandContext,
): Promise<Replayed> {
  await using machine = await context.operations(context.config({ data }));
  const content = await openYaguraStore(store, machine).read();
  const changes = changesTo({ folder, content, keep: false });
  const span = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const asked = { policyStoreId: store, changes, shown: 1_000, ...span };
  return Replayed.parse(await machine.call('yagura', 'ReplayDecisions', asked));
}
