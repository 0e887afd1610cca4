// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isStamped, withoutStamps } from './export-stamps.ts';

const stamp = '2026-01-31T09:30:00.000Z ';

async function stripped(text: string, places: readonly number[]): Promise<string> {
  const bytes = Buffer.from(text);
  const ends = [...places.filter((place) => place < bytes.length).toSorted((a, b) => a - b), bytes.length];
  async function* chunks(): AsyncGenerator<Buffer> {
    for (const [at, end] of ends.entries()) yield bytes.subarray(ends[at - 1] ?? 0, end);
  }
  const out: Buffer[] = [];
  for await (const chunk of withoutStamps(chunks())) out.push(chunk);
  return Buffer.concat(out).toString();
}

test('a stamp is one before a message alone', () => {
  expect(isStamped(Buffer.from(`${stamp}{"a":1}`))).toBe(true);
  expect(isStamped(Buffer.from(`${stamp}2 111122223333 eni-1`))).toBe(true);
  for (const text of ['', stamp, `${stamp}word`, '2026-01-31T09:30:00Z {"a":1}'])
    expect(isStamped(Buffer.from(text))).toBe(false);
});

test('stamps go and all else stays, wherever the file is cut', async () => {
  const message = fc.constantFrom(
    '{"a":1}',
    '2 1 eni-1',
    '',
    '[1]',
    'word',
    '{"at":"2026-01-31T09:30:00.000Z {"}',
    '\r',
  );
  const line = fc.record({ message, hasStamp: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 8 }),
      fc.array(fc.nat(300)),
      fc.boolean(),
      async (lines, places, ends) => {
        const last = ends ? '\n' : '';
        const written = lines.map((one) => (one.hasStamp ? stamp : '') + one.message).join('\n') + last;
        const kept = lines.map((one) => (one.hasStamp && !/^[\d{[]/.test(one.message) ? stamp : '') + one.message);
        expect(await stripped(written, places)).toBe(kept.join('\n') + last);
      },
    ),
    { examples: [[[{ message: '{"a":1}', hasStamp: true }], [1, 24, 25, 26], true]] },
  );
});
