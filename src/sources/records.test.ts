import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault } from '#kernel';
import type { Cut, Cutter } from './cut.ts';
import { CsvRecords } from './csv-records.ts';
import { JsonRecords } from './json-records.ts';
import { LineRecords } from './line-records.ts';

function cutAll(cutter: Cutter, bytes: Buffer, sizes: readonly number[] = []): Cut[] {
  const cuts: Cut[] = [];
  let at = 0;
  for (const size of sizes) {
    cuts.push(...cutter.push(bytes.subarray(at, at + size)));
    at += size;
  }
  cuts.push(...cutter.push(bytes.subarray(at)), ...cutter.end());
  return cuts;
}

/** Everything that a caller can see of a file: values, or the code of what was refused. */
function seen(cutter: Cutter, bytes: Buffer, sizes: readonly number[] = []): unknown[] {
  return cutAll(cutter, bytes, sizes).map((cut) => ({
    line: cut.line,
    position: cut.position,
    value: valueOf(cutter, cut),
  }));
}

/** What was refused, and what of it is kept. */
class Refused {
  readonly message: string;
  readonly kept: string;

  constructor(message: string, kept: string) {
    this.message = message;
    this.kept = kept;
  }
}

function valueOf(cutter: Cutter, cut: Cut): unknown {
  try {
    return cutter.said(cut).value;
  } catch (thrown) {
    if (thrown instanceof Fault) return new Refused(thrown.message, cut.bytes.toString('latin1'));
    throw thrown;
  }
}

/** The values alone; what was refused is undefined. */
const values = (cutter: Cutter, text: string, sizes: readonly number[] = []): unknown[] =>
  cutAll(cutter, Buffer.from(text), sizes).map((cut) => {
    const value = valueOf(cutter, cut);
    return value instanceof Refused ? undefined : value;
  });

/** The sentences alone. */
const refusals = (cutter: Cutter, text: string | Buffer): string[] =>
  cutAll(cutter, Buffer.from(text)).flatMap((cut) => {
    const value = valueOf(cutter, cut);
    return value instanceof Refused ? value.message : [];
  });

const chunking = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 200 });
const record = fc
  .dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 })
  .map((one) => Object.assign(one, { n: 1 }));
const records = fc.array(record, { minLength: 1, maxLength: 5 });

/** The forms in which tools write the same records. */
const forms: Record<string, (list: readonly unknown[]) => string> = {
  'a delivery file': (list) => `{"Records":${JSON.stringify(list)}}`,
  'a delivery file, pretty': (list) => `${JSON.stringify({ owner: 'x', Records: list, NextToken: ['y'] }, null, 2)}\n`,
  'several delivery files in one': (list) => list.map((one) => `{"Records":[${JSON.stringify(one)}]}\n`).join(''),
  'the events of lookup-events': (list) => JSON.stringify({ Events: list, NextToken: 'abc' }, null, 4),
  'a list': (list) => JSON.stringify(list),
  'a list with a line each': (list) => `[\n${list.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`,
  'JSON lines': (list) => list.map((one) => `${JSON.stringify(one)}\n`).join(''),
  'JSON lines of Windows, blank lines between': (list) => list.map((one) => JSON.stringify(one)).join('\r\n\r\n'),
  'one pretty value after the other': (list) => list.map((one) => JSON.stringify(one, null, 2)).join('\n\n'),
  'one value after the other without space': (list) => list.map((one) => JSON.stringify(one)).join(''),
};

describe('JSON is cut into its records', () => {
  test.each(Object.entries(forms))('%s gives every record, whatever the chunks', (_name, form) => {
    fc.assert(
      fc.property(records, chunking, (list, sizes) => {
        const plain: unknown = JSON.parse(JSON.stringify(list));
        expect(values(new JsonRecords(), form(list), sizes)).toEqual(plain);
      }),
    );
  });

  test('any bytes, in any chunks, give the same records and throw nothing but faults', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      '\\',
      '\n',
      '\r',
      ',',
      ':',
      ' ',
      '1',
      '"a"',
      '{"Records":[',
      '\n{"a":1}\n',
      'é',
    );
    const text = fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.from(pieces.join('')));
    const bytes = fc.oneof(
      text,
      fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array)),
    );
    fc.assert(
      fc.property(bytes, chunking, fc.constantFrom(5, 1000), (input, sizes, limit) => {
        expect(seen(new JsonRecords(limit), input, sizes)).toEqual(seen(new JsonRecords(limit), input));
      }),
      { numRuns: 1000 },
    );
  });

  test('a record whose end was guessed is the record that a walk over its bytes finds', () => {
    const pieces = [
      '{"Records":[',
      '[',
      ']',
      ']}',
      ',',
      '{"a":1}',
      '{"a":"}',
      '"}',
      '{"a":{"b":[{"a":2},{"a":3}]}}',
      '},{"a":',
      '{"a":"},{\\"a\\":"}',
      '{"b":1}',
      '{"a":1',
      '\n',
      '\\',
      'é',
      '{"a":"é"}',
      ' ',
    ];
    const piece = fc.constantFrom(...pieces);
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => Buffer.from(`{"Records":[${pieces.join('')}`));
    const separated = fc
      .array(piece, { maxLength: 30 })
      .map((pieces) => Buffer.from(`{"Records":[${pieces.join(',')}]}`));
    fc.assert(
      fc.property(fc.oneof(text, separated), chunking, fc.constantFrom(20, 1000), (input, sizes, limit) => {
        expect(seen(new JsonRecords(limit, true), input, sizes)).toEqual(seen(new JsonRecords(limit, false), input));
      }),
      { numRuns: 1000 },
    );
  });

  test('lines and positions say where a record stands', () => {
    const cuts = cutAll(new JsonRecords(), Buffer.from('{"Records":[\n{"a":1},\n{"a":\n2},{"a":3}]}'));
    expect(cuts.map(({ line, position }) => [line, position])).toEqual([
      [2, 1],
      [3, 2],
      [4, 3],
    ]);
  });

  test('a damaged line among JSON lines is refused alone', () => {
    const lines = ['{"a":1}', '{"a":"cut', '{"a":3}', 'noise', '{"a":{"b":[1,', '{"a":6}'].join('\n');
    expect(values(new JsonRecords(), lines)).toEqual([{ a: 1 }, undefined, { a: 3 }, undefined, undefined, { a: 6 }]);
  });

  test.each(['{"a":"cut', '{"a":{"b":1', '{"a":1,"b', 'noise', '{"a":{"b":[', '{"a":'])(
    'the first line %s is refused alone, too',
    (line) => {
      expect(values(new JsonRecords(), `${line}\n{"a":2}\n{"a":3}\n`)).toEqual([undefined, { a: 2 }, { a: 3 }]);
    },
  );

  test('a record over the limit is left out and the rest is read', () => {
    const large = JSON.stringify({ text: 'x'.repeat(200) });
    for (const text of [`{"Records":[{"a":1},${large},{"a":2}]}`, `{"a":1}\n${large}\n{"a":2}\n`]) {
      expect(values(new JsonRecords(100), text)).toEqual([{ a: 1 }, undefined, { a: 2 }]);
      expect(refusals(new JsonRecords(100), text)[0]).toContain('larger than 100 bytes');
    }
  });

  test('a file that was cut off says so, and keeps what came before', () => {
    expect(refusals(new JsonRecords(), '{"Records":[{"a":1},{"a"')).toEqual([expect.stringContaining('cut off')]);
    expect(refusals(new JsonRecords(), '{"Records":[{"a":1},')).toEqual([expect.stringContaining('cut off')]);
    expect(refusals(new JsonRecords(), '{"Records":[{"a":1}]')).toEqual([expect.stringContaining('cut off')]);
    expect(refusals(new JsonRecords(), '{"Records":[{"a":1}]}')).toEqual([]);
  });

  test('a key that looks like a wrapper inside a text opens nothing', () => {
    const tricky = { note: '{"Records":[', list: [1], Records: 'x' };
    expect(values(new JsonRecords(), JSON.stringify(tricky))).toEqual([tricky]);
  });
});

describe('every form tells bad bytes', () => {
  const forms = [
    ['JSON', () => new JsonRecords()],
    ['lines', () => new LineRecords()],
    ['CSV', () => new CsvRecords()],
  ] as const;

  test.each(forms)('%s: bytes that are no UTF-8 are refused with the way to convert them', (_name, make) => {
    const bytes = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xe9]), Buffer.from('"}\n')]);
    expect(refusals(make(), bytes)).toEqual([expect.stringContaining('iconv')]);
  });

  test.each(forms)('%s: UTF-16 is told once', (_name, make) => {
    expect(refusals(make(), Buffer.from('\uFEFF{"a":1}\n{"a":2}\n', 'utf16le'))).toEqual([
      expect.stringContaining('UTF-16'),
    ]);
  });

  test.each(forms)('%s: a byte order mark is no part of the first record', (_name, make) => {
    const text = '{"a":1}\n';
    expect(seen(make(), Buffer.from(`\uFEFF${text}`), [1, 1, 1])).toEqual(seen(make(), Buffer.from(text)));
  });
});

describe('lines', () => {
  test('every line without its end, in any chunks', () => {
    const line = fc.stringMatching(/^[a-z ]{0,8}$/);
    fc.assert(
      fc.property(fc.array(line), chunking, fc.constantFrom('\n', '\r\n'), (lines, sizes, ending) => {
        const expected = lines.flatMap((value, at) => (value.trim() === '' ? [] : [{ line: at + 1, value }]));
        const found = seen(new LineRecords(), Buffer.from(lines.join(ending)), sizes);
        expect(found).toEqual(expected.map((one, at) => Object.assign(one, { position: at + 1 })));
      }),
    );
  });
});

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe('CSV', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' '), maxLength: 5 });

  test('every row as an object, whatever its cells hold and in any chunks', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell)), chunking, (rows, sizes) => {
        const text = ['a,b', ...rows.map((row) => row.map(quoted).join(','))].join('\r\n');
        expect(values(new CsvRecords(), text, sizes)).toEqual([undefined, ...rows.map(([a, b]) => ({ a, b }))]);
      }),
    );
  });

  test('a row with too few cells, or a quote that never closes, is refused', () => {
    expect(refusals(new CsvRecords(), 'a,b\n1\n1,2\n')).toEqual([
      expect.stringContaining('1 cells and the header names 2'),
    ]);
    expect(refusals(new CsvRecords(), 'a,b\n1,"2\n')).toEqual([expect.stringContaining('cut off')]);
    expect(refusals(new CsvRecords(), 'a,b\n1,"2"3\n')).toEqual([expect.stringContaining('closing quote')]);
  });

  test('any bytes throw nothing but faults', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r') }), chunking, (text, sizes) => {
        expect(seen(new CsvRecords(20), Buffer.from(text), sizes)).toEqual(seen(new CsvRecords(20), Buffer.from(text)));
      }),
    );
  });
});
