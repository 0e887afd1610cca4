import type { RuleBook } from './book.ts';

/** What the operations on rules are answered with. */
export interface DetectContext {
  readonly book: RuleBook;
}
