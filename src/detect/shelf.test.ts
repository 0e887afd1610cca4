// Opens no lake.
import { expect, test } from 'vitest';
import { Shelf, type Shelved } from './shelf.ts';
import type { Span } from './sheet.ts';

const contact = { account: '1', region: 'r', value: 'same', categories: [], lists: [], entries: [], threats: [] };

/** Pieces of ten each, and what happened to them. */
function opened() {
  const happened: string[] = [];
  const pieces = [0, 10, 20].map((from): Span => ({ from, to: from + 10 }));
  const stage = ({ from }: Span): Promise<Shelved> => {
    happened.push(`+${from}`);
    return Promise.resolve({
      name: `t${from}`,
      listed: [contact],
      [Symbol.asyncDispose]: () => {
        happened.push(`-${from}`);
        return Promise.resolve();
      },
    });
  };
  return { shelf: new Shelf(pieces, stage), happened };
}

test('the pieces that a span overlaps are read together, and each is made ready once', async () => {
  const { shelf, happened } = opened();
  expect(await shelf.reaching({ from: 5, to: 15 })).toEqual({
    table: '(SELECT * FROM t0 UNION ALL SELECT * FROM t10)',
    listed: [contact],
  });
  expect((await shelf.reaching({ from: 9, to: 10 }))?.table).toBe('(SELECT * FROM t0)');
  expect(happened).toEqual(['+0', '+10']);
});

test('what lies before a span is put away, and what only touches it is not read', async () => {
  const { shelf, happened } = opened();
  await shelf.reaching({ from: 0, to: 30 });
  expect((await shelf.reaching({ from: 10, to: 20 }))?.table).toBe('(SELECT * FROM t10)');
  expect(happened.filter((one) => one.startsWith('-'))).toEqual(['-0']);
});

test('where there is no piece there are no records', async () => {
  const { shelf, happened } = opened();
  expect(await shelf.reaching({ from: 30, to: 40 })).toBeUndefined();
  expect(happened).toEqual([]);
});

test('in the end all that is left is put away, each once', async () => {
  const { shelf, happened } = opened();
  await shelf.reaching({ from: 0, to: 30 });
  await shelf.reaching({ from: 25, to: 30 });
  await shelf[Symbol.asyncDispose]();
  await shelf[Symbol.asyncDispose]();
  expect(happened).toEqual(['+0', '+10', '+20', '-0', '-10', '-20']);
});
