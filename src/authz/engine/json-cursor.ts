import type { Text } from '#kernel';
import { isNumber, JsonTokens, missing, quote } from './json-tokens.ts';
import { Misread } from './misread.ts';

/** Nested deeper than this, a text is refused: its readers recur, and Cedar's own gives up before 128. */
const deepest = 120;

const code = (letter: string): number => letter.charCodeAt(0);
const [comma, colon] = [code(','), code(':')];
const [openBrace, closeBrace, openBracket, closeBracket] = [code('{'), code('}'), code('['), code(']')];

/**
 * A place in a text of JSON, which goes forward as things are read or passed over. Whole numbers lose no digit. What is
 * no JSON, and numbers that Cedar has no value for, are refused with a Misread.
 *
 *     for (let more = cursor.enterObject(); more; more = cursor.nextMember()) {
 *       const name = cursor.name();
 *       …read or pass over the value…
 *     }
 */
export class JsonCursor extends JsonTokens {
  private depth = 0;
  private refusal: Text = { en: '', ja: '' };
  private until = Number.POSITIVE_INFINITY;

  /** Reads something that may have so many letters at most. Throws a Misread with `refusal` where it has more. */
  within<Result>(letters: number, refusal: Text, read: (cursor: this) => Result): Result {
    this.until = this.at + letters;
    this.refusal = refusal;
    const result = read(this);
    if (this.at > this.until) throw new Misread(refusal);
    this.until = Number.POSITIVE_INFINITY;
    return result;
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

  private object(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    for (let more = this.enterObject(); more; more = this.nextMember()) {
      const name = this.name();
      if (Object.hasOwn(object, name)) throw twice(name);
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

  private enter(open: number, close: number): boolean {
    if (this.peek() !== open) throw open === openBrace ? noObject() : noList();
    this.deepen();
    this.at += 1;
    return this.peek() !== close || this.leave();
  }

  private deepen(): void {
    if (++this.depth > deepest) throw tooDeep();
  }

  private next(close: number): boolean {
    const next = this.peek();
    if (next === close) return this.leave();
    if (next !== comma) throw missing(',');
    if (this.at > this.until) throw new Misread(this.refusal);
    this.at += 1;
    return true;
  }

  private leave(): false {
    this.at += 1;
    this.depth -= 1;
    return false;
  }
}

/** Also where the name is `__proto__`, which plain assignment would take for something else. */
function setOwn(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}

const noObject = (): Misread => new Misread({ en: 'an object was expected', ja: 'オブジェクト { … } が必要です' });
const noList = (): Misread => new Misread({ en: 'a list was expected', ja: 'リスト [ … ] が必要です' });
const twice = (name: string): Misread =>
  new Misread({
    en: `the name ${JSON.stringify(name)} stands twice in one object`,
    ja: `1 つのオブジェクトに名前 ${JSON.stringify(name)} が 2 回あります`,
  });
const tooDeep = (): Misread =>
  new Misread({
    en: `this JSON is nested deeper than ${deepest}`,
    ja: `JSON の入れ子が ${deepest} 段を超えています`,
  });
