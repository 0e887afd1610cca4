import { Misread } from './misread.ts';
import { fits, long, type Long } from './whole.ts';

/** Nested deeper than this, a text is refused: the reader recurs, and Cedar's own gives up before 128. */
const deepest = 120;

/**
 * Reads JSON without losing a digit: whole numbers beyond 2^53 come as bigints, while `JSON.parse` rounds them and
 * decisions would then be wrong. What no value of Cedar can be is refused: fractions, exponents, more than 64 bits,
 * one name twice in one object. Throws a Misread that says the line and column.
 */
export function parseJsonText(text: string): unknown {
  const reader = new JsonReader(text);
  try {
    return reader.whole();
  } catch (error) {
    if (error instanceof Misread) error.message += `, in ${reader.position}`;
    throw error;
  }
}

const code = (letter: string): number => letter.charCodeAt(0);
const [quote, backslash, comma, colon] = [code('"'), code('\\'), code(','), code(':')];
const [openBrace, closeBrace, openBracket, closeBracket] = [code('{'), code('}'), code('['), code(']')];
const [minus, zero, nine] = [code('-'), code('0'), code('9')];
const space = code(' ');
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;
const words: ReadonlyMap<string, boolean | null> = new Map(Object.entries({ true: true, false: false, null: null }));

class JsonReader {
  private readonly text: string;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  whole(): unknown {
    const value = this.value();
    this.skipSpace();
    if (this.at < this.text.length) throw new Misread('this is no JSON: something follows its end');
    return value;
  }

  get position(): string {
    const before = this.text.slice(0, this.at).split('\n');
    return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  }

  private value(): unknown {
    const next = this.peek();
    if (next === quote) return this.string();
    if (next === openBrace) return this.inside(() => this.object());
    if (next === openBracket) return this.inside(() => this.array());
    if (next === minus || (next >= zero && next <= nine)) return this.number();
    return this.word();
  }

  private inside<Result>(read: () => Result): Result {
    this.depth += 1;
    if (this.depth > deepest) throw new Misread(`this JSON is nested deeper than ${deepest}`);
    this.at += 1;
    const value = read();
    this.depth -= 1;
    return value;
  }

  private object(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    if (this.ends(closeBrace)) return object;
    do {
      if (this.peek() !== quote) throw new Misread('this is no JSON: a name in quotation marks was expected');
      const name = this.string();
      if (Object.hasOwn(object, name)) throw new Misread(`the name ${JSON.stringify(name)} stands twice in one object`);
      this.expect(colon);
      setOwn(object, name, this.value());
    } while (this.goesOn(closeBrace));
    return object;
  }

  private array(): unknown[] {
    const items: unknown[] = [];
    if (this.ends(closeBracket)) return items;
    do items.push(this.value());
    while (this.goesOn(closeBracket));
    return items;
  }

  /** A text without escapes is cut out as it stands; any other goes through `JSON.parse`, which knows the escapes. */
  private string(): string {
    const start = this.at;
    for (let at = start + 1; ; at++) {
      const next = this.text.charCodeAt(at);
      if (next === quote) {
        this.at = at + 1;
        return this.text.slice(start + 1, at);
      }
      if (next === backslash || next < space || Number.isNaN(next)) return this.escaped(start);
    }
  }

  private escaped(start: number): string {
    let at = start + 1;
    while (at < this.text.length && this.text.charCodeAt(at) !== quote)
      at += this.text.charCodeAt(at) === backslash ? 2 : 1;
    this.at = at + 1;
    try {
      return String(JSON.parse(this.text.slice(start, this.at)));
    } catch (error) {
      throw new Misread('this is no JSON: a text in it is damaged', { cause: error });
    }
  }

  private number(): Long {
    const found = this.match(number);
    const value = Number(found);
    if (/[.eE]/.test(found)) throw new Misread(`the number ${found} is not whole, and Cedar has none other`);
    if (Number.isSafeInteger(value)) return value === 0 ? 0 : value;
    if (!fits(BigInt(found))) throw new Misread(`the number ${found} has more than 64 bits`);
    return long(BigInt(found));
  }

  private word(): boolean | null {
    const found = words.get(this.match(word));
    if (found === undefined) throw new Misread('this is no JSON: a value was expected');
    return found;
  }

  private match(expression: RegExp): string {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  /** The next letter that is no space. */
  private peek(): number {
    this.skipSpace();
    return this.text.charCodeAt(this.at);
  }

  private skipSpace(): void {
    while (isSpace(this.text.charCodeAt(this.at))) this.at += 1;
  }

  private ends(close: number): boolean {
    if (this.peek() !== close) return false;
    this.at += 1;
    return true;
  }

  private goesOn(close: number): boolean {
    if (this.ends(close)) return false;
    this.expect(comma);
    return true;
  }

  private expect(letter: number): void {
    if (this.peek() !== letter) throw new Misread(`this is no JSON: "${String.fromCharCode(letter)}" was expected`);
    this.at += 1;
  }
}

const isSpace = (letter: number): boolean => letter === space || letter === 10 || letter === 13 || letter === 9;

/** Also where the name is `__proto__`, which plain assignment would take for something else. */
function setOwn(object: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') object[name] = value;
  else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
