import { Fault } from '#kernel';

/** What is wrong in a file of a folder of policies: where, what, and what to do. An `error` stops its use. */
export interface PolicyFileProblem {
  readonly severity: 'error' | 'warning';
  /** Within the folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly sentence: string;
  readonly remedy: string;
}

/** `photos.cedar:3:12: sentence remedy`, which editors and CI systems make a link of. */
export const problemLine = ({ severity, file, line, column, sentence, remedy }: PolicyFileProblem): string =>
  `${file}:${line}:${column}: ${severity}: ${sentence} ${remedy}`;

/** Throws `BadInput` with every error. */
export function refuseErrors(folder: string, problems: readonly PolicyFileProblem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  throw new Fault('BadInput', {
    en: `The policies in ${folder} cannot be used.\n${errors.map(problemLine).join('\n')}`,
    ja: `${folder} のポリシーは使えません。\n${errors.map(problemLine).join('\n')}`,
  });
}

/** Line and column that a sentence of Cedar begins with, and the rest of it; the beginning where it names no place. */
export function placedSentence(sentence: string): { line: number; column: number; sentence: string } {
  const [whole = '', line = '1', column = '1'] = /(?:, in )?line (\d+), column (\d+)(?:: )?/.exec(sentence) ?? [];
  const rest = sentence.replace(whole, '').replace(/failed to parse policy from string: /, '');
  return { line: Number(line), column: Number(column), sentence: capital(rest.trim()) };
}

const capital = (text: string): string => {
  const ended = /[.!?]$/.test(text) ? text : `${text}.`;
  return ended.charAt(0).toUpperCase() + ended.slice(1);
};
