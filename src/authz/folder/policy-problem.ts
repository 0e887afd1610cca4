import { Fault, type Language, type Text } from '#kernel';

/** What is wrong in a file of a folder of policies: where, what, and what to do. An `error` stops its use. */
export interface PolicyFileProblem {
  readonly severity: 'error' | 'warning';
  /** Within the folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly sentence: Text;
  readonly remedy: Text;
}

/** `photos.cedar:3:12: error: sentence remedy`, which editors and CI systems make a link of. */
export function problemLine(problem: PolicyFileProblem, language: Language): string {
  const { severity, file, line, column, sentence, remedy } = problem;
  const said = [sentence, remedy].map((text) => text[language]);
  return `${file}:${line}:${column}: ${severity}: ${said.join(language === 'ja' ? '' : ' ')}`;
}

/** Throws `BadInput` with every error. */
export function refuseErrors(folder: string, problems: readonly PolicyFileProblem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const lines = (language: Language): string => errors.map((problem) => problemLine(problem, language)).join('\n');
  throw new Fault('BadInput', {
    en: `The policies in ${folder} cannot be used.\n${lines('en')}`,
    ja: `${folder} のポリシーは使えません。\n${lines('ja')}`,
  });
}

/** Line and column that a sentence of Cedar begins with, and the rest of it; the beginning where it names no place. */
export function placedText({ en, ja }: Text): { line: number; column: number; sentence: Text } {
  const [, line = '1', column = '1'] = place.exec(en) ?? [];
  const ended = withEnd(withoutPlace(en), '.');
  const sentence = { en: ended.charAt(0).toUpperCase() + ended.slice(1), ja: withEnd(withoutPlace(ja), '。') };
  return { line: Number(line), column: Number(column), sentence };
}

const place = /(?:, in )?line (\d+), column (\d+)(?:: )?/;
const japanesePlace = /(?: \()?\d+ 行 \d+ 列(?:\)|: )/;

const withoutPlace = (said: string): string =>
  said.replace(place, '').replace(japanesePlace, '').replace('failed to parse policy from string: ', '').trim();

const withEnd = (said: string, end: string): string => (/[.!?。]$/.test(said) ? said : `${said}${end}`);
