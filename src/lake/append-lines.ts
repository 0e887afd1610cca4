import { literal, named, quoted, type Cargo, type Engine, type Source } from './engine.ts';
import { Fault } from '#kernel';
import { countLines, type Counted } from './count-lines.ts';
import type { LakeTable, LineFiles, LineParsing, LinesTaken, Row } from './lake.ts';
import { stageName } from './schema.ts';

/** Files of plain lines on their way into a table. */
export interface Lines {
  readonly table: LakeTable;
  readonly lines: LineFiles;
  readonly parse: LineParsing;
  readonly fixed: Row;
}

/** One of them, with the number of its first line among all the lines of the path. */
interface Placed extends Counted {
  readonly name: string;
  readonly begin: number;
}

const mostRefused = 1000;

/** Adds the lines that are not there yet: file and line tell them apart. What became of each file, in their order. */
export async function appendLines(engine: Engine, lines: Lines): Promise<LinesTaken[]> {
  const [files, columns] = [await placed(lines.lines), await columnsOf(engine, lines)];
  const before = await rowsOf(engine, lines);
  // INVARIANT: on a server the insert always looks for the lines itself, since it is repeated when its answer is lost.
  const again = before.size > 0 || engine.place === 'server';
  await engine.load(into(lines, columns), cargoOf(lines), (source) =>
    selection(lines, columns, { place: placing(files, source), again }),
  );
  const after = await rowsOf(engine, lines);
  const rows = (name: string): number => after.get(name)?.rows ?? 0;
  const complete = files.every(({ name, filled }) => filled <= rows(name));
  const refused = complete ? [] : await refusedOf(engine, lines, files);
  return files.map(({ name, lines: all, filled }) => ({
    lines: all,
    taken: rows(name) - (before.get(name)?.rows ?? 0),
    span: after.get(name),
    refused: refused.filter(({ file }) => file === name).map(({ line, text }) => ({ line, text })),
    refusedTotal: Math.max(0, filled - rows(name)),
  }));
}

async function placed({ path, files }: LineFiles): Promise<Placed[]> {
  const counted = await countLines(
    path,
    files.map(({ bytes = Infinity }) => bytes),
  );
  let begin = 1;
  return files.map(({ name }, index) => {
    const { lines, filled } = counted[index] ?? { lines: 0, filled: 0 };
    begin += lines;
    return { name, lines, filled, begin: begin - lines };
  });
}

const cargoOf = ({ lines }: Lines): Cargo => ({
  format: 'LineAsString',
  structure: 'line String',
  from: lines.path,
});

/** The columns that the parsing yields, in its order: the engine knows. */
async function columnsOf(engine: Engine, { table, parse, fixed }: Lines): Promise<string[]> {
  const described = await engine.read<{ name: string }>(
    `DESCRIBE (SELECT ${parse.select} FROM (SELECT materialize('') AS line, materialize(toUInt64(0)) AS position))`,
  );
  const known = new Set(table.columns.map(({ name }) => name));
  for (const name of places) {
    if (!known.has(name)) throw new Fault('Internal', `Lines for ${table.name} need a column ${name}.`);
  }
  return described
    .map(({ name }) => name)
    .filter((name) => known.has(name) && !places.includes(name) && !(name in fixed));
}

/** Columns that say where a line stood. */
const places: readonly string[] = ['file', 'position'];

const into = ({ table, fixed }: Lines, columns: readonly string[]): string =>
  `${named(table.name)} (${[...places, ...Object.keys(fixed), ...columns].map(named).join(', ')})`;

function selection(
  lines: Lines,
  columns: readonly string[],
  { place, again }: { place: string; again: boolean },
): string {
  const { table, parse, fixed } = lines;
  const values = Object.keys(fixed).map((name) => valueOf(lines, name));
  const missing = `(file, position) NOT IN (SELECT file, position FROM ${named(table.name)} WHERE ${ofFiles(lines)})`;
  return `SELECT ${[...places, ...values, ...columns.map(named)].join(', ')}
    FROM (SELECT ${parse.select}, file, position FROM (${place}) WHERE line != '' AND (${parse.valid})${again ? ` AND ${missing}` : ''})`;
}

/** Every line with its file and its number in it. */
function placing(files: readonly Placed[], source: Source): string {
  const numbered = `SELECT ${trimmed} AS line, toUInt64(${source.number}) AS number FROM ${source.table}`;
  const some = files.filter(({ lines }) => lines > 0);
  const [first] = some;
  if (first === undefined || some.length === 1)
    return `SELECT line, number, ${quoted(first?.name ?? '')} AS file, number AS position FROM (${numbered})`;
  // INVARIANT: begins are in order and all different, which is what `roundDown` takes for granted.
  const begins = `[${some.map(({ begin }) => begin).join(', ')}]`;
  const names = `[${some.map(({ name }) => quoted(name)).join(', ')}]`;
  return `SELECT line, number, transform(begin, ${begins}, ${names}, '') AS file, toUInt64(number - begin + 1) AS position
    FROM (SELECT line, number, roundDown(number, ${begins}) AS begin FROM (${numbered}))`;
}

// Files written on Windows end their lines with a carriage return too.
const trimmed = "if(endsWith(line, '\\r'), substring(line, 1, length(line) - 1), line)";

const ofFiles = (lines: Lines): string =>
  [
    ...Object.keys(lines.fixed).map((name) => `${named(name)} = ${valueOf(lines, name)}`),
    `file IN (${lines.lines.files.map(({ name }) => quoted(name)).join(', ')})`,
  ].join(' AND ');

function valueOf({ table, fixed }: Lines, name: string): string {
  const type = table.columns.find((column) => column.name === name)?.type;
  if (type === undefined) throw new Fault('Internal', `${table.name} has no column ${name}.`);
  return literal(fixed[name] ?? '', type);
}

interface Rows {
  readonly rows: number;
  readonly first: number;
  readonly last: number;
}

/** The rows of each file that are in the table. */
async function rowsOf(engine: Engine, lines: Lines): Promise<Map<string, Rows>> {
  const { name, time } = lines.table;
  const rows = await engine.read<Rows & { file: string }>(
    `SELECT file, count() AS rows, toUnixTimestamp64Milli(min(${named(time)})) AS first, toUnixTimestamp64Milli(max(${named(time)})) AS last
     FROM ${named(name)} WHERE ${ofFiles(lines)} GROUP BY file`,
  );
  return new Map(rows.map(({ file, ...counted }) => [file, counted]));
}

/** Reads the files once more, for the lines that were refused. */
async function refusedOf(
  engine: Engine,
  lines: Lines,
  files: readonly Placed[],
): Promise<{ file: string; line: number; text: string }[]> {
  const stage = stageName();
  await engine.write(
    `CREATE TABLE IF NOT EXISTS ${stage} (number UInt64, file String, line UInt64, text String) ENGINE = Memory`,
  );
  try {
    await engine.load(
      stage,
      cargoOf(lines),
      (source) => `SELECT number, file, position, substring(line, 1, 1024) FROM (${placing(files, source)})
        WHERE line != '' AND NOT ifNull((${lines.parse.valid}), false) ORDER BY number LIMIT ${mostRefused}`,
    );
    return await engine.read(`SELECT DISTINCT number, file, line, text FROM ${stage} ORDER BY number`);
  } finally {
    await engine.write(`DROP TABLE IF EXISTS ${stage} SYNC`);
  }
}
