import { Fault, textOf, type Text } from '#kernel';
import type { Framing } from '#sources';

/** A piece of input that could not be read, and where it stood. */
export interface Refusal {
  /** The file column of the lake: identity of the file, and the member of an archive. */
  readonly file: string;
  /** What people call the file. */
  readonly path: string;
  /** Line on which it starts, from 1; 0 when the file as a whole is meant. */
  readonly line: number;
  readonly position: number;
  readonly source: string;
  /** How its file was cut into records; empty for what was no record. */
  readonly framing: Framing | '';
  readonly reason: Text;
  readonly remedy: Text;
  /** The first line of the file, which says what the columns of the others mean. */
  readonly head: string;
  /** At most `keptBytes` of it. */
  readonly text: string;
  /** Bytes that it had, as far as was seen. */
  readonly size: number;
}

/** Bytes of a refused record that are kept. */
export const keptBytes = 64 * 1024;

/** What is wrong with a record, and the remedy: the last sentence of a fault that has several. */
export function reasonOf(error: unknown): { reason: Text; remedy: Text } {
  const said = textOf(error);
  const en = said.en.trim().split(/(?<=[.!?]) +(?=[A-Z"'`])/);
  const ja = said.ja === said.en ? en : said.ja.trim().split(/(?<=。)/);
  if (!(error instanceof Fault) || en.length < 2 || ja.length < 2) return { reason: said, remedy: look };
  return {
    reason: { en: en.slice(0, -1).join(' '), ja: ja.slice(0, -1).join(ja === en ? ' ' : '') },
    remedy: { en: en.at(-1) ?? '', ja: ja.at(-1) ?? '' },
  };
}

const look: Text = {
  en: 'Look at the record in quarantine, mend it at its origin and import it again.',
  ja: '隔離されたレコードを見て、出所で直してから、もう一度取り込んでください。',
};

/** The refusal in one line for a person: file, line, what, remedy. */
export function textFor({ path, line, reason, remedy }: Refusal): Text {
  const place = `${path}${line > 0 ? `:${line}` : ''}`;
  return at(place, {
    en: [reason.en, remedy.en]
      .map((part) => closed(part, '.'))
      .join(' ')
      .trim(),
    ja: [reason.ja, remedy.ja].map((part) => closed(part, '。')).join(''),
  });
}

/** What is said of a file, or of a standard input, without content. */
export const emptyFile = (path = ''): Fault => (path === standardInput ? nothingCame() : noContent());

const noContent = (): Fault =>
  new Fault('BadInput', {
    en: 'the file is empty. If it should hold a log, fetch it again; else remove it',
    ja: 'ファイルが空です。ログが入っているはずなら取得し直し、そうでなければ削除してください。',
  });

const nothingCame = (): Fault =>
  new Fault('BadInput', {
    en: 'nothing came. See whether the command before it wrote anything',
    ja: '何も届きませんでした。パイプの手前のコマンドが出力しているか確認してください。',
  });

/** What is wrong with a file, with its path before it. */
export const troubleWith = (path: string, error: unknown): Text => at(path, textOf(error));

/** What standard input is called where a file has its path. */
export const standardInput = 'standard input';

const at = (place: string, { en, ja }: Text): Text => ({
  en: `${place}: ${closed(en, '.')}`,
  ja: `${inJapanese(place)}: ${closed(ja, ja === en ? '.' : '。')}`,
});

const inJapanese = (place: string): string =>
  place.startsWith(standardInput) ? `標準入力${place.slice(standardInput.length)}` : place;

const closed = (sentence: string, stop: string): string =>
  sentence === '' || /[.!?)。）]$/.test(sentence) ? sentence : `${sentence}${stop}`;
