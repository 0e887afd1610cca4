import { isAscii, isUtf8 } from 'node:buffer';
import type { Said } from './cut.ts';

/** A record whose end was guessed and proved. */
export interface Guessed extends Said {
  readonly bytes: Buffer;
}

/**
 * Finds the end of a record in a list without walking over its bytes: records that a service writes begin alike, so
 * the end is where the next one begins, and parsing proves it. A third of the time of cutting and parsing is saved.
 * INVARIANT: what was proved is what the walk would have cut out. A whole JSON object is never the start of another
 * one; and with a line end within, where the walk knows more, nothing is guessed.
 */
export class Guess {
  readonly #limit: number;
  /** What stands between two records, `},{"eventVersion":`; empty once it proved wrong. */
  #border: Buffer | undefined;
  /** True when no further border stands in this chunk. */
  #inVain = false;
  /** Index of the next line end in this chunk, or its length. */
  #lineEnd = -1;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Told of every chunk before anything is asked about it. */
  begin(): void {
    this.#inVain = false;
    this.#lineEnd = -1;
  }

  /** The record that begins at `at` with a `{`; undefined when it must be walked over. */
  record(chunk: Buffer, at: number): Guessed | undefined {
    this.#border ??= borderAfter(chunk, at);
    if (this.#inVain || this.#border.length === 0) return undefined;
    const end = chunk.indexOf(this.#border, at) + 1;
    this.#inVain = end === 0;
    if (this.#inVain || end - at > this.#limit || this.#endsLine(chunk, at, end)) return undefined;
    return this.#proved(chunk.subarray(at, end));
  }

  #endsLine(chunk: Buffer, at: number, end: number): boolean {
    if (this.#lineEnd < at) {
      const found = chunk.indexOf(newline, at);
      this.#lineEnd = found === -1 ? chunk.length : found;
    }
    return this.#lineEnd < end;
  }

  #proved(bytes: Buffer): Guessed | undefined {
    const text = textOf(bytes);
    if (text === undefined) return undefined;
    try {
      return { bytes, text, value: JSON.parse(text) };
    } catch {
      this.#border = none;
      return undefined;
    }
  }
}

/** Nearly every record is ASCII, and decoding that is copying it. */
function textOf(bytes: Buffer): string | undefined {
  if (isAscii(bytes)) return bytes.toString('latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

const newline = 0x0a;
const none = Buffer.alloc(0);
/** Bytes in which the first key of a record ends. */
const keyBytes = 64;

function borderAfter(chunk: Buffer, at: number): Buffer {
  const [start] = /^\{"\w+":/.exec(chunk.toString('latin1', at, at + keyBytes)) ?? [];
  return start === undefined ? none : Buffer.from(`},${start}`);
}
