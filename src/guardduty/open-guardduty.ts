import { sentenceOf } from '#kernel';
import { admit, type AdmitContext } from './admit.ts';
import type { GuardDutyContext } from './context.ts';
import { publishing, type PublishContext } from './publisher.ts';
import { catchUp, heed, type HeedContext } from './heed.ts';
import { forget } from './keep.ts';

/** What this room stands on. */
export interface GuardDutyParts extends HeedContext, AdmitContext, PublishContext {
  /** Seconds between two looks at what is to be published; GuardDuty takes up to five minutes. */
  readonly publishEverySeconds: number;
}

/** The room at work: it is told of findings as they are recorded. */
export interface GuardDuty extends AsyncDisposable {
  readonly context: Pick<GuardDutyContext, 'homeAccount' | 'homeRegion' | 'lists' | 'recorded' | 'withdrawn' | 'admit'>;
}

/** Opens the room; findings that it was not told of are told in the background. */
export function openGuardDuty(parts: GuardDutyParts): GuardDuty {
  const { homeAccount, homeRegion, lists, log } = parts;
  const closing = new AbortController();
  const behind = catchUp(parts, closing.signal).catch((error: unknown) =>
    log.error(
      { reason: sentenceOf(error) },
      'Findings could not be prepared for GuardDuty; the next start tries again.',
    ),
  );
  const publisher = publishing(parts, parts.publishEverySeconds * 1000);
  return {
    context: {
      homeAccount,
      homeRegion,
      lists,
      admit: (claims) => admit(claims, parts),
      recorded: (findings) => heed(findings, parts),
      withdrawn: (ids) => forget(ids, parts),
    },
    async [Symbol.asyncDispose]() {
      closing.abort();
      await behind;
      await publisher[Symbol.asyncDispose]();
    },
  };
}
