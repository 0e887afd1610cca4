import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isJsonObject } from '#kernel';
import { openLake, type Lake } from '#lake';
import { allSources, cutterOf, sampleOf, tableNames, tables, type Event, type Source } from '#sources';

// A rule is judged by predicate on an event's fields and, in hunts, by SQL on its columns: both must see the same value.

const sources = await allSources();
let folder: string;
let lake: Lake;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yagura-sources-'));
  lake = await openLake({ path: join(folder, 'lake'), memoryMegabytes: 500, threads: 2 });
  await lake.migrate(tableNames.map((name) => ({ name, columns: tables[name], orderBy: ['time'], time: 'time' })));
});

afterAll(async () => {
  await lake[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

function eventsOf(source: Source): Event[] {
  return source.examples.flatMap(({ input }) => {
    const framing = source.framing(sampleOf(Buffer.from(input)));
    if (framing === 'parquet') throw new Error('An example is text.');
    const [cutter, reader] = [cutterOf(framing), source.reader()];
    return [...cutter.push(Buffer.from(input)), ...cutter.end()].flatMap((cut) => reader.read(cutter.said(cut).value));
  });
}

/** A field by its name, or by its path where the name has dots. */
function fieldOf(fields: Readonly<Record<string, unknown>>, name: string): string {
  let here: unknown = name in fields ? { [name]: fields[name] } : fields;
  for (const key of name in fields ? [name] : name.split('.')) here = isJsonObject(here) ? here[key] : undefined;
  return typeof here === 'string' ? here : JSON.stringify(here ?? '').replace(/^""$/, '');
}

describe('SQL sees what a predicate sees', () => {
  test.each(sources.map((source) => [source.name, source] as const))('%s', async (_name, source) => {
    const events = eventsOf(source);
    const rows = events.map((event, position) =>
      Object.assign({ time: event.time, source: event.source, id: event.id, file: 'f', position }, event.columns),
    );
    await lake.append({ name: source.table, columns: tables[source.table], orderBy: ['time'], time: 'time' }, rows);
    const names = Object.keys(source.sqlFields);
    const selected = names.map((name, at) => `toString(${source.sqlFields[name]}) AS f${at}`);
    const found = await lake.rows<Record<string, string>>(
      `SELECT ${selected.join(', ')} FROM ${source.table} WHERE source = {source:String} ORDER BY position`,
      { source: source.name },
    );
    for (const [index, event] of events.entries()) {
      const inSql = Object.fromEntries(
        names.map((name, at) => [name, (found[index]?.[`f${at}`] ?? '').replace(/^0$/, '')]),
      );
      const inFields = Object.fromEntries(names.map((name) => [name, fieldOf(event.fields, name).replace(/^0$/, '')]));
      expect(inSql).toEqual(inFields);
    }
  });

  test.each(sources.map((source) => [source.name, source] as const))(
    '%s: every alias leads to a field',
    (_name, source) => {
      const known = new Set([
        ...Object.keys(source.sqlFields),
        ...eventsOf(source).flatMap((event) => Object.keys(event.fields)),
      ]);
      expect(Object.values(source.aliases).filter((target) => !known.has(target))).toEqual([]);
    },
  );
});
