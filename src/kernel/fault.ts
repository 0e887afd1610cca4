import { jsonWords } from './json-words.ts';
import { systemWords } from './system-words.ts';
import type { Text } from './text.ts';

/** Every way in which Yagura refuses or fails, and what each means to a shell and to HTTP. */
const codes = {
  Usage: { exit: 2, status: 400 },
  BadInput: { exit: 1, status: 400 },
  BadConfig: { exit: 2, status: 500 },
  BadRule: { exit: 1, status: 400 },
  BadQuery: { exit: 1, status: 400 },
  NotFound: { exit: 1, status: 404 },
  NotSignedIn: { exit: 1, status: 401 },
  Denied: { exit: 1, status: 403 },
  Conflict: { exit: 1, status: 409 },
  TooLarge: { exit: 1, status: 413 },
  TooSlow: { exit: 1, status: 408 },
  TooMany: { exit: 1, status: 429 },
  Unavailable: { exit: 1, status: 503 },
  Unsupported: { exit: 1, status: 501 },
  Internal: { exit: 1, status: 500 },
} as const;

export type FaultCode = keyof typeof codes;

export const isFaultCode = (word: string): word is FaultCode => Object.hasOwn(codes, word);

/**
 * The one error that crosses a room's door. Its message is written for the reader:
 * what happened, why, and what to do about it; in both languages where people meet it on the page.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  readonly text: Text;

  constructor(code: FaultCode, said: string | Text, options?: ErrorOptions) {
    const text = typeof said === 'string' ? { en: said, ja: said } : said;
    super(text.en, options);
    this.code = code;
    this.text = text;
  }

  /** The exit code of a command that ends with this fault: 2 for usage, 1 for the rest. */
  get exit(): number {
    return codes[this.code].exit;
  }

  /** The HTTP status of a reply that carries this fault. */
  get status(): number {
    return codes[this.code].status;
  }
}

/** The sentence of anything that was thrown. */
export function sentenceOf(thrown: unknown): string {
  const first = firstThrown(thrown);
  return first instanceof Error ? first.message : String(first);
}

/** What went wrong first, where closing what was open went wrong because of it: `using` then throws an error that wraps both. */
export function firstThrown(thrown: unknown): unknown {
  const wraps = thrown instanceof Error && thrown.name === 'SuppressedError' && 'suppressed' in thrown;
  return wraps ? firstThrown(thrown.suppressed) : thrown;
}

/** What somebody else's program says in English alone; in Japanese it stands as a quotation. */
export const inOwnWords = (sentence: string): Text => ({ en: sentence, ja: `エラーの原文: ${sentence}` });

/** The same in both languages, as far as it is known in both: faults, and what the system, the network and the reader of JSON say. */
export function textOf(thrown: unknown): Text {
  const first = firstThrown(thrown);
  if (first instanceof Fault) return first.text;
  return systemWords(first) ?? jsonWords(first) ?? inOwnWords(sentenceOf(first));
}
