import { Misread } from './misread.ts';
import { wellFormed } from './well-formed.ts';
import { fits, long, type Long } from './whole.ts';

const code = (letter: string): number => letter.charCodeAt(0);
export const quote = code('"');
const [backslash, space, minus, zero, nine] = [code('\\'), code(' '), code('-'), code('0'), code('9')];
const [dot, littleE, bigE] = [code('.'), code('e'), code('E')];
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** A whole number of so many digits is exact, and read digit by digit, as nearly all are. */
const fewDigits = 15;

/** A place in a text of JSON, and what can stand there by itself: texts, numbers, words. Throws a Misread. */
export class JsonTokens {
  readonly text: string;
  at: number;

  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  /** The place where the next value begins, after space. */
  beforeValue(): number {
    this.peek();
    return this.at;
  }

  /** A text without escapes is cut out as it stands; any other goes through `JSON.parse`, which knows the escapes. */
  string(): string {
    const start = this.beforeString();
    const end = this.plainEnd(start);
    if (end < 0) return this.escaped(start - 1);
    this.at = end + 1;
    return this.text.slice(start, end);
  }

  /** The same, laid down after each `letters`, for texts of megabytes. */
  *stringInSlices(letters: number): Generator<undefined, string, undefined> {
    const pieces: string[] = [];
    let from = this.beforeString();
    for (let at = from; ;) {
      const next = this.text.charCodeAt(at);
      const ends = next === quote || Number.isNaN(next);
      if (ends || at - from >= letters) {
        pieces.push(unescaped(this.text.slice(from, at)));
        from = at;
        if (ends) break;
        yield;
      }
      at += next === backslash ? (this.text[at + 1] === 'u' ? 6 : 2) : 1;
    }
    if (from >= this.text.length) throw endless();
    this.at = from + 1;
    return wellFormed(pieces.join(''));
  }

  skipString(): void {
    const start = this.beforeString();
    const end = this.plainEnd(start);
    if (end < 0) this.escaped(start - 1);
    else this.at = end + 1;
  }

  boolean(): boolean {
    const value = this.word();
    if (value === null) throw new Misread({ en: 'true or false was expected', ja: 'true か false が必要です' });
    return value;
  }

  long(): Long {
    const start = this.peek() === minus ? this.at + 1 : this.at;
    let [end, value] = [start, 0];
    for (let next = this.text.charCodeAt(end); isDigit(next); next = this.text.charCodeAt(++end))
      value = value * 10 + (next - zero);
    if (!this.isShort(start, end)) return this.longInFull();
    const negative = start > this.at && value !== 0;
    this.at = end;
    return negative ? -value : value;
  }

  /** Whether digits are a whole number by themselves. */
  private isShort(start: number, end: number): boolean {
    const digits = end - start;
    const next = this.text.charCodeAt(end);
    if (digits < 1 || digits > fewDigits || next === dot || next === littleE || next === bigE) return false;
    return digits === 1 || this.text.charCodeAt(start) !== zero;
  }

  private longInFull(): Long {
    const found = this.numberHere();
    const value = Number(found);
    if (found === '') throw new Misread({ en: 'a number was expected', ja: '数値が必要です' });
    if (/[.eE]/.test(found))
      throw new Misread({
        en: `the number ${found} is not whole, and Cedar has none other`,
        ja: `数値 ${found} は整数ではありません。Cedar の数値は整数だけです`,
      });
    if (!Number.isSafeInteger(value) && !fits(BigInt(found)))
      throw new Misread({
        en: `the number ${found} has more than 64 bits`,
        ja: `数値 ${found} は 64 ビットを超えています`,
      });
    this.at += found.length;
    if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
    return long(BigInt(found));
  }

  /** Whether `null` stands here, which is passed over. */
  absent(): boolean {
    this.peek();
    if (!this.text.startsWith('null', this.at)) return false;
    this.at += 4;
    return true;
  }

  /** Nothing but space may follow. */
  end(): void {
    this.peek();
    if (this.at < this.text.length) throw noJson('something follows its end', '末尾の後に余分なものがあります');
  }

  /** The place after the quotation mark that begins a text. */
  protected beforeString(): number {
    if (this.peek() !== quote)
      throw new Misread({ en: 'a text in quotation marks was expected', ja: '引用符で囲んだ文字列が必要です' });
    return this.at + 1;
  }

  /** The place of the quotation mark that ends a text without escapes; -1 where there are escapes or worse. */
  plainEnd(from: number): number {
    const { text } = this;
    for (let at = from; ; at++) {
      const next = text.charCodeAt(at);
      if (next === quote) return at;
      if (next === backslash || !(next >= space)) return -1; // NaN at the end of the text
    }
  }

  private escaped(start: number): string {
    let at = start + 1;
    while (at < this.text.length && this.text.charCodeAt(at) !== quote)
      at += this.text.charCodeAt(at) === backslash ? 2 : 1;
    if (at >= this.text.length) throw endless();
    const text = wellFormed(unescaped(this.text.slice(start + 1, at)));
    this.at = at + 1;
    return text;
  }

  protected word(): boolean | null {
    this.peek();
    if (this.text.startsWith('true', this.at)) return this.passed(4, true);
    if (this.text.startsWith('false', this.at)) return this.passed(5, false);
    if (this.text.startsWith('null', this.at)) return this.passed(4, null);
    throw noJson('a value was expected', '値が必要です');
  }

  private passed<Value>(letters: number, value: Value): Value {
    this.at += letters;
    return value;
  }

  protected numberHere(): string {
    number.lastIndex = this.at;
    return number.exec(this.text)?.[0] ?? '';
  }

  /** The next letter that is no space. */
  protected peek(): number {
    let next = this.text.charCodeAt(this.at);
    while (next <= space && isSpace(next)) next = this.text.charCodeAt(++this.at);
    return next;
  }

  protected expect(letter: number): void {
    if (this.peek() !== letter) throw missing(String.fromCharCode(letter));
    this.at += 1;
  }
}

/** What is wrong with a text that is no JSON. */
const noJson = (en: string, ja: string, options?: ErrorOptions): Misread =>
  new Misread({ en: `this is no JSON: ${en}`, ja: `JSON として読めません。${ja}` }, options);

const endless = (): Misread => noJson('a text in it is damaged, for it has no end', '文字列が閉じられていません');

/** A sign that stands there in JSON. */
export const missing = (sign: string): Misread => noJson(`"${sign}" was expected`, `「${sign}」が必要です`);

const isDigit = (letter: number): boolean => letter >= zero && letter <= nine;

export const isNumber = (letter: number): boolean => letter === minus || isDigit(letter);

const isSpace = (letter: number): boolean => letter === space || letter === 10 || letter === 13 || letter === 9;

/** What a text between its quotation marks says. */
function unescaped(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch (error) {
    throw noJson('a text in it is damaged', '文字列が壊れています', { cause: error });
  }
}
