import { isUtf8 } from 'node:buffer';
import { Fault } from '#kernel';

/** The most bytes one record may have unless told otherwise: far above what any AWS log writes. */
export const recordLimit = 16 * 1024 * 1024;

/** Bytes of a refused record that are kept, so that quarantine shows what it was. */
const kept = 4096;

/** One record of a file as bytes, or why it could not be cut out. */
export interface Cut {
  /** Line on which it starts, from 1. */
  readonly line: number;
  /** Number of the record in its file, from 1; refused records count too. */
  readonly position: number;
  /** The record's bytes, a view into what was pushed; of a refused record at most its first 4 KiB. */
  readonly bytes: Buffer;
  /** Why it was refused, with the remedy. */
  readonly fault?: Fault;
  /** What it says, when cutting it out took reading it. */
  readonly said?: Said;
}

/** A record's text, and what a reader takes: a parsed JSON value, a line, or a row as an object. */
export interface Said {
  readonly text: string;
  readonly value: unknown;
}

/**
 * Cuts the bytes of one file into records, chunk by chunk, and never holds more than one record.
 * INVARIANT: how the file was split into chunks changes nothing about the records.
 * Chunks belong to the cutter from then on: the caller must not write into them again.
 */
export interface Cutter {
  push(chunk: Buffer): Cut[];
  /** The rest, once the file has ended. */
  end(): Cut[];
  /** What a record says. Throws the fault of a refused one, and `BadInput` when it is not what its form demands. */
  said(cut: Cut): Said;
  /** The value of a record's text. Throws `BadInput`. */
  value(text: string): unknown;
}

/** The part of a cutter that differs between forms; it never sees a byte order mark. */
export interface Machine {
  push(chunk: Buffer, to: Cut[]): void;
  end(to: Cut[]): void;
}

/** A record that could not be cut out, with its place, the first of its bytes and why. */
export function refused(where: { line: number; position: number }, bytes: Buffer, fault: Fault): Cut {
  return { line: where.line, position: where.position, bytes: bytes.subarray(0, kept), fault };
}

/** Why a record of more than `limit` bytes is refused. */
export function tooLarge(limit: number): Fault {
  const size = limit >= 1024 * 1024 ? `${Math.floor(limit / 1024 / 1024)} MB` : `${limit} bytes`;
  return new Fault('TooLarge', {
    en: `This record is larger than ${size}, the most that one record may have. It was left out; check that the file is a log and that its records end where they should.`,
    ja: `このレコードは 1 レコードの上限 ${size} を超えているため、取り込みませんでした。ファイルが本当にログか、レコードの区切りが正しいか確かめてください。`,
  });
}

/** Why the last record of a file is refused that ends amid it. */
export function cutShort(): Fault {
  return new Fault('BadInput', {
    en: 'The file ends in the middle of a record: it was cut off while it was written or copied. Fetch it again and import it anew.',
    ja: 'ファイルがレコードの途中で終わっています。書き込みかコピーの途中で切れたものです。取得し直して、もう一度取り込んでください。',
  });
}

/** The text of a record's bytes. Throws `BadInput` where they are not UTF-8. */
export function textOf(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new Fault('BadInput', {
    en: 'This record holds bytes that are not UTF-8, so its text is unknown. Convert the file first, for example: iconv -f WINDOWS-1252 -t UTF-8 (in Japan often -f CP932).',
    ja: 'このレコードには UTF-8 でないバイトがあり、文字として読めません。先にファイルを変換してください（例: Shift_JIS なら iconv -f CP932 -t UTF-8）。',
  });
}

/** A machine with the start of the file taken care of: byte order mark, and UTF-16 told instead of misread. */
export abstract class FileCutter implements Cutter {
  readonly #machine: Machine;
  /** The first bytes while fewer than three have come; undefined afterwards. */
  #start: Buffer | undefined = Buffer.alloc(0);
  #unreadable = false;

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  push(chunk: Buffer): Cut[] {
    const cuts: Cut[] = [];
    const bytes = this.#withoutMark(chunk, false, cuts);
    if (!this.#unreadable && bytes.length > 0) this.#machine.push(bytes, cuts);
    return cuts;
  }

  end(): Cut[] {
    const cuts: Cut[] = [];
    const bytes = this.#withoutMark(Buffer.alloc(0), true, cuts);
    if (this.#unreadable) return cuts;
    if (bytes.length > 0) this.#machine.push(bytes, cuts);
    this.#machine.end(cuts);
    return cuts;
  }

  said(cut: Cut): Said {
    if (cut.said !== undefined) return cut.said;
    if (cut.fault !== undefined) throw cut.fault;
    const text = textOf(cut.bytes);
    return { text, value: this.value(text) };
  }

  abstract value(text: string): unknown;

  #withoutMark(chunk: Buffer, last: boolean, to: Cut[]): Buffer {
    if (this.#start === undefined) return chunk;
    const bytes = this.#start.length === 0 ? chunk : Buffer.concat([this.#start, chunk]);
    if (bytes.length < 3 && !last) {
      this.#start = bytes;
      return Buffer.alloc(0);
    }
    this.#start = undefined;
    this.#unreadable = isUtf16(bytes);
    if (this.#unreadable) to.push(refused({ line: 1, position: 1 }, Buffer.alloc(0), utf16()));
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  }
}

export const isUtf16 = (bytes: Buffer): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

/** What is to be done with a file in UTF-16. */
export const utf16 = (): Fault =>
  new Fault('BadInput', {
    en: 'This file is written in UTF-16, as PowerShell does when it redirects output. Convert it first: iconv -f UTF-16 -t UTF-8.',
    ja: 'このファイルは UTF-16 で書かれています（PowerShell で出力をリダイレクトするとこうなります）。先に変換してください: iconv -f UTF-16 -t UTF-8。',
  });
