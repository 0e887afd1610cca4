// Opens no lake.
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { nothingIn, rowsOf } from './server-answer.ts';

const body = (...chunks: string[]): Readable => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
const exception = 'Code: 241. DB::Exception: Memory limit exceeded. (MEMORY_LIMIT_EXCEEDED)\n';

test('rows are given whole, whatever chunks they come in', async () => {
  expect(await rowsOf(body('{"a":', '1}\n', '{"a":2}\n'))).toBe('{"a":1}\n{"a":2}\n');
  expect(await rowsOf(body())).toBe('');
  expect(await rowsOf(body('\n'))).toBe('\n');
});

test('an exception that stands at the end of rows is thrown, without the rows', async () => {
  await expect(rowsOf(body('{"a":1}\n', exception))).rejects.toThrow(
    /^Code: 241\. DB::Exception: Memory limit exceeded/,
  );
});

test('rows that were cut off are no answer', async () => {
  await expect(rowsOf(body('{"a":1}\n{"a":'))).rejects.toThrow('what came is no answer of ClickHouse: {"a":1}');
});

test('a statement that writes is done when nothing is said', async () => {
  await expect(nothingIn(body(' \n'))).resolves.toBeUndefined();
  await expect(nothingIn(body(exception))).rejects.toThrow('Memory limit exceeded');
  await expect(nothingIn(body('<html>'))).rejects.toThrow('what came is no answer of ClickHouse: <html>');
});
