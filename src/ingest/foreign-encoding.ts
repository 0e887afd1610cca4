import { isUtf8 } from 'node:buffer';
import { Fault } from '#kernel';
import { isUtf16, utf16 } from '#sources';

/** What is to be said of a text that is not written in UTF-8, by its first bytes; undefined for one that is, and for what is no text. */
export function foreignEncoding(head: Buffer): Fault | undefined {
  if (isUtf16(head)) return utf16();
  const [even, odd] = [0, 1].map((from) => zeros(head.subarray(0, 1000), from));
  if (odd === 1 && even === 0) return markless('UTF-16LE');
  if (even === 1 && odd === 0) return markless('UTF-16BE');
  return isUtf8Start(head) || noText.test(head.toString('latin1')) ? undefined : otherText();
}

/** The last letter may be cut, which has four bytes at most. */
const isUtf8Start = (head: Buffer): boolean =>
  [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, Math.max(0, head.length - cut))));

/** How much of every second byte is zero, as in Latin text in UTF-16: 1 for most of them, 0 for none. */
function zeros(bytes: Buffer, from: number): number {
  const those = bytes.filter((_, at) => at % 2 === from);
  const share = those.filter((byte) => byte === 0).length / Math.max(1, those.length);
  return share > 0.7 ? 1 : share;
}

/** Control characters that no text has. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const noText = /[\u0000-\u0008\u000e-\u001a]/;

const markless = (name: string): Fault =>
  new Fault('BadInput', {
    en: `This file is written in ${name}, without the mark that says so. Convert it first: iconv -f ${name} -t UTF-8.`,
    ja: `このファイルは ${name}（BOM なし）で書かれています。先に変換してください: iconv -f ${name} -t UTF-8。`,
  });

const otherText = (): Fault =>
  new Fault('BadInput', {
    en: 'This file is a text that is not written in UTF-8. Convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8 (in Japan often -f CP932).',
    ja: 'このファイルの文字コードは UTF-8 ではありません。先に変換してください（例: Shift_JIS なら iconv -f CP932 -t UTF-8）。',
  });
