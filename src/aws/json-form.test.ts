import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainJson, restJson, rpcJson } from './json-form.ts';
import { madeShape, structure } from './made-shape.contract.ts';
import { valuesOf } from './values.contract.ts';

const [string, number, time, isoTime, bigInteger, blob] = [0, 1, 4, 5, 17, 21];
const [list, map] = [64, 128];

const shape = madeShape({
  Text: [string, { jsonName: 'text' }],
  Count: number,
  Large: bigInteger,
  At: time,
  IsoAt: isoTime,
  Bytes: blob,
  Names: list | string,
  Times: list | time,
  Counts: map | number,
  Inner: () => structure('Inner', { Bytes: blob }),
});
const forms = [restJson, rpcJson, plainJson];

test('what is written is read as it was', () => {
  const values = valuesOf(shape, {
    text: fc.string({ maxLength: 5 }).filter((text) => text !== '__proto__'),
    keepsEmpty: true,
  });
  for (const form of forms)
    fc.assert(
      fc.property(values, (value) => {
        expect(form.read(shape)(JSON.parse(JSON.stringify(form.write(shape)(value))))).toEqual(value);
      }),
    );
});

test('only restJson1 knows names of the wire, and only people are written every time as they read it', () => {
  const value = { Text: 'a', At: new Date(1500), IsoAt: new Date(2000) };
  expect(restJson.write(shape)(value)).toEqual({ text: 'a', At: 1.5, IsoAt: '1970-01-01T00:00:02Z' });
  expect(rpcJson.write(shape)(value)).toEqual({ Text: 'a', At: 1.5, IsoAt: '1970-01-01T00:00:02Z' });
  expect(plainJson.write(shape)(value)).toEqual({
    Text: 'a',
    At: '1970-01-01T00:00:01.500Z',
    IsoAt: '1970-01-01T00:00:02Z',
  });
  const asked = madeShape({ At: 7 }); // in seconds
  expect(plainJson.write(asked)({ At: new Date(2000) })).toEqual({ At: '1970-01-01T00:00:02Z' });
});

test('numbers that JSON has not are texts, and a text that is no such number stays one', () => {
  const told = { Count: 'NaN', Counts: { most: 'Infinity', least: '-Infinity', none: 'few', whole: 12n } };
  const counts = { most: Infinity, least: -Infinity, none: 'few', whole: 12 };
  expect(restJson.read(shape)(told)).toEqual({ Count: NaN, Counts: counts });
  expect(restJson.write(shape)({ Count: NaN, Counts: counts })).toEqual({
    Count: 'NaN',
    Counts: { most: 'Infinity', least: '-Infinity', none: 'few', whole: 12 },
  });
});

test('what is of another type is left as it is, for the check to refuse', () => {
  const wrong = {
    Large: 1.5,
    Bytes: 'no base64!',
    Times: { not: 'a list' },
    Counts: ['not', 'a map'],
    Inner: 'no structure',
  };
  expect(restJson.read(shape)(wrong)).toEqual(wrong);
  expect(restJson.write(shape)(wrong)).toEqual(wrong);
});

test('nulls of structures are nothing, those of lists stay', () => {
  const json = { Count: null, Names: [null], Times: [null, 1] };
  expect(restJson.read(shape)(json)).toEqual({ Names: [null], Times: [null, new Date(1000)] });
});

test('reading never throws', () => {
  const keys = fc.constantFrom('text', 'Count', 'Large', 'At', 'Bytes', 'Times', 'Counts', 'Inner');
  fc.assert(
    fc.property(fc.dictionary(keys, fc.jsonValue()), (json) => {
      for (const form of forms) expect(() => form.read(shape)(json)).not.toThrow();
    }),
  );
});
