// Opens no lake.
import { expect, test } from 'vitest';
import { inMemory } from './content.ts';
import { headBehindFirstLine, isAllOneLine, pastFirstLine } from './first-line.ts';
import { headBytes } from './unpack.ts';

async function* stream(...pieces: string[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) yield Buffer.from(piece);
}
async function textOf(bytes: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const piece of bytes) text += piece.toString();
  return text;
}

test('only a whole head without a line end is all one line', () => {
  expect(isAllOneLine(Buffer.alloc(headBytes, 'x'))).toBe(true);
  expect(isAllOneLine(Buffer.alloc(headBytes - 1, 'x'))).toBe(false);
  expect(isAllOneLine(Buffer.from(`${'x'.repeat(headBytes - 1)}\n`))).toBe(false);
});

test('the head behind the first line is found in a content and in a stream', async () => {
  const content = inMemory('a.log', Buffer.from(`${'x'.repeat(5 * 2 ** 20)}\none\ntwo\n`));
  expect((await headBehindFirstLine(content)).toString()).toBe('one\ntwo\n');
  expect((await headBehindFirstLine(inMemory('b.log', Buffer.from('x')))).length).toBe(0);
  const { head, bytes } = await pastFirstLine(stream('xx', 'x\no', 'ne\n', 'two\n'), 100);
  expect(head.toString()).toBe('one\ntwo\n');
  expect(await textOf(bytes)).toBe('xxx\none\ntwo\n');
});

test('of a first line that is longer than a record little more is kept than a record may have', async () => {
  const pieces = Array.from({ length: 1000 }, () => 'x'.repeat(10));
  const { head, bytes } = await pastFirstLine(stream(...pieces, 'x\none\n'), 50);
  expect(head.toString()).toBe('one\n');
  expect(await textOf(bytes)).toBe(`${'x'.repeat(60)}\none\n`);
  const endless = await pastFirstLine(stream(...pieces), 50);
  expect(endless.head.length).toBe(0);
});
