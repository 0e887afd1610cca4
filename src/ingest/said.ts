import type { Text } from '#kernel';
import type { Refusal } from './refusal.ts';
import { troubleOf, type Tally, type Telling } from './tally.ts';

/** One thing that was said of a file. */
export type Word =
  | { readonly problem: Text }
  | { readonly note: string }
  | { readonly refused: readonly Refusal[] }
  | { readonly unknown: Refusal };

/** Writes down what is said of files, for the thread that counts. */
export class Said implements Telling {
  private words: Word[] = [];

  trouble(path: string, error: unknown): void {
    this.words.push({ problem: troubleOf(path, error) });
  }

  note(note: string): void {
    this.words.push({ note });
  }

  refuse(refused: readonly Refusal[]): void {
    if (refused.length > 0) this.words.push({ refused });
  }

  unknown(unknown: Refusal): void {
    this.words.push({ unknown });
  }

  /** What was said since the last time. */
  take(): Word[] {
    const { words } = this;
    this.words = [];
    return words;
  }
}

/** Says it again, to whom it was meant for. */
export function retell(words: readonly Word[], tally: Tally): void {
  for (const word of words) {
    if ('problem' in word) tally.problem(word.problem);
    else if ('note' in word) tally.note(word.note);
    else if ('refused' in word) tally.refuse(word.refused);
    else tally.unknown(word.unknown);
  }
}
