import { Misread } from './misread.ts';
import { wellFormed } from './well-formed.ts';
import { fits, long, type Long } from './whole.ts';

/** Nested deeper than this, a text is refused: its readers recur, and Cedar's own gives up before 128. */
const deepest = 120;

const code = (letter: string): number => letter.charCodeAt(0);
const [quote, backslash, comma, colon, space] = [code('"'), code('\\'), code(','), code(':'), code(' ')];
const [openBrace, closeBrace, openBracket, closeBracket] = [code('{'), code('}'), code('['), code(']')];
const [minus, zero, nine] = [code('-'), code('0'), code('9')];
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * A place in a text of JSON, which goes forward as things are read or passed over. Whole numbers lose no digit. What is
 * no JSON, and numbers that Cedar has no value for, are refused with a Misread.
 *
 *     for (let more = cursor.enterObject(); more; more = cursor.nextMember()) {
 *       const name = cursor.name();
 *       …read or pass over the value…
 *     }
 */
export class JsonCursor {
  readonly text: string;
  at: number;
  private depth = 0;

  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  /** Goes into an object. True: it stands before the name of a member. */
  enterObject(): boolean {
    return this.enter(openBrace, closeBrace);
  }

  /** As `enterObject` and `name`, where the text begins just so, as programs write it: `{"long":`. Else nothing happens. */
  enterUsual(beginning: string): boolean {
    if (!this.text.startsWith(beginning, this.at)) return false;
    this.deepen();
    this.at += beginning.length;
    return true;
  }

  /** After the value of a member. True: it stands before the name of another. */
  nextMember(): boolean {
    return this.next(closeBrace);
  }

  /** Goes into a list. True: it stands before an item. */
  enterList(): boolean {
    return this.enter(openBracket, closeBracket);
  }

  /** After an item. True: it stands before another. */
  nextItem(): boolean {
    return this.next(closeBracket);
  }

  /** The name of a member; afterwards its value is next. */
  name(): string {
    const name = this.string();
    this.expect(colon);
    return name;
  }

  /** As `name`, told by its place among those that are known, so that it need not be cut out; -1 for any other. */
  nameAmong(names: readonly string[]): number {
    const start = this.beforeString();
    const end = this.plainEnd(start);
    if (end < 0) return names.indexOf(this.name());
    this.at = end + 1;
    this.expect(colon);
    for (let place = 0; place < names.length; place++) {
      const name = names[place] ?? '';
      if (name.length === end - start && this.text.startsWith(name, start)) return place;
    }
    return -1;
  }

  /** The place where the next value begins, after space. */
  beforeValue(): number {
    this.peek();
    return this.at;
  }

  /** Any value, as `JSON.parse` would give it; whole numbers beyond 2^53 as bigints. */
  value(): unknown {
    const next = this.peek();
    if (next === quote) return this.string();
    if (next === openBrace) return this.object();
    if (next === openBracket) return this.list();
    return isNumber(next) ? this.long() : this.word();
  }

  /** Passes a value over; only its form is looked at. */
  skip(): void {
    const next = this.peek();
    if (next === quote) this.skipString();
    else if (next === openBrace) for (let more = this.enterObject(); more; more = this.nextMember()) this.skipMember();
    else if (next === openBracket) for (let more = this.enterList(); more; more = this.nextItem()) this.skip();
    else if (isNumber(next)) this.at += this.numberHere().length;
    else this.word();
  }

  /** A text without escapes is cut out as it stands; any other goes through `JSON.parse`, which knows the escapes. */
  string(): string {
    const start = this.beforeString();
    const end = this.plainEnd(start);
    if (end < 0) return this.escaped(start - 1);
    this.at = end + 1;
    return this.text.slice(start, end);
  }

  skipString(): void {
    const start = this.beforeString();
    const end = this.plainEnd(start);
    if (end < 0) this.escaped(start - 1);
    else this.at = end + 1;
  }

  boolean(): boolean {
    const value = this.word();
    if (value === null) throw new Misread('true or false was expected');
    return value;
  }

  long(): Long {
    this.peek();
    const found = this.numberHere();
    const value = Number(found);
    if (found === '') throw new Misread('a number was expected');
    if (/[.eE]/.test(found)) throw new Misread(`the number ${found} is not whole, and Cedar has none other`);
    if (!Number.isSafeInteger(value) && !fits(BigInt(found)))
      throw new Misread(`the number ${found} has more than 64 bits`);
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
    if (this.at < this.text.length) throw new Misread('this is no JSON: something follows its end');
  }

  private object(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    for (let more = this.enterObject(); more; more = this.nextMember()) {
      const name = this.name();
      if (Object.hasOwn(object, name)) throw new Misread(`the name ${JSON.stringify(name)} stands twice in one object`);
      setOwn(object, name, this.value());
    }
    return object;
  }

  private list(): unknown[] {
    const items: unknown[] = [];
    for (let more = this.enterList(); more; more = this.nextItem()) items.push(this.value());
    return items;
  }

  private skipMember(): void {
    this.skipString();
    this.expect(colon);
    this.skip();
  }

  /** The place after the quotation mark that begins a text. */
  private beforeString(): number {
    if (this.peek() !== quote) throw new Misread('a text in quotation marks was expected');
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
    try {
      const text = wellFormed(String(JSON.parse(this.text.slice(start, at + 1))));
      this.at = at + 1;
      return text;
    } catch (error) {
      if (error instanceof Misread) throw error;
      throw new Misread('this is no JSON: a text in it is damaged', { cause: error });
    }
  }

  private word(): boolean | null {
    this.peek();
    if (this.text.startsWith('true', this.at)) return this.passed(4, true);
    if (this.text.startsWith('false', this.at)) return this.passed(5, false);
    if (this.text.startsWith('null', this.at)) return this.passed(4, null);
    throw new Misread('this is no JSON: a value was expected');
  }

  private passed<Value>(letters: number, value: Value): Value {
    this.at += letters;
    return value;
  }

  private numberHere(): string {
    number.lastIndex = this.at;
    return number.exec(this.text)?.[0] ?? '';
  }

  /** The next letter that is no space. */
  private peek(): number {
    let next = this.text.charCodeAt(this.at);
    while (next <= space && isSpace(next)) next = this.text.charCodeAt(++this.at);
    return next;
  }

  private enter(open: number, close: number): boolean {
    if (this.peek() !== open) throw new Misread(`${open === openBrace ? 'an object' : 'a list'} was expected`);
    this.deepen();
    this.at += 1;
    return this.peek() !== close || this.leave();
  }

  private deepen(): void {
    if (++this.depth > deepest) throw new Misread(`this JSON is nested deeper than ${deepest}`);
  }

  private next(close: number): boolean {
    const next = this.peek();
    if (next === close) return this.leave();
    if (next !== comma) throw new Misread('this is no JSON: "," was expected');
    this.at += 1;
    return true;
  }

  private leave(): false {
    this.at += 1;
    this.depth -= 1;
    return false;
  }

  private expect(letter: number): void {
    if (this.peek() !== letter) throw new Misread(`this is no JSON: "${String.fromCharCode(letter)}" was expected`);
    this.at += 1;
  }
}

const isNumber = (letter: number): boolean => letter === minus || (letter >= zero && letter <= nine);

const isSpace = (letter: number): boolean => letter === space || letter === 10 || letter === 13 || letter === 9;

/** Also where the name is `__proto__`, which plain assignment would take for something else. */
function setOwn(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
