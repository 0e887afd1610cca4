import type { Library, Terminal } from './context.ts';
import { visible } from './visible.ts';

/** Says of each rule that cannot be used where it stands, what is wrong and what to do. True when there was one. */
export function tellProblems({ book }: Library, terminal: Terminal): boolean {
  for (const { file, line, sentence, remedy } of book.problems)
    terminal.err(visible(`${file}:${line}: ${sentence} ${remedy}`));
  return book.problems.length > 0;
}
