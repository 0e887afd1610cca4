import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Lake, LakeTable, LineParsing, LinesTaken } from './lake.ts';
import { events, start } from './tables.contract.ts';

/** Lines that the engine parses itself. */
export function lines(lake: () => Lake, folder: () => string): void {
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

const parse: LineParsing = {
  select: "splitByChar(' ', line) AS parts, fromUnixTimestamp64Milli(toInt64OrZero(parts[1])) AS time, parts[2] AS id",
  valid: "match(line, '^[0-9]+ ')",
};
