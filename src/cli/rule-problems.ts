import type { Language } from '#kernel';
import type { CommandContext, Library } from './context.ts';
import { visible } from './visible.ts';

/**
 * Says of each rule that cannot be used where it stands, what is wrong and what to do. True when there was one: that a
 * rule is for another log is told and is no fault of it.
 */
export function tellProblems({ book, unasked }: Library, { terminal, language }: Speaking): boolean {
  for (const problem of book.problems) terminal.err(visible(problemLine(problem, language)));
  for (const problem of unasked.slice(0, mostLogs)) terminal.err(visible(problemLine(problem, language)));
  const more = unasked.length - mostLogs;
  if (more > 0) terminal.err(andMore[language](more));
  return book.problems.length > 0;
}

/** So many logs that nobody has are told; whole collections are for a hundred. */
const mostLogs = 5;

const andMore = {
  en: (more: number) => `Rules for ${more} more ${more === 1 ? 'log' : 'logs'} are never asked either.`,
  ja: (more: number) => `ほかに ${more} 種類のログのルールも評価されません。`,
};

type Problem = Library['book']['problems'][number];
type Speaking = Pick<CommandContext, 'terminal' | 'language'>;

/** A problem in one line. */
export function problemLine({ file, line, sentence, remedy, ja }: Problem, language: Language): string {
  const said = language === 'ja' ? `${ja.sentence}${ja.remedy}` : `${sentence} ${remedy}`;
  return `${file}:${line}: ${said}`;
}
