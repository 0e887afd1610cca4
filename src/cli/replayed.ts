import { z } from 'zod';
import type { Text } from '#kernel';
import type { CommandContext, Say } from './context.ts';
import { visible } from './visible.ts';

const Changed = z.object({
  before: z.object({ principal: z.string(), action: z.string(), resource: z.string(), decision: z.string() }).loose(),
  decision: z.string(),
  determining: z.array(z.string()),
  errors: z.array(z.string()),
});

/** What became of decisions that were made anew: counts, and those that come out otherwise. */
export const Replayed = z.object({
  asked: z.number(),
  same: z.number(),
  allowed: z.number(),
  denied: z.number(),
  uncertain: z.number(),
  unreadable: z.number(),
  more: z.boolean(),
  changed: z.array(Changed),
});
export type Replayed = z.infer<typeof Replayed>;
export type ChangedDecision = Replayed['changed'][number];

/** Prints what changed, and the counts beside it. */
export function printReplayed(
  replayed: Replayed,
  format: 'text' | 'jsonl',
  { terminal, say }: Pick<CommandContext, 'terminal' | 'say'>,
): void {
  for (const one of replayed.changed)
    terminal.out(visible(format === 'jsonl' ? JSON.stringify(one) : lineOf(one, say)));
  terminal.err(say(countsOf(replayed)));
  if (replayed.more) terminal.err(say(older));
  const { allowed, denied, uncertain, changed } = replayed;
  const hidden = allowed + denied + uncertain - changed.length;
  if (hidden > 0) terminal.err(say(notShown(hidden)));
}

const countsOf = ({ asked, same, allowed, denied, uncertain, unreadable }: Replayed): Text => ({
  en:
    `${asked} asked anew: ${same} the same, ${allowed} allowed now, ${denied} denied now, ` +
    `${uncertain} otherwise though their record is not whole, ${unreadable} that cannot be asked.`,
  ja:
    `${asked} 件を判定し直しました: 同じ ${same} 件、許可に変わる ${allowed} 件、拒否に変わる ${denied} 件、` +
    `記録が不完全だが変わる ${uncertain} 件、判定できない ${unreadable} 件。`,
});

const older: Text = {
  en: 'There were older decisions than were asked. Narrow the span with --from and --to.',
  ja: '判定し直していない、さらに古い判定があります。--from と --to で期間を絞ってください。',
};

const notShown = (count: number): Text => ({
  en: `${count} more came out otherwise and are not shown.`,
  ja: `ほかに ${count} 件の結果が変わりますが、表示していません。`,
});

function lineOf({ before, decision, determining, errors }: ChangedDecision, say: Say): string {
  const policies = determining.join(', ');
  const by = say(
    determining.length === 0
      ? { en: 'no policy permits it', ja: '許可するポリシーがない' }
      : { en: `by ${policies}`, ja: `根拠: ${policies}` },
  );
  const failed = errors.length === 0 ? '' : `; ${errors.join('; ')}`;
  return `${before.decision} -> ${decision}  ${before.principal} ${before.action} ${before.resource}  ${by}${failed}`;
}
