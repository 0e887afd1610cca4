import { CallError } from './call.ts';
import { statesWords } from './i18n/states.ts';
import type { Places, Sentence } from './i18n/words.ts';

/** What went wrong, why, and what to do about it. */
export interface Explained {
  readonly kind: 'missing' | 'denied' | 'away' | 'failed';
  readonly title: Sentence;
  readonly why: Sentence;
  /** What is put into the places of `why`. */
  readonly places: Places;
  readonly remedy: Sentence;
}

type Kind = Pick<Explained, 'kind' | 'title' | 'remedy'>;

const failed: Kind = { kind: 'failed', title: statesWords.faultTitle, remedy: statesWords.faultRemedy };
const busy: Kind = { kind: 'failed', title: statesWords.busyTitle, remedy: statesWords.busyRemedy };

/** Every way in which a call fails, by its code. What is not here has failed. */
const kinds: Readonly<Record<string, Kind>> = {
  NotFound: { kind: 'missing', title: statesWords.missingTitle, remedy: statesWords.missingRemedy },
  Denied: { kind: 'denied', title: statesWords.deniedTitle, remedy: statesWords.deniedRemedy },
  Unreachable: { kind: 'away', title: statesWords.awayTitle, remedy: statesWords.awayRemedy },
  TooMany: busy,
  TooSlow: busy,
  Unavailable: { kind: 'failed', title: statesWords.unavailableTitle, remedy: statesWords.unavailableRemedy },
};

/** Everything that is thrown at the page passes here before a reader sees it. */
export function explain(thrown: unknown): Explained {
  if (!(thrown instanceof CallError)) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return { ...failed, why: { en: message, ja: message }, places: {} };
  }
  const action = thrown.code === 'Denied' ? deniedAction.exec(thrown.message)?.[1] : undefined;
  const why = action === undefined ? thrown.text : statesWords.deniedWhy;
  return { ...(kinds[thrown.code] ?? failed), why, places: action === undefined ? {} : { action } };
}

/** How the server names what was refused: "is not authorized to perform: yagura:UpdateFindings on resource". */
const deniedAction = /not authorized to perform: ([\w-]+:\w+)/;
