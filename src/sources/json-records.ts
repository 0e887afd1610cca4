import { Fault } from '#kernel';
import { cutShort, FileCutter, recordLimit, refused, tooLarge, type Cut, type Machine } from './cut.ts';
import { Guess } from './guess.ts';
import { HeldBytes } from './held-bytes.ts';
import { LineMachine } from './line-records.ts';
import { ValueWalker } from './value-walker.ts';

/**
 * Every JSON value of a file: the elements of a top-level list; the elements of the list under a wrapper key
 * (`Records`, `Events`, ...) of a top-level object; else each top-level value, be it one a line, spread over lines,
 * or one after the other. A file whose first value fills a line is cut at line ends from there on.
 */
export class JsonRecords extends FileCutter {
  /** `reading`: every record will be read, so that its end may be found by reading it. */
  constructor(limit: number = recordLimit, reading = true) {
    super(new JsonMachine(limit, reading));
  }

  value(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      const at = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined;
      const where = at === undefined ? '' : ` at character ${Number(at) + 1}`;
      throw new Fault('BadInput', {
        en: `This record is not valid JSON${where}: the file was damaged, or cut off there. Fetch it again from where the service delivered it.`,
        ja: `このレコードは正しい JSON ではありません${at === undefined ? '' : `（${Number(at) + 1} 文字目）`}。ファイルが壊れているか、途中で切れています。サービスの配信先からファイルを取得し直してください。`,
      });
    }
  }
}

/** Keys under which AWS services and tools hand out lists of records. */
const wrapper = /[{,]\s*"(?:Records|Events|events|logEvents|QueryResultRows)"\s*:\s*$/;
/** Bytes before a bracket that decide what it opens. */
const lookBack = 96;

const [tab, newline, carriageReturn, space, comma] = [0x09, 0x0a, 0x0d, 0x20, 0x2c];
const [openBracket, closeBracket, openBrace] = [0x5b, 0x5d, 0x7b];

const nothing = Buffer.alloc(0);

type State = 'between' | 'value' | 'junk' | 'lines';

class JsonMachine implements Machine {
  readonly #limit: number;
  readonly #walker = new ValueWalker();
  #state: State = 'between';
  #list: 'none' | 'plain' | 'wrapped' = 'none';
  #line = 1;
  #position = 1;
  /** Where the value or junk began: its line, its index in this chunk; what earlier chunks had of it is held. */
  #from = { line: 1, index: 0 };
  readonly #held: HeldBytes;
  /** False in what follows the list in a wrapper. */
  #wanted = true;
  /** What stands on this line so far. */
  #onLine: 'nothing' | 'one record' | 'more' = 'nothing';
  /** The last bytes before this chunk. */
  #recent: Buffer = nothing;
  #lines: LineMachine;
  readonly #guess: Guess | undefined;

  constructor(limit: number, reading: boolean) {
    this.#limit = limit;
    this.#held = new HeldBytes(limit);
    this.#lines = new LineMachine(limit);
    this.#guess = reading ? new Guess(limit) : undefined;
  }

  push(chunk: Buffer, to: Cut[]): void {
    let at = 0;
    this.#from.index = 0;
    this.#guess?.begin();
    while (at < chunk.length && this.#state !== 'lines') {
      if (this.#state === 'between') at = this.#between(chunk, at);
      else if (this.#state === 'value') at = this.#guessed(chunk, at, to) ?? this.#value(chunk, at, to);
      else at = this.#junk(chunk, at, to);
    }
    if (this.#state === 'lines') return this.#lines.push(chunk.subarray(at), to);
    if (this.#state !== 'between' && this.#wanted) this.#held.add(chunk.subarray(this.#from.index));
    this.#recent = Buffer.from(this.#before(chunk, chunk.length));
  }

  end(to: Cut[]): void {
    if (this.#state === 'lines') return this.#lines.end(to);
    if (this.#state === 'junk') return this.#giveUp(this.#held.take(), noRecord(), to);
    if (this.#state === 'value') return this.#giveUp(this.#held.take(), cutShort(), to);
    this.#from.line = this.#line;
    return this.#list === 'none' ? undefined : this.#refuse(nothing, cutShort(), to);
  }

  /** Blanks and commas between values, until one begins. */
  #between(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (byte === newline) {
        if (this.#endLine()) return at + 1;
      } else if (byte !== space && byte !== comma && byte !== tab && byte !== carriageReturn) {
        return this.#open(byte, at);
      }
    }
    return chunk.length;
  }

  /** True when the value before stood alone on its line: then the file is JSON lines. */
  #endLine(): boolean {
    this.#line += 1;
    const jsonLines = this.#onLine === 'one record' && this.#list === 'none';
    this.#onLine = 'nothing';
    if (!jsonLines) return false;
    this.#lines = new LineMachine(this.#limit, { line: this.#line, position: this.#position });
    this.#state = 'lines';
    return true;
  }

  #open(byte: number | undefined, at: number): number {
    if (byte === closeBracket && this.#list !== 'none') {
      if (this.#list === 'wrapped') this.#begin('value', at + 1, false);
      this.#list = 'none';
      this.#onLine = 'more';
      return at + 1;
    }
    if (byte === openBracket && this.#list === 'none') {
      this.#list = 'plain';
      this.#onLine = 'more';
      return at + 1;
    }
    this.#begin(byte === openBrace || byte === openBracket ? 'value' : 'junk', at, true);
    return at;
  }

  #begin(state: 'value' | 'junk', index: number, wanted: boolean): void {
    this.#state = state;
    this.#wanted = wanted;
    this.#from = { line: this.#line, index };
    this.#walker.start(wanted ? 0 : 1);
  }

  /** Index after a record of a list that begins here, when it need not be walked over. */
  #guessed(chunk: Buffer, at: number, to: Cut[]): number | undefined {
    if (this.#list === 'none' || this.#held.size > 0 || chunk[at] !== openBrace) return undefined;
    const record = this.#guess?.record(chunk, at);
    if (record === undefined) return undefined;
    to.push({ line: this.#line, position: this.#position, bytes: record.bytes, said: record });
    this.#position += 1;
    this.#state = 'between';
    this.#onLine = 'more';
    return at + record.bytes.length;
  }

  #value(chunk: Buffer, from: number, to: Cut[]): number {
    const at = this.#walker.walk(chunk, from);
    const { stop } = this.#walker;
    if (stop === 'closed') this.#closed(chunk, at, to);
    else if (stop === 'broken') this.#brokenOff(chunk, at, to);
    else if (stop === 'list' && this.#isWrapper(chunk, at - 1)) this.#enterWrapper();
    else if (stop === 'fresh' && !/[:,[]\s*$/.test(this.#before(chunk, at - 1).toString('latin1'))) {
      this.#brokenOff(chunk, at - 1, to);
      return at - 1;
    }
    return at;
  }

  #closed(chunk: Buffer, at: number, to: Cut[]): void {
    const alone = this.#onLine === 'nothing' && this.#wanted && this.#walker.lines === 0;
    this.#onLine = alone ? 'one record' : 'more';
    this.#finish(chunk, at, to);
  }

  /** A value that ends before it is whole: refused, and the next begins after it. */
  #brokenOff(chunk: Buffer, at: number, to: Cut[]): void {
    this.#finish(chunk, at, to, brokenOff());
    this.#onLine = chunk[at] === newline ? 'more' : 'nothing';
  }

  /** A `[` opens a wrapper's list when a wrapper key of the top-level object stands before it. */
  #isWrapper(chunk: Buffer, at: number): boolean {
    return this.#list === 'none' && wrapper.test(this.#before(chunk, at).toString('latin1'));
  }

  #enterWrapper(): void {
    this.#line += this.#walker.lines;
    this.#held.drop();
    this.#state = 'between';
    this.#list = 'wrapped';
  }

  /** What can be no record: at the top up to the end of its line, in a list up to the next comma. */
  #junk(chunk: Buffer, from: number, to: Cut[]): number {
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (byte !== newline && (this.#list === 'none' || (byte !== comma && byte !== closeBracket))) continue;
      this.#onLine = 'more';
      this.#walker.lines = 0;
      this.#finish(chunk, at, to, noRecord());
      return at;
    }
    return chunk.length;
  }

  #finish(chunk: Buffer, at: number, to: Cut[], fault?: Fault): void {
    const piece = chunk.subarray(this.#from.index, at);
    const size = this.#held.size + piece.length;
    const bytes = this.#held.size === 0 ? piece : this.#held.take(piece);
    if (fault !== undefined) this.#giveUp(bytes, fault, to);
    else if (this.#wanted && size > this.#limit) this.#refuse(bytes, tooLarge(this.#limit), to);
    else if (this.#wanted) {
      to.push({ line: this.#from.line, position: this.#position, bytes });
      this.#position += 1;
    }
    this.#line += this.#walker.lines;
    this.#state = 'between';
  }

  /** Refuses what never became whole; when lines in it look like records, only those lines that are none. */
  #giveUp(bytes: Buffer, fault: Fault, to: Cut[]): void {
    if (!this.#wanted) return this.#refuse(nothing, fault, to);
    if (bytes.length > this.#limit) return this.#refuse(bytes, tooLarge(this.#limit), to);
    if (this.#list !== 'none' || !bytes.includes('\n{')) return this.#refuse(bytes, fault, to);
    const before = to.length;
    const lines = new LineMachine(this.#limit, { line: this.#from.line, position: this.#position });
    lines.push(bytes, to);
    lines.end(to);
    this.#position += to.length - before;
  }

  #refuse(bytes: Buffer, fault: Fault, to: Cut[]): void {
    to.push(refused({ line: this.#from.line, position: this.#position }, bytes.subarray(0, this.#limit), fault));
    this.#position += 1;
  }

  /** The `lookBack` bytes before an index of this chunk. */
  #before(chunk: Buffer, at: number): Buffer {
    if (at >= lookBack) return chunk.subarray(at - lookBack, at);
    return Buffer.concat([this.#recent, chunk.subarray(0, at)]).subarray(-lookBack);
  }
}

const brokenOff = (): Fault =>
  new Fault('BadInput', {
    en: 'This record breaks off in the middle of its line, so it is no JSON. The rest of the file was read; fetch the file again from where the service delivered it.',
    ja: 'このレコードは行の途中で切れており、JSON になっていません。ファイルの残りは読み込みました。サービスの配信先からファイルを取得し直してください。',
  });

const noRecord = (): Fault =>
  new Fault('BadInput', {
    en: 'Here should stand a JSON object, and something else does. If the file holds text beside its JSON, take the text out.',
    ja: 'JSON オブジェクトがあるべき場所に、別の内容があります。JSON 以外の文字列が混ざっている場合は、取り除いてください。',
  });
