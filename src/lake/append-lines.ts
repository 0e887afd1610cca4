import { createReadStream } from 'node:fs';
import { Fault, sentenceOf } from '#kernel';
import { literal, named, type Cargo, type Engine, type Source } from './engine.ts';
import type { LakeTable, LineParsing, LinesTaken, RefusedLine, Row } from './lake.ts';
import { stageName } from './schema.ts';

/** A file of plain lines on its way into a table. */
export interface Lines {
  readonly table: LakeTable;
  readonly file: string;
  readonly parse: LineParsing;
  readonly fixed: Row;
}

const mostRefused = 1000;
const newline = 0x0a;
const carriageReturn = 0x0d;

/** Adds the lines of a file that are not there yet: the `fixed` columns and the line's number tell them apart. */
export async function appendLines(engine: Engine, lines: Lines): Promise<LinesTaken> {
  const cargo: Cargo = { format: 'LineAsString', structure: 'line String', from: lines.file };
  const [whole, columns] = [await countLines(lines.file), await columnsOf(engine, lines)];
  const before = await countRows(engine, lines);
  // INVARIANT: on a server the insert always looks for the lines itself, since it is repeated when its answer is lost.
  const again = before > 0 || engine.place === 'server';
  await engine.load(into(lines, columns), cargo, (source) => selection(lines, columns, source, again));
  const after = await countRows(engine, lines);
  const refused = whole > after ? await refusedOf(engine, lines.parse, cargo) : [];
  return { taken: after - before, refused, refusedTotal: Math.max(0, whole - after) };
}

/** Lines that hold something. */
async function countLines(file: string): Promise<number> {
  let [count, holdsSomething] = [0, false];
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
      if (!Buffer.isBuffer(chunk)) continue;
      let start = 0;
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
        if (holdsSomething || holds(chunk, start, end)) count += 1;
        [start, holdsSomething] = [end + 1, false];
      }
      holdsSomething ||= holds(chunk, start, chunk.length);
    }
  } catch (error) {
    throw new Fault('BadInput', `${file} could not be read: ${sentenceOf(error)}.`, { cause: error });
  }
  return holdsSomething ? count + 1 : count;
}

const holds = (chunk: Buffer, start: number, end: number): boolean =>
  end - start > 1 || (end - start === 1 && chunk[start] !== carriageReturn);

/** The columns that the parsing yields, in its order: the engine knows. */
async function columnsOf(engine: Engine, { table, parse, fixed }: Lines): Promise<string[]> {
  const described = await engine.read<{ name: string }>(
    `DESCRIBE (SELECT ${parse.select} FROM (SELECT materialize('') AS line, materialize(toUInt64(0)) AS position))`,
  );
  const known = new Set(table.columns.map(({ name }) => name));
  const names = described
    .map(({ name }) => name)
    .filter((name) => known.has(name) && name !== 'position' && !(name in fixed));
  if (!known.has('position') || Object.keys(fixed).length === 0)
    throw new Fault(
      'Internal',
      `Lines for ${table.name} need a column position, and fixed columns that name their file.`,
    );
  return names;
}

const into = ({ table, fixed }: Lines, columns: readonly string[]): string =>
  `${named(table.name)} (${['position', ...Object.keys(fixed), ...columns].map(named).join(', ')})`;

function selection(lines: Lines, columns: readonly string[], source: Source, again: boolean): string {
  const { table, parse, fixed } = lines;
  const values = Object.keys(fixed).map((name) => valueOf(lines, name));
  const numbered = `SELECT ${trimmed} AS line, toUInt64(${source.number}) AS position FROM ${source.table}`;
  const missing = `position NOT IN (SELECT position FROM ${named(table.name)} WHERE ${ofFile(lines)})`;
  return `SELECT ${['position', ...values, ...columns.map(named)].join(', ')}
    FROM (SELECT ${parse.select}, position FROM (${numbered}) WHERE line != '' AND (${parse.valid})${again ? ` AND ${missing}` : ''})`;
}

// Files written on Windows end their lines with a carriage return too.
const trimmed = "if(endsWith(line, '\\r'), substring(line, 1, length(line) - 1), line)";

const ofFile = (lines: Lines): string =>
  Object.keys(lines.fixed)
    .map((name) => `${named(name)} = ${valueOf(lines, name)}`)
    .join(' AND ');

function valueOf({ table, fixed }: Lines, name: string): string {
  const type = table.columns.find((column) => column.name === name)?.type;
  if (type === undefined) throw new Fault('Internal', `${table.name} has no column ${name}.`);
  return literal(fixed[name] ?? '', type);
}

async function countRows(engine: Engine, lines: Lines): Promise<number> {
  const [row] = await engine.read<{ rows: number }>(
    `SELECT count() AS rows FROM ${named(lines.table.name)} WHERE ${ofFile(lines)}`,
  );
  return row?.rows ?? 0;
}

/** Reads the file once more, for the lines that were refused. */
async function refusedOf(engine: Engine, parse: LineParsing, cargo: Cargo): Promise<RefusedLine[]> {
  const stage = stageName();
  await engine.write(`CREATE TABLE IF NOT EXISTS ${stage} (line UInt64, text String) ENGINE = Memory`);
  try {
    await engine.load(stage, cargo, (source) => {
      const numbered = `SELECT ${trimmed} AS line, toUInt64(${source.number}) AS position FROM ${source.table}`;
      return `SELECT position, substring(line, 1, 1024) FROM (${numbered})
        WHERE line != '' AND NOT ifNull((${parse.valid}), false) ORDER BY position LIMIT ${mostRefused}`;
    });
    return await engine.read<RefusedLine>(`SELECT DISTINCT line, text FROM ${stage} ORDER BY line`);
  } finally {
    await engine.write(`DROP TABLE IF EXISTS ${stage} SYNC`);
  }
}
