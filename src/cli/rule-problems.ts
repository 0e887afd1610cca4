import type { Language } from '#kernel';
import type { CommandContext, Library } from './context.ts';
import { visible } from './visible.ts';

/** Says of each rule that cannot be used where it stands, what is wrong and what to do. True when there was one. */
export function tellProblems({ book }: Library, { terminal, language }: Speaking): boolean {
  for (const problem of book.problems) terminal.err(visible(problemLine(problem, language)));
  return book.problems.length > 0;
}

type Problem = Library['book']['problems'][number];
type Speaking = Pick<CommandContext, 'terminal' | 'language'>;

/** A problem in one line. */
export function problemLine({ file, line, sentence, remedy, ja }: Problem, language: Language): string {
  const said = language === 'ja' ? `${ja.sentence}${ja.remedy}` : `${sentence} ${remedy}`;
  return `${file}:${line}: ${said}`;
}
