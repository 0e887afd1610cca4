import { z } from 'zod';
import type { CommandContext, CommandFile } from '../context.ts';
import { dataFolder } from '../option.ts';
import { visible } from '../visible.ts';

const Options = z.object({ data: z.string().optional() });

/** `yagura suppressions list|accept|dismiss`: what comes back and seems harmless, and what hiding it would cost. */
const command: CommandFile = (program, context) => {
  const { say } = context;
  const about = {
    en: 'What comes back and seems harmless: list proposals to hide it, accept or dismiss one',
    ja: '繰り返し起きる、無害と思われるもの: 非表示の提案を一覧、採用、却下',
  };
  const group = program.command('suppressions').description(say(about));
  group
    .command('list')
    .description(say({ en: 'List proposals with their evidence and cost', ja: '提案を、根拠と影響とともに一覧する' }))
    .addOption(dataFolder(say))
    .action((options: unknown) => list(Options.parse(options), context));
  group
    .command('accept')
    .description(
      say({
        en: 'Make a filter that archives it, and archive what is open of it now',
        ja: 'アーカイブするフィルターを作り、いま未対応のものもアーカイブする',
      }),
    )
    .argument('<id>')
    .addOption(dataFolder(say))
    .action((id: string, options: unknown) => accept(id, Options.parse(options), context));
  group
    .command('dismiss')
    .description(
      say({
        en: 'Propose it no more, until it would hide twice as many findings',
        ja: '非表示になる件数が 2 倍になるまで、もう提案しない',
      }),
    )
    .argument('<id>')
    .addOption(dataFolder(say))
    .action(async (id: string, options: unknown) => {
      await call('DismissSuppressionProposal', { id }, Options.parse(options), context);
    });
};
export default command;

interface Given {
  readonly data?: string | undefined;
}

const Said = z.object({ en: z.string(), ja: z.string() });
const Proposals = z.object({
  proposals: z.array(
    z.object({ id: z.string(), type: z.string(), account: z.string(), who: z.string(), why: Said, cost: Said }),
  ),
});
const Accepted = z.object({ filter: z.string(), archived: z.number() });

async function list(given: Given, context: CommandContext): Promise<void> {
  const { language } = context;
  const { proposals } = Proposals.parse(await call('ListSuppressionProposals', {}, given, context));
  for (const { id, type, account, who, why, cost } of proposals)
    for (const line of [`${id}  ${type}  ${account} ${who}`, `  ${why[language]}`, `  ${cost[language]}`])
      context.terminal.out(visible(line));
  if (proposals.length === 0) context.terminal.out(none[language]);
}

const none = {
  en: 'Nothing is proposed: nothing came back on five days of the last thirty that is surely harmless.',
  ja: '提案はありません。直近 30 日のうち 5 日以上繰り返された、無害と言えるものが見つかりませんでした。',
} as const;

async function accept(id: string, given: Given, context: CommandContext): Promise<void> {
  const { language } = context;
  const { filter, archived } = Accepted.parse(await call('AcceptSuppressionProposal', { id }, given, context));
  context.terminal.out(
    language === 'ja'
      ? `フィルター ${filter} を作成し、${archived} 件をアーカイブしました。`
      : `The filter ${filter} was made, and ${archived} findings were archived.`,
  );
}

async function call(operation: string, input: object, { data }: Given, context: CommandContext): Promise<unknown> {
  await using machine = await context.operations(context.config({ data }));
  return machine.call('yagura', operation, input);
}
