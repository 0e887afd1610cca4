import { isAscii, isUtf8 } from 'node:buffer';
import { Fault, type ManyCells, type Texts } from '#kernel';
import type { ColumnReader, ManyRead, UnreadLine } from './columns.ts';
import { textOf } from './cut.ts';
import { addresses, known, numbers, words, type Rows } from './flow-cells.ts';
import { defaultFormat, isExtra, type FlowField } from './flow-fields.ts';
import { headerOf, lineEvent } from './flow-format.ts';
import { mostRows, SplitLines } from './split-lines.ts';

/**
 * Reads lines of flow records into columns, whatever their format. A header between them changes it.
 * INVARIANT: rows and refusals are those of `lineEvent` (flow-lines.test.ts compares the two on generated lines).
 */
export class FlowLines implements ColumnReader {
  #format: readonly FlowField[] | undefined;
  #room: Room;
  /** True until the first line, a header, was passed over. */
  #isAtHeader: boolean;

  constructor(head: string) {
    this.#format = headerOf(head);
    this.#isAtHeader = this.#format !== undefined;
    this.#room = roomFor(this.#fields.length);
    this.#room.split.begin({ line: 0, position: 0 });
  }

  read(lines: Buffer, at: number): ManyRead {
    const { split, times } = this.#room;
    const next = split.take(lines, this.#isAtHeader ? this.#passHeader(lines, at) : at);
    const cells = this.#cells(lines, this.#room);
    if (!isAscii(lines.subarray(at, next))) markBroken(lines, split);
    const { count, until, unread } = this.#unread(lines, next);
    const kept = compact(cells, split.wrong, count);
    const columns = { count: kept, cells };
    return { next: until, columns, ...span(times, kept), unread, line: this.#room.split.line };
  }

  pass(): { readonly line: number; readonly position: number } {
    const { split } = this.#room;
    split.begin({ line: split.line + 1, position: split.position + 1 });
    return { line: split.line, position: split.position };
  }

  end(): void {
    const rooms = spare.get(this.#fields.length) ?? [];
    spare.set(this.#fields.length, rooms);
    if (rooms.length < mostSpare) rooms.push(this.#room);
  }

  get #fields(): readonly FlowField[] {
    return this.#format ?? defaultFormat;
  }

  /** One wrong row would have all others moved. */
  #passHeader(lines: Buffer, at: number): number {
    this.#isAtHeader = false;
    this.pass();
    return lineAfter(lines, at);
  }

  /** The columns of the rows that were split, right and wrong ones. */
  #cells(bytes: Buffer, { split, values, times }: Room): Record<string, ManyCells> {
    const cells: Record<string, ManyCells> = { position: split.positions };
    const extra = new Map<string, Texts>();
    for (const [word, field] of this.#fields.entries()) {
      const read = cellsOf(field, split.texts(bytes, word), split, values[word] ?? times);
      if (field.column !== undefined) cells[field.column] = read;
      else if (isExtra(field)) extra.set(field.name, split.texts(bytes, word));
    }
    for (const texts of extra.values()) known(texts, split);
    if (extra.size > 0) cells['extra'] = extra;
    dated(cells, split, times);
    return cells;
  }

  /** What the wrong rows are: a header, or why they cannot be read. One that changes the format ends what was read. */
  #unread(lines: Buffer, next: number): { count: number; until: number; unread: UnreadLine[] } {
    const { wrong, count, begins, ends, lines: numbers, positions } = this.#room.split;
    const unread: UnreadLine[] = [];
    for (let row = wrong.indexOf(1); row !== -1 && row < count; row = wrong.indexOf(1, row + 1)) {
      const bytes = lines.subarray(begins[row], ends[row]);
      const where = { line: numbers[row] ?? 0, position: positions[row] ?? 0 };
      const header = headerOf(bytes.toString('utf8'));
      if (header === undefined) unread.push({ ...where, bytes, error: this.#whyNot(bytes) });
      else if (namesOf(header) !== namesOf(this.#format ?? [])) {
        this.#turn(header, where);
        return { count: row, until: lineAfter(lines, begins[row] ?? 0), unread };
      }
    }
    return { count, until: next, unread };
  }

  #turn(header: readonly FlowField[], where: { line: number; position: number }): void {
    this.#format = header;
    this.#room = roomFor(header.length); // what was read so far stays in the other one
    this.#room.split.begin(where);
  }

  #whyNot(bytes: Buffer): unknown {
    try {
      lineEvent(textOf(bytes), this.#format);
      return new Fault('Internal', 'A flow record was refused that can be read. Replay it from quarantine.');
    } catch (error) {
      return error;
    }
  }
}

/** Where lines of so many fields are taken apart: some hundred kilobytes, which the next file needs again. */
interface Room {
  readonly split: SplitLines;
  /** The numbers of each field, when it holds some. */
  readonly values: readonly Float64Array[];
  readonly times: Float64Array;
}

/** Rooms that nobody reads in, by the number of fields. */
const spare = new Map<number, Room[]>();
const mostSpare = 2;

const roomFor = (fields: number): Room =>
  spare.get(fields)?.pop() ?? {
    split: new SplitLines(fields),
    values: Array.from({ length: fields }, () => new Float64Array(mostRows)),
    times: new Float64Array(mostRows),
  };

function lineAfter(lines: Buffer, at: number): number {
  const end = lines.indexOf('\n', at);
  return end === -1 ? lines.length : end + 1;
}

const namesOf = (fields: readonly FlowField[]): string => fields.map(({ name }) => name).join(' ');

/** Reads the texts of one field, and marks the rows in which they are none of its kind. */
function cellsOf({ kind, column }: FlowField, texts: Texts, rows: Rows, values: Float64Array): ManyCells {
  const isTime = column === 'time' || column === 'end_time';
  if (kind.form === 'number') numbers(texts, { kind, absent: isTime ? -1 : 0 }, rows, values);
  else if (kind.form === 'address') addresses(texts, kind, rows);
  else if (column !== undefined) words(texts, rows);
  return kind.form === 'number' ? values : texts;
}

/** Turns seconds into times. A record's time is its start, or its end where there is none; without both it is wrong. */
function dated(cells: Record<string, ManyCells>, rows: Rows, times: Float64Array): void {
  const { time: starts, end_time: ends } = cells;
  for (let row = 0; row < rows.count; row += 1) {
    const start = starts instanceof Float64Array ? (starts[row] ?? -1) : -1;
    const end = ends instanceof Float64Array ? (ends[row] ?? -1) : -1;
    const second = start < 0 ? end : start;
    if (second < 0) rows.wrong[row] = 1;
    times[row] = second * 1000;
    if (ends instanceof Float64Array) ends[row] = Math.max(0, end) * 1000;
  }
  cells['time'] = times;
}

/** Marks the rows whose bytes are not UTF-8. */
function markBroken(lines: Buffer, { count, begins, ends, wrong }: SplitLines): void {
  for (let row = 0; row < count; row += 1) if (!isUtf8(lines.subarray(begins[row], ends[row]))) wrong[row] = 1;
}

/** Takes wrong rows out of columns; returns how many are left of the first `count`. */
function compact(cells: Readonly<Record<string, ManyCells>>, wrong: Uint8Array, count: number): number {
  if (!wrong.subarray(0, count).includes(1)) return count;
  let kept = 0;
  for (const array of Object.values(cells).flatMap(arraysOf)) {
    kept = 0;
    for (let row = 0; row < count; row += 1) {
      if (wrong[row] === 1) continue;
      array[kept] = array[row] ?? 0;
      kept += 1;
    }
  }
  return kept;
}

function arraysOf(cells: ManyCells): (Float64Array | Int32Array)[] {
  if (cells instanceof Float64Array) return [cells];
  return 'bytes' in cells ? [cells.from, cells.to] : [...cells.values()].flatMap(({ from, to }) => [from, to]);
}

function span(times: Float64Array, count: number): { first: number; last: number } {
  let first = Infinity;
  let last = -Infinity;
  for (let row = 0; row < count; row += 1) {
    first = Math.min(first, times[row] ?? first);
    last = Math.max(last, times[row] ?? last);
  }
  return count === 0 ? { first: 0, last: 0 } : { first, last };
}
