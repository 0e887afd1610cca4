import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault } from '#kernel';
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
    const { value, text } = cutter.said(cut);
    return reader.read(value, text);
  });
}

/** A refusal that people read on the page: a fault that says in either language what is wrong and what to do. */
function expectBothLanguages(thrown: unknown): void {
  expect(thrown).toBeInstanceOf(Fault);
  if (!(thrown instanceof Fault)) return;
  expect(thrown.text.ja).toMatch(/[ぁ-ん].*。.*。$/su);
}

const flat = (event: Event): Record<string, unknown> => ({
  ...event.columns,
  id: event.id,
  time: new Date(event.time).toISOString(),
});

const examples = sources.flatMap((source) =>
  source.examples.map((example) => ({ title: `${source.name}: ${example.name}`, source, example })),
);

/** Text with a piece of it cut out, doubled or replaced. */
const damaged = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.nat(text.length),
      fc.nat(20),
      fc.constantFrom('', ' ', '"', '-', '{}', '\t', '\n', '%zz', '[', '7', '\\', 'é'),
    )
    .map(([at, length, put]) => text.slice(0, at) + put + text.slice(at + length));

describe('every source keeps what its examples promise', () => {
  test.each(examples)('$title', ({ source, example }: { source: Source; example: Example }) => {
    const sample = sampleOf(Buffer.from(example.input));
    expect(recognise(sources, sample)?.name).toBe(source.name);
    const events = eventsOf(source, example.input);
    expect(events.map(flat)).toEqual(example.events.map((event): unknown => expect.objectContaining(event)));
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

  test.each(examples)('$title: damaged, it throws nothing but faults and changes no record', ({ source, example }) => {
    fc.assert(
      fc.property(damaged(example.input), (input) => {
        const framing = source.framing(sampleOf(Buffer.from(input)));
        if (framing === 'parquet') return;
        const [cutter, reader] = [cutterOf(framing), source.reader()];
        for (const cut of [...cutter.push(Buffer.from(input)), ...cutter.end()]) {
          try {
            const record = cutter.said(cut).value;
            const before = JSON.stringify(record);
            reader.read(record);
            expect(JSON.stringify(record)).toBe(before);
          } catch (thrown) {
            expectBothLanguages(thrown);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test.each(sources.map((source) => [source.name, source] as const))(
    '%s: a reader meets any record with faults alone',
    (_name, source) => {
      fc.assert(
        fc.property(fc.oneof(fc.string(), fc.jsonValue()), (record) => {
          try {
            source.reader().read(record);
          } catch (thrown) {
            expectBothLanguages(thrown);
          }
        }),
      );
    },
  );

  test('every name is used once', () => {
    expect(new Set(sources.map(({ name }) => name)).size).toBe(sources.length);
  });
});
