import { expect, it } from 'vitest';
import { remembered } from './remembered.ts';

function counted(most?: number) {
  const found: string[] = [];
  const lengthOf = remembered((text) => String(found.push(text) && text.length), most);
  return { found, lengthOf };
}

it('finds the answer once for a text that comes again', () => {
  const { found, lengthOf } = counted();
  expect([lengthOf('one'), lengthOf('three'), lengthOf('one')]).toEqual(['3', '5', '3']);
  expect(found).toEqual(['one', 'three']);
});

it('forgets what it knew rather than remember more than it may', () => {
  const { found, lengthOf } = counted(2);
  for (const text of ['a', 'b', 'c', 'c', 'a']) lengthOf(text);
  expect(found).toEqual(['a', 'b', 'c', 'a']);
});

it('remembers no long texts', () => {
  const { found, lengthOf } = counted();
  const long = 'x'.repeat(257);
  expect([lengthOf(long), lengthOf(long)]).toEqual(['257', '257']);
  expect(found).toEqual([long, long]);
});
