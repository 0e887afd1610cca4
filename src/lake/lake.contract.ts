import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostile } from './hostile.contract.ts';
import type { Lake, LakeTable, LineParsing, LinesTaken, Row } from './lake.ts';

/** What every lake does, in whatever place its engine runs. `open` opens the same empty lake each time. */
export function lakeContract(place: string, open: () => Promise<Lake>): void {
  describe(`A lake ${place}`, () => {
    let lake: Lake;
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'yagura-lines-'));
      lake = await open();
    });
    afterAll(async () => {
      await lake[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    });
    tables(() => lake);
    appending(() => lake);
    lines(
      () => lake,
      () => folder,
    );
    derived(() => lake);
    retention(() => lake);
    questions(() => lake);
  });
}

const time = { name: 'time', type: "DateTime64(3, 'UTC')" };

/** A table with a column of every type that the lake writes. */
const everything = (name: string): LakeTable => ({
  name,
  columns: [
    time,
    { name: 'text', type: 'String' },
    { name: 'word', type: 'LowCardinality(String)' },
    { name: 'tiny', type: 'UInt8' },
    { name: 'small', type: 'UInt16' },
    { name: 'middle', type: 'UInt32' },
    { name: 'large', type: 'UInt64' },
    { name: 'signed', type: 'Int64' },
    { name: 'ratio', type: 'Float64' },
    { name: 'flag', type: 'Bool' },
    { name: 'list', type: 'Array(String)' },
    { name: 'extra', type: 'Map(LowCardinality(String), String)' },
  ],
  orderBy: ['time', 'text'],
  time: 'time',
});

const events = (name: string): LakeTable => ({
  name,
  columns: [
    time,
    { name: 'id', type: 'String' },
    { name: 'file', type: 'LowCardinality(String)' },
    { name: 'position', type: 'UInt64' },
    { name: 'account', type: 'LowCardinality(String)' },
  ],
  orderBy: ['time', 'id'],
  time: 'time',
});

const count = async (lake: Lake, table: LakeTable): Promise<number> => {
  const [row] = await lake.rows<{ n: number }>(`SELECT count() AS n FROM ${table.name}`);
  return row?.n ?? -1;
};

const day = 86_400_000;
const start = Date.UTC(2026, 0, 15);

function tables(lake: () => Lake): void {
  it('makes its tables, and making them again keeps their rows', async () => {
    const table = events('made');
    await lake().migrate([table]);
    await lake().append(table, [{ time: start, id: 'a' }]);
    await lake().migrate([table]);
    expect(await count(lake(), table)).toBe(1);
  });

  it('adds a column that came later, empty in the rows that were there, wherever it stands in the table', async () => {
    const old = events('grows');
    await lake().migrate([old]);
    await lake().append(old, [{ time: start, id: 'a', account: '1' }]);
    const table = { ...old, columns: [time, { name: 'region', type: 'String' }, ...old.columns.slice(1)] };
    await lake().migrate([table]);
    await lake().append(table, [{ time: start, id: 'b', account: '2', region: 'x' }]);
    await lake().appendNew(table, [{ time: start, id: 'c', account: '3', region: 'y' }], ['time', 'id']);
    expect(await lake().rows('SELECT id, account, region FROM grows ORDER BY id')).toEqual([
      { id: 'a', account: '1', region: '' },
      { id: 'b', account: '2', region: 'x' },
      { id: 'c', account: '3', region: 'y' },
    ]);
  });

  it('refuses a table whose column is of another type than this version needs', async () => {
    const table = events('retyped');
    await lake().migrate([table]);
    const other = { ...table, columns: [...table.columns.slice(0, -1), { name: 'account', type: 'UInt64' }] };
    await expect(lake().migrate([other])).rejects.toMatchObject({ code: 'Unsupported', message: /retyped\.account/ });
  });

  it('refuses what a newer version wrote, before it touches anything', async () => {
    await lake().client.command({ query: 'INSERT INTO lake_version VALUES (99)' });
    await expect(lake().migrate([events('never')])).rejects.toMatchObject({ code: 'Unsupported', message: /newer/ });
    expect(await lake().rows("SELECT name FROM system.tables WHERE name = 'never'")).toEqual([]);
    await lake().client.command({
      query: 'ALTER TABLE lake_version DELETE WHERE version = 99 SETTINGS mutations_sync = 2',
    });
  });
}

const rowOf = (id: number): Row => ({ time: start + (id % 7) * 20 * day, id: `event ${id}`, account: 'x' });
const rows = (from: number, to: number): Row[] => Array.from({ length: to - from }, (_, index) => rowOf(from + index));

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom('', '\0', "'", '\\', '\n\t\r', '🏯', '櫓', '"}\u2028', 'x'.repeat(5000)),
);
const anyName = fc.string({ maxLength: 20 }).filter((name) => name !== '__proto__' && !/^\d+$/.test(name));
const anyRow = fc.record({
  time: fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2099, 0, 1) }),
  text: anyText,
  word: anyText,
  tiny: fc.integer({ min: 0, max: 255 }),
  small: fc.integer({ min: 0, max: 65_535 }),
  middle: fc.integer({ min: 0, max: 4_294_967_295 }),
  large: fc.oneof(fc.maxSafeNat(), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String)),
  signed: fc.oneof(fc.maxSafeInteger(), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)),
  ratio: fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
  flag: fc.boolean(),
  list: fc.array(anyText, { maxLength: 5 }),
  extra: fc.dictionary(anyName, anyText, { maxKeys: 5, noNullPrototype: true }),
});

/** As the lake gives it back: half a surrogate pair is U+FFFD, 64-bit numbers are asked for as text, times are ISO. */
const expected = (row: Record<string, unknown>): unknown => ({
  ...wellFormed(row),
  time: new Date(Number(row['time'])).toISOString(),
  large: String(row['large']),
  signed: String(row['signed']),
});
const wellFormed = (row: unknown): Record<string, unknown> =>
  JSON.parse(
    Buffer.from(
      JSON.stringify(row, (_, value: unknown) => (typeof value === 'string' ? Buffer.from(value).toString() : value)),
    ).toString(),
  );

function appending(lake: () => Lake): void {
  it('gives back every row as it was appended', async () => {
    const table = everything('mirror');
    await lake().migrate([table]);
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 30 }), async (rows) => {
        await lake().client.command({ query: 'TRUNCATE TABLE mirror' });
        const numbered = rows.map((row, index) => ({ ...row, middle: index }));
        await lake().append(table, numbered);
        const back = await lake().rows(
          'SELECT * REPLACE(toString(large) AS large, toString(signed) AS signed) FROM mirror ORDER BY middle',
        );
        expect(back).toEqual(numbered.map(expected));
      }),
      { numRuns: 25 },
    );
  });

  it('fills what a row leaves out with the empty value of its type', async () => {
    const table = everything('sparse');
    await lake().migrate([table]);
    await lake().append(table, [{ time: start }]);
    const [row] = await lake().rows<Record<string, unknown>>('SELECT * EXCEPT time FROM sparse');
    expect(row).toEqual({
      text: '',
      word: '',
      tiny: 0,
      small: 0,
      middle: 0,
      large: 0,
      signed: 0,
      ratio: 0,
      flag: false,
      list: [],
      extra: {},
    });
  });

  it.each<[string, Row]>([
    ['small', { time: start, small: 70_000 }],
    ['tiny', { time: start, tiny: -1 }],
    ['large', { time: start, large: 2 ** 60 }],
    ['large', { time: start, large: '18446744073709551616' }],
    ['time', { time: Number.NaN }],
    ['time', { time: Date.UTC(2400, 0, 1) }],
    ['text', { time: start, text: 5 }],
    ['list', { time: start, list: 'x' }],
    ['flag', { time: start, flag: 'true' }],
    ['misspelt', { time: start, misspelt: 'x' }],
  ])('refuses a value that its column %s cannot hold, and keeps nothing of the batch', async (column, row) => {
    const table = everything('strict');
    await lake().migrate([table]);
    const refusal = { code: 'BadInput', message: expect.stringMatching(new RegExp(`Row 2 .*${column}`)) };
    await expect(lake().append(table, [{ time: start }, row])).rejects.toMatchObject(refusal);
    expect(await count(lake(), table)).toBe(0);
  });

  it('takes a batch of rows of many years at once', async () => {
    const table = events('years');
    await lake().migrate([table]);
    await lake().append(
      table,
      Array.from({ length: 130 }, (_, month) => ({ time: Date.UTC(1990, month, 1), id: 'x' })),
    );
    expect(await count(lake(), table)).toBe(130);
  });

  it('adds only what is new, each key once, and says how many those were', async () => {
    const table = events('fresh');
    const key = ['time', 'id'];
    await lake().migrate([table]);
    expect(await lake().appendNew(table, rows(0, 100), key)).toBe(100);
    expect(await lake().appendNew(table, rows(0, 100), key)).toBe(0);
    expect(await lake().appendNew(table, [...rows(50, 150), ...rows(140, 160)], key)).toBe(60);
    expect(await lake().appendNew(table, [], key)).toBe(0);
    expect(await lake().rows('SELECT count() AS n, uniqExact(id) AS ids FROM fresh')).toEqual([{ n: 160, ids: 160 }]);
  });

  it('keeps one of two equal batches that are added at the same time', async () => {
    const table = events('race');
    await lake().migrate([table]);
    const rows = Array.from({ length: 50 }, (_, index) => ({ time: start, id: `${index}` }));
    const added = await Promise.all([1, 2, 3].map(() => lake().appendNew(table, rows, ['time', 'id'])));
    expect(added.toSorted((a, b) => a - b)).toEqual([0, 0, 50]);
  });

  it('leaves no table behind that it staged a batch in', async () => {
    expect(await lake().rows("SELECT name FROM system.tables WHERE name LIKE 'stage%'")).toEqual([]);
  });

  it('takes text as a parameter, whatever is in it', async () => {
    const asked = { one: "it's \\ \n \t 櫓", many: ["a'b", '\\', ''] };
    const rows = await lake().rows('SELECT {one:String} AS one, {many:Array(String)} AS many', asked);
    expect(rows).toEqual([asked]);
  });
}

const parse: LineParsing = {
  select: "splitByChar(' ', line) AS parts, fromUnixTimestamp64Milli(toInt64OrZero(parts[1])) AS time, parts[2] AS id",
  valid: "match(line, '^[0-9]+ ')",
};

function lines(lake: () => Lake, folder: () => string): void {
  const appendFile = async (table: LakeTable, path: string, name: string): Promise<LinesTaken | undefined> =>
    (await lake().appendLines(table, { path, files: [{ name }] }, parse, {}))[0];

  it('parses the lines of a file, and tells which line each row was and which it refused', async () => {
    const table = events('lines');
    await lake().migrate([table]);
    const file = join(folder(), 'lines.txt');
    await writeFile(file, `time id\r\n${start} a\r\n\r\n\n${start + 1} b\nbroken ${'x'.repeat(2000)}\n${start + 2} c`);
    const lines = { path: file, files: [{ name: "the 'file'" }] };
    const [result] = await lake().appendLines(table, lines, parse, { account: '123' });
    expect(result).toMatchObject({ lines: 7, taken: 3, refusedTotal: 2, span: { first: start, last: start + 2 } });
    expect(result?.refused).toEqual([
      { line: 1, text: 'time id' },
      { line: 6, text: `broken ${'x'.repeat(1024 - 7)}` },
    ]);
    expect(await lake().rows('SELECT position, id, file, account FROM lines ORDER BY position')).toEqual([
      { position: 2, id: 'a', file: "the 'file'", account: '123' },
      { position: 5, id: 'b', file: "the 'file'", account: '123' },
      { position: 7, id: 'c', file: "the 'file'", account: '123' },
    ]);
  });

  it('adds a file that comes again only where lines are missing', async () => {
    const table = events('again');
    await lake().migrate([table]);
    const file = join(folder(), 'again.txt');
    await writeFile(file, Array.from({ length: 1000 }, (_, line) => `${start + line} line${line + 1}`).join('\n'));
    expect(await appendFile(table, file, 'f')).toMatchObject({ taken: 1000 });
    await lake().client.command({
      query: 'ALTER TABLE again DELETE WHERE position % 3 = 0 SETTINGS mutations_sync = 2',
    });
    expect(await appendFile(table, file, 'f')).toMatchObject({ taken: 333, refused: [], refusedTotal: 0 });
    expect(await appendFile(table, file, 'other')).toMatchObject({ taken: 1000 });
    expect(await lake().rows("SELECT count() AS n, uniqExact(position) AS lines FROM again WHERE file = 'f'")).toEqual([
      { n: 1000, lines: 1000 },
    ]);
  });

  it('numbers the lines of a large file right', async () => {
    const table = events('large_file');
    await lake().migrate([table]);
    const file = join(folder(), 'large.txt');
    const total = 300_000;
    await writeFile(
      file,
      Array.from({ length: total }, (_, line) => `${start + line} ${line + 1}${'.'.repeat(line % 50)}`).join('\n'),
    );
    expect(await appendFile(table, file, 'large')).toMatchObject({ taken: total, lines: total });
    const wrong =
      "SELECT count() AS wrong FROM large_file WHERE toUInt64OrZero(trimRight(replaceAll(id, '.', ''))) != position";
    expect(await lake().rows(wrong)).toEqual([{ wrong: 0 }]);
  });

  it('names a thousand refused lines at most, and counts them all', async () => {
    const table = events('refusing');
    await lake().migrate([table]);
    const file = join(folder(), 'refusing.txt');
    await writeFile(file, 'nothing\n'.repeat(3000));
    const result = await appendFile(table, file, 'f');
    expect(result).toMatchObject({ taken: 0, refusedTotal: 3000 });
    expect([result?.refused.length, result?.refused.at(-1)?.line]).toEqual([1000, 1000]);
  });

  it.each(['', '\n', '\r\n\r\n'])('takes nothing from a file without lines (%j)', async (content) => {
    const table = events('empty_file');
    await lake().migrate([table]);
    const file = join(folder(), 'empty.txt');
    await writeFile(file, content);
    expect(await appendFile(table, file, 'f')).toMatchObject({ taken: 0, refused: [], refusedTotal: 0 });
  });

  it('takes many files at once as it takes them one by one', async () => {
    const [together, alone] = [events('together'), events('alone')];
    await lake().migrate([together, alone]);
    const line = fc.constantFrom(
      `${start} a`,
      `${start + 5} b\r`,
      '',
      '\r',
      'refused',
      `${start} long ${'x'.repeat(99)}`,
    );
    const files = fc.array(fc.array(line, { maxLength: 6 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(files, async (contents) => {
        const texts = contents.map((lines) => lines.map((text) => `${text}\n`).join(''));
        const path = join(folder(), 'many.txt');
        await writeFile(path, texts.join(''));
        const named = texts.map((text, index) => ({ name: `file '${index}'`, bytes: Buffer.byteLength(text) }));
        for (const table of [together, alone]) await lake().client.command({ query: `TRUNCATE TABLE ${table.name}` });
        const taken = await lake().appendLines(together, { path, files: named }, parse, { account: '1' });
        const oneByOne: unknown[] = [];
        for (const [index, { name }] of named.entries()) {
          await writeFile(path, texts[index] ?? '');
          oneByOne.push(...(await lake().appendLines(alone, { path, files: [{ name }] }, parse, { account: '1' })));
        }
        await writeFile(path, texts.join(''));
        const again = await lake().appendLines(together, { path, files: named }, parse, { account: '1' });
        expect(taken).toEqual(oneByOne);
        expect(again).toEqual(taken.map((one) => ({ ...one, taken: 0 })));
        const rowsIn = ({ name }: LakeTable): Promise<unknown> =>
          lake().rows(`SELECT * FROM ${name} ORDER BY file, position`);
        expect(await rowsIn(together)).toEqual(await rowsIn(alone));
      }),
      { numRuns: 8 },
    );
  });

  it('says which file could not be read', async () => {
    const table = events('no_file');
    await lake().migrate([table]);
    const file = join(folder(), 'absent.txt');
    await expect(appendFile(table, file, 'f')).rejects.toMatchObject({
      code: 'BadInput',
      message: /absent\.txt/,
    });
  });
}

function derived(lake: () => Lake): void {
  it('keeps an answer in a table for the queries that follow, until it is disposed of', async () => {
    const kept = await lake().stage('SELECT number AS n, toString(number) AS text FROM numbers(1000)', ['n']);
    expect(await lake().rows(`SELECT sum(n) AS sum, count() AS rows FROM ${kept.name}`)).toEqual([
      { sum: 499_500, rows: 1000 },
    ]);
    await kept[Symbol.asyncDispose]();
    await expect(lake().rows(`SELECT 1 FROM ${kept.name}`)).rejects.toThrow(kept.name);
  });

  it('fills a table from a query; of rows with the same key the newest counts; rows can be taken out', async () => {
    const table: LakeTable = {
      name: 'sums',
      columns: [
        time,
        { name: 'text', type: 'String' },
        { name: 'large', type: 'UInt64' },
        { name: 'at', type: 'UInt64' },
      ],
      orderBy: ['text', 'time'],
      time: 'time',
      newest: 'at',
    };
    await lake().migrate([table]);
    const sums = (large: number, at: number): string =>
      `SELECT ${at} AS at, toDateTime64(number, 3) AS time, toString(number) AS text, number + ${large} AS large FROM numbers(3)`;
    await lake().derive(table, sums(10, 2));
    await lake().derive(table, sums(5, 1));
    await lake().migrate([table]);
    const newest = (): Promise<unknown> => lake().rows('SELECT text, large FROM sums FINAL ORDER BY text');
    expect(await newest()).toEqual([
      { text: '0', large: 10 },
      { text: '1', large: 11 },
      { text: '2', large: 12 },
    ]);
    await lake().withdraw(table, "text IN ('0', '2')");
    expect(await newest()).toEqual([{ text: '1', large: 11 }]);
  });
}

function retention(lake: () => Lake): void {
  it('keeps sums for a table that was made before there were any, and takes out of them what is taken out', async () => {
    const table = events('summed');
    await lake().migrate([table]);
    await lake().append(table, rows(0, 100));
    const withSums = { ...table, sums: [{ name: 'per_account', select: 'account, count()', by: 'account' }] };
    await lake().migrate([withSums]);
    await lake().migrate([withSums]);
    await lake().append(withSums, rows(100, 150));
    const counted = (): Promise<unknown> =>
      lake().rows('SELECT account, count() AS n FROM summed GROUP BY account SETTINGS force_optimize_projection = 1');
    await expect.poll(counted, { timeout: 10_000 }).toEqual([{ account: 'x', n: 150 }]);
    await lake().retain(withSums, new Date(start + day));
    expect(await counted()).toEqual([{ account: 'x', n: await count(lake(), table) }]);
  });

  it('drops what is older than a time, to the row', async () => {
    const table = events('aged');
    await lake().migrate([table]);
    await lake().append(
      table,
      Array.from({ length: 400 }, (_, index) => ({ time: start + index * day, id: `${index}` })),
    );
    const before = new Date(start + 100 * day + 5);
    await lake().retain(table, before);
    expect(await lake().rows('SELECT count() AS n, min(toUInt32(id)) AS least FROM aged')).toEqual([
      { n: 299, least: 101 },
    ]);
    await lake().retain(table, before);
    expect(await count(lake(), table)).toBe(299);
  });

  it('counts the age of what was old when it came from the moment it came, whole partitions of it too', async () => {
    const table = { ...events('aged_late'), taken: 'taken' };
    const kept = { ...table, columns: [...table.columns, { ...time, name: 'taken' }] };
    await lake().migrate([{ ...table, taken: undefined }]);
    const some = (taken: number | undefined, name: string): Row[] =>
      Array.from({ length: 90 }, (_, index) => ({
        time: start + index * day,
        id: `${name}${index}`,
        ...(taken === undefined ? {} : { taken }),
      }));
    await lake().append(table, some(undefined, 'before there was the column'));
    await lake().migrate([kept]);
    await lake().append(kept, some(start + 100 * day, 'early'));
    await lake().append(kept, some(start + 200 * day, 'late').slice(0, 40));
    const left = async (age: number): Promise<unknown> => {
      await lake().retain(kept, new Date(start + age * day));
      return lake().rows(
        "SELECT replaceRegexpAll(id, '[0-9]', '') AS name, count() AS n FROM aged_late GROUP BY name ORDER BY name",
      );
    };
    const [early, late] = [
      { name: 'early', n: 90 },
      { name: 'late', n: 40 },
    ];
    expect(await left(60)).toEqual([{ name: 'before there was the column', n: 30 }, early, late]);
    expect(await left(100)).toEqual([early, late]);
    expect(await left(150)).toEqual([late]);
    expect(await left(200)).toEqual([late]);
    expect(await left(201)).toEqual([]);
  });
}

const limits = { seconds: 5, memoryMegabytes: 300, rows: 100 };

function questions(lake: () => Lake): void {
  const table = events('events');
  beforeAll(async () => {
    await lake().migrate([table]);
    const rows = Array.from({ length: 500 }, (_, index) => ({
      time: start + index,
      id: `${index}`,
      account: `${index % 3}`,
      position: index,
    }));
    await lake().append(table, [...rows, { time: start + 999, id: 'huge', position: '18446744073709551615' }]);
  });

  it('answers a question with names, types and values', async () => {
    const answer = await lake().ask(
      'SELECT account, count() AS n, min(time) AS first FROM events GROUP BY account ORDER BY n DESC, account LIMIT 2 -- x',
      limits,
    );
    expect(answer.columns).toEqual([
      { name: 'account', type: 'LowCardinality(String)' },
      { name: 'n', type: 'UInt64' },
      { name: 'first', type: "DateTime64(3, 'UTC')" },
    ]);
    expect(answer.rows).toEqual([
      ['0', 167, '2026-01-15T00:00:00.000Z'],
      ['1', 167, '2026-01-15T00:00:00.001Z'],
    ]);
    expect(answer.truncated).toBe(false);
  });

  it('gives whole numbers as numbers where JavaScript holds them, and as text beyond', async () => {
    const { rows } = await lake().ask("SELECT position FROM events WHERE id IN ('7', 'huge') ORDER BY time", limits);
    expect(rows).toEqual([[7], ['18446744073709551615']]);
  });

  it('cuts an answer at the limit of rows, and says so', async () => {
    const cut = await lake().ask('SELECT id FROM events', { ...limits, rows: 7 });
    expect([cut.rows.length, cut.truncated]).toEqual([7, true]);
    const whole = await lake().ask('SELECT id FROM events LIMIT 7', { ...limits, rows: 7 });
    expect([whole.rows.length, whole.truncated]).toEqual([7, false]);
  });

  it.each(harmless)('answers %s', async (sql) => {
    expect((await lake().ask(sql, limits)).columns.length).toBeGreaterThan(0);
  });

  it.each(hostile)('does not answer %j', async (sql) => {
    await expect(lake().ask(sql, limits)).rejects.toMatchObject({ code: 'BadQuery' });
  });

  it('does not answer them in other spellings and places either', async () => {
    const blank = fc.constantFrom(' ', '\n', '\t', ' /* x */ ', ' -- x\n', ' # x\n', '/*/**/*/ ');
    const place = fc.constantFrom(
      (sql: string) => sql,
      (sql: string) => `SELECT * FROM (${sql}) AS x`,
      (sql: string) => `SELECT (${sql})`,
      (sql: string) => `WITH x AS (${sql}) SELECT * FROM x`,
      (sql: string) => `SELECT 1 UNION ALL ${sql}`,
      (sql: string) => `SELECT 1 WHERE 1 IN (${sql})`,
      (sql: string) => `EXPLAIN ${sql}`,
      (sql: string) => `SELECT count() FROM events WHERE account IN (SELECT account FROM events WHERE id IN (${sql}))`,
    );
    const spelt = fc.tuple(
      fc.constantFrom(...hostile.filter((sql) => sql.length > 10)),
      place,
      fc.array(blank, { minLength: 40, maxLength: 40 }),
    );
    await fc.assert(
      fc.asyncProperty(spelt, async ([sql, put, blanks]) => {
        let used = 0;
        const text = put(sql.replaceAll(' ', () => blanks[(used += 1) % 40] ?? ' '));
        await expect(lake().ask(text, limits)).rejects.toMatchObject({ code: 'BadQuery' });
      }),
      { numRuns: 80 },
    );
  });

  it('does not answer what is nested beyond reason, or longer', async () => {
    const deep = `SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)}`;
    const nested = `${'SELECT * FROM ('.repeat(3000)}SELECT 1${')'.repeat(3000)}`;
    const long = `SELECT ${'1 + '.repeat(30_000)}1`;
    for (const sql of [deep, nested, long])
      await expect(lake().ask(sql, limits)).rejects.toMatchObject({ code: 'BadQuery' });
  });

  it('ends a question at its limit of time', async () => {
    const endless = 'SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) % 7 = 3';
    await expect(lake().ask(endless, { ...limits, seconds: 1 })).rejects.toMatchObject({ code: 'TooSlow' });
    await expect(lake().ask(`SELECT (${endless})`, { ...limits, seconds: 1 })).rejects.toMatchObject({
      code: 'TooSlow',
    });
  });

  it('ends a question at its limit of memory', async () => {
    await expect(lake().ask('SELECT groupArray(number) FROM numbers(1000000000)', limits)).rejects.toMatchObject({
      code: 'TooLarge',
    });
  });

  it('can still write after it was asked', async () => {
    await lake().append(table, [{ time: start, id: 'after' }]);
    expect(await lake().rows("SELECT id FROM events WHERE id = 'after'")).toEqual([{ id: 'after' }]);
  });
}

/** What people do ask. */
const harmless: readonly string[] = [
  'SELECT * FROM events',
  'select * from yagura.events;',
  'WITH few AS (SELECT * FROM events LIMIT 5) SELECT count() FROM few',
  'WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r',
  "SELECT toStartOfHour(time) AS hour, countIf(position > 3), uniqExactIf(id, account != ''), quantile(0.9)(position) FROM events GROUP BY hour ORDER BY ALL",
  'SELECT a.id, row_number() OVER (PARTITION BY a.account ORDER BY a.time) AS n FROM events AS a LEFT JOIN events AS b USING (id) QUALIFY n < 3',
  "SELECT CASE WHEN account LIKE '1%' THEN 'one' ELSE lower(account) END AS kind, sumOrNull(position) FROM events GROUP BY kind",
  "SELECT JSONExtractString('{\"a\": 1}', 'a'), replaceRegexpOne('abc', 'b', 'x'), splitByChar(',', 'a,b')[1], map('a', 1)['a'], (1, 2).1",
  "SELECT isIPAddressInRange('10.0.0.1', '10.0.0.0/8'), DATE_ADD(DAY, 1, now()), 'a' || 'b', formatReadableSize(1000), if(1, 2, 3)",
  'SELECT arrayMap(x -> x + 1, [1, 2]), arrayJoin([1, 2]), EXISTS (SELECT 1), NOT 1, -1, 1 BETWEEN 0 AND 2',
  "SELECT 'SETTINGS FORMAT INTO OUTFILE system.tables file()' AS words, 'a\\' FROM system.one --' AS more",
  "SELECT id FROM events WHERE account IN (SELECT account FROM events WHERE position > 5) AND id NOT IN ('1', '2')",
  'SELECT account, groupUniqArray(5)(id) FROM events GROUP BY account WITH ROLLUP HAVING count() > 1 LIMIT 3',
  '(SELECT 1) UNION ALL (SELECT 2)',
  "SELECT CAST(account AS String), position::Float64, CAST(if(position > 1, '1', '2'), 'UInt8'), uniqMerge(s) FROM (SELECT account, position, uniqState(id) AS s FROM events GROUP BY ALL) GROUP BY ALL",
  'SELECT number FROM numbers(3)',
  'SELECT * EXCEPT (file) FROM events LIMIT 1 BY account',
  'EXPLAIN SELECT * FROM events',
  'EXPLAIN indexes = 1 SELECT * FROM events WHERE time > now()',
  'SHOW TABLES',
  'DESC events',
  'SHOW CREATE TABLE yagura.events',
];
