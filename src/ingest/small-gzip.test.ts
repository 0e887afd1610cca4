// Opens no lake.
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { gunzipSmall } from './small-gzip.ts';

async function plainOf(packed: Buffer): Promise<{ plain: string; error?: unknown } | undefined> {
  const chunks = gunzipSmall(packed);
  if (chunks === undefined) return undefined;
  const all: Buffer[] = [];
  try {
    for await (const chunk of chunks) all.push(chunk);
  } catch (error) {
    return { plain: Buffer.concat(all).toString(), error };
  }
  return { plain: Buffer.concat(all).toString() };
}

// Texts that shrink little, so that a cut loses a part and not everything.
const text = Array.from({ length: 400 }, (_, at) => `line ${(at * 2_654_435_761) % 4_294_967_296}`).join('\n');
const packed = gzipSync(text);

test('one member or several are undone in one go', async () => {
  expect(await plainOf(packed)).toEqual({ plain: text });
  expect(await plainOf(Buffer.concat([packed, gzipSync('and more')]))).toEqual({ plain: `${text}and more` });
});

test('a large file and one too short to be any are left to the stream', async () => {
  expect(await plainOf(Buffer.alloc(300 * 1024))).toBeUndefined();
  expect(await plainOf(packed.subarray(0, 19))).toBeUndefined();
});

test('what becomes very large is left to the stream, which has a limit', async () => {
  expect(await plainOf(gzipSync(Buffer.alloc(17 * 2 ** 20)))).toBeUndefined();
});

test('of a file that is cut off everything before the cut comes out, and then it is said where that is', async () => {
  for (const length of [20, 100, Math.floor(packed.length / 2), packed.length - 1]) {
    const { plain = '', error } = (await plainOf(packed.subarray(0, length))) ?? {};
    expect(text.startsWith(plain)).toBe(true);
    expect(error).toMatchObject({ code: 'BadInput' });
  }
  expect((await plainOf(packed.subarray(0, packed.length - 1)))?.plain).toBe(text);
});

test('of a file with damage in the middle what stands before it comes out', async () => {
  const damaged = Buffer.from(packed);
  damaged.fill(0xff, Math.floor(packed.length / 2), Math.floor(packed.length / 2) + 40);
  const { plain = '', error } = (await plainOf(damaged)) ?? {};
  expect(plain.length).toBeGreaterThan(500);
  expect(text.slice(0, 500)).toBe(plain.slice(0, 500));
  expect(error).toMatchObject({ code: 'BadInput' });
});
