import { describe, expect, test } from 'vitest';
import { allSources } from './all-sources.ts';
import type { Event } from './event.ts';
import { cutterOf, recognise, sampleOf } from './sample.ts';
import type { Example, Source } from './source.ts';
import { tables } from './tables.ts';

const sources = await allSources();

/** The events of a file's text, read as ingest reads it. */
function eventsOf(source: Source, input: string): Event[] {
  const framing = source.framing(sampleOf(Buffer.from(input)));
  if (framing === 'parquet') throw new Error('An example is text.');
  const [cutter, reader] = [cutterOf(framing), source.reader()];
  return [...cutter.push(Buffer.from(input)), ...cutter.end()].flatMap((cut) => {
    const text = cutter.text(cut);
    return reader.read(cutter.value(text), text);
  });
}

const flat = (event: Event): Record<string, unknown> => ({
  ...event.columns,
  id: event.id,
  time: new Date(event.time).toISOString(),
});

const examples = sources.flatMap((source) =>
  source.examples.map((example) => ({ title: `${source.name}: ${example.name}`, source, example })),
);

describe('every source keeps what its examples promise', () => {
  test.each(examples)('$title', ({ source, example }: { source: Source; example: Example }) => {
    const sample = sampleOf(Buffer.from(example.input));
    expect(recognise(sources, sample)?.name).toBe(source.name);
    const events = eventsOf(source, example.input);
    expect(events.map(flat)).toEqual(example.events.map((event) => expect.objectContaining(event)));
  });

  test.each(examples)('$title: only columns of its table are filled', ({ source, example }) => {
    const known = new Set(tables[source.table].map(({ name }) => name));
    const filled = eventsOf(source, example.input).flatMap((event) => Object.keys(event.columns));
    expect(filled.filter((name) => !known.has(name))).toEqual([]);
  });

  test.each(sources.map((source) => [source.name, source] as const))(
    '%s has examples and speaks of itself',
    (name, source) => {
      expect(source.examples.length).toBeGreaterThan(0);
      expect(source.examples.some(({ events }) => events.length > 0)).toBe(true);
      expect(`${source.about.en} ${source.about.ja}`).not.toContain('TODO');
      expect(name).toMatch(/^[a-z0-9]+$/);
    },
  );

  test('every name is used once', () => {
    expect(new Set(sources.map(({ name }) => name)).size).toBe(sources.length);
  });
});
