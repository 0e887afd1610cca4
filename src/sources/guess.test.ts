import { expect, test } from 'vitest';
import { Guess } from './guess.ts';

const recordsIn = (...records: string[]): Buffer => Buffer.from(`${records.join(',')}]}`);

function guessed(chunk: Buffer, at = 0, limit = 1000) {
  const guess = new Guess(limit);
  guess.begin();
  return guess.record(chunk, at);
}

test('a record ends where the next one begins', () => {
  const [one, two] = ['{"eventVersion":"1","a":{"b":"},{"}}', '{"eventVersion":"2"}'];
  expect(guessed(recordsIn(one, two))).toEqual({ bytes: Buffer.from(one), text: one, value: JSON.parse(one) });
});

test('the last record of a chunk is walked over, and so is what follows it', () => {
  const guess = new Guess(1000);
  guess.begin();
  const chunk = recordsIn('{"k":1}', '{"k":2}');
  expect(guess.record(chunk, 0)?.text).toBe('{"k":1}');
  expect(guess.record(chunk, 8)).toBeUndefined();
  expect(guess.record(chunk, 0)).toBeUndefined();
  guess.begin();
  expect(guess.record(chunk, 0)?.text).toBe('{"k":1}');
});

test('a border within a record proves wrong, and is not trusted any more', () => {
  const guess = new Guess(1000);
  guess.begin();
  const chunk = recordsIn('{"k":1,"list":[{"x":1},{"k":5}]}', '{"k":2}', '{"k":3}');
  expect(guess.record(chunk, 0)).toBeUndefined();
  expect(guess.record(chunk, 33)).toBeUndefined();
});

test.each([
  ['a line end within', recordsIn('{"k":\n1}', '{"k":2}')],
  ['bytes that are no UTF-8', Buffer.concat([Buffer.from('{"k":"'), Buffer.from([0xe9]), Buffer.from('"},{"k":2}')])],
  ['no key in quotes', recordsIn('{ }', '{ }')],
  ['a key that does not end soon', recordsIn(`{"${'k'.repeat(80)}":1}`, '{}')],
])('with %s nothing is guessed', (_, chunk) => {
  expect(guessed(chunk)).toBeUndefined();
});

test('a record may be as long as the limit, and no longer', () => {
  const chunk = recordsIn('{"k":12}', '{"k":2}');
  expect(guessed(chunk, 0, 8)?.text).toBe('{"k":12}');
  expect(guessed(chunk, 0, 7)).toBeUndefined();
});

test('letters beyond ASCII stay as they are, and a line end after the record does not matter', () => {
  const chunk = Buffer.from('{"k":"é櫓"},{"k":2}\n');
  expect(guessed(chunk)?.value).toEqual({ k: 'é櫓' });
});
