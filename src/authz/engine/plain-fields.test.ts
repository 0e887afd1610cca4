import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Misread } from './misread.ts';
import { isPlainFields } from './plain-fields.ts';
import { ValueReader } from './read-value.ts';
import { recordType, type RecordType } from './schema.ts';
import type { Value } from './values.ts';

const reader = new ValueReader(undefined);
const value = fc.oneof(
  fc.boolean(),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.integer(),
  fc.constantFrom<unknown>(-0, 0.5, 2 ** 53, NaN, null, '\ud800', {}, { a: 1 }, ['a'], undefined),
);
const name = fc.constantFrom('a', 'b', 'c', '', '\udc00');
const objects = fc.dictionary(name, value, { maxKeys: 4 });
const types = fc
  .array(
    fc.record({
      name: fc.constantFrom('a', 'b', 'c'),
      kind: fc.constantFrom('bool', 'string', 'long'),
      required: fc.boolean(),
    }),
    { maxLength: 3 },
  )
  .map((all) => recordType(new Map(all.map(({ name: own, kind, required }) => [own, { type: { kind }, required }]))));

/** What the whole reader makes of it; nothing where it refuses. */
function fieldsOf(json: unknown, type: RecordType | undefined): ReadonlyMap<string, Value> | undefined {
  try {
    return reader.record(json, type).fields;
  } catch (error) {
    if (error instanceof Misread) return undefined;
    throw error;
  }
}

test('what is plain is what the whole reader would make of it', () => {
  let plain = 0;
  fc.assert(
    fc.property(objects, fc.option(types, { nil: undefined }), (json, type) => {
      if (!isPlainFields(json, type)) return;
      plain += 1;
      expect(new Map(Object.entries(json))).toEqual(fieldsOf(json, type));
    }),
    {
      examples: [
        [{ a: 1, b: 'text', c: true }, undefined],
        [{ a: -0 }, undefined],
      ],
    },
  );
  expect(plain).toBeGreaterThan(0);
});

test('what is no object, or has no such form, is left to the whole reader', () => {
  for (const json of [null, [], 'a', 1, undefined, new Date(0), new Map([['a', 1]])])
    expect(isPlainFields(json, undefined)).toBe(false);
  const type = recordType(new Map([['a', { type: { kind: 'long' }, required: true }]]));
  expect(isPlainFields({ a: 1 }, type)).toBe(true);
  expect(isPlainFields({}, type)).toBe(false);
  expect(isPlainFields({ a: '1' }, type)).toBe(false);
  expect(isPlainFields({ a: 1, b: 1 }, type)).toBe(false);
});

test('an object with the globals of another realm is as plain as one of this; a class there is none', () => {
  expect(isPlainFields(runInNewContext('({ a: 1 })'), undefined)).toBe(true);
  expect(isPlainFields(runInNewContext('new Map()'), undefined)).toBe(false);
  expect(fieldsOf(runInNewContext('({ a: { b: 1 } })'), undefined)?.has('a')).toBe(true);
  expect(fieldsOf(runInNewContext('new Date(0)'), undefined)).toBeUndefined();
});
