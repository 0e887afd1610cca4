import { sentenceOf, type Log } from '#kernel';
import type { GuardDutyContext } from './context.ts';
import { catchUp, heed, type HeedContext } from './heed.ts';

/** What this room stands on. */
export interface GuardDutyParts extends HeedContext {
  readonly log: Log;
}

/** The room at work: it is told of findings as they are recorded. */
export interface GuardDuty extends AsyncDisposable {
  readonly context: Pick<GuardDutyContext, 'homeAccount' | 'homeRegion' | 'recorded'>;
}

/** Opens the room; findings that it was not told of are told in the background. */
export function openGuardDuty(parts: GuardDutyParts): GuardDuty {
  const { homeAccount, homeRegion, log } = parts;
  const closing = new AbortController();
  const behind = catchUp(parts, closing.signal).catch((error: unknown) =>
    log.error(
      { reason: sentenceOf(error) },
      'Findings could not be prepared for GuardDuty; the next start tries again.',
    ),
  );
  return {
    context: { homeAccount, homeRegion, recorded: (findings) => heed(findings, parts) },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await behind;
    },
  };
}
