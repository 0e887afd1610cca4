import { z } from 'zod';
import type { Terminal } from './context.ts';
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
export function printReplayed(replayed: Replayed, format: 'text' | 'jsonl', terminal: Terminal): void {
  for (const one of replayed.changed) terminal.out(visible(format === 'jsonl' ? JSON.stringify(one) : lineOf(one)));
  const { asked, same, allowed, denied, uncertain, unreadable, more, changed } = replayed;
  const counts = `${asked} asked anew: ${same} the same, ${allowed} allowed now, ${denied} denied now`;
  const doubts = `${uncertain} otherwise though their record is not whole, ${unreadable} that cannot be asked`;
  terminal.err(`${counts}, ${doubts}.`);
  if (more) terminal.err('There were older decisions than were asked. Narrow the span with --from and --to.');
  const hidden = allowed + denied + uncertain - changed.length;
  if (hidden > 0) terminal.err(`${hidden} more came out otherwise and are not shown.`);
}

function lineOf({ before, decision, determining, errors }: ChangedDecision): string {
  const by = determining.length === 0 ? 'no policy permits it' : `by ${determining.join(', ')}`;
  const failed = errors.length === 0 ? '' : `; ${errors.join('; ')}`;
  return `${before.decision} -> ${decision}  ${before.principal} ${before.action} ${before.resource}  ${by}${failed}`;
}
