// Opens no lake.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedFor } from './window-sql.ts';

const always = { from: -Infinity, to: Infinity };
const span = fc
  .tuple(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: 1, max: 3000 }))
  .map(([from, length]) => ({ from: from * 1000, to: (from + length) * 1000 }));
const window = fc
  .tuple(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 900 }))
  .map(([stepSeconds, steps, memorySeconds]) => ({ stepSeconds, spanSeconds: stepSeconds * steps, memorySeconds }));

type Asking = { readonly stepSeconds: number; readonly spanSeconds: number };
type Span = { readonly from: number; readonly to: number };

/** Where the windows begin that hold a moment of some span: every one is tried. */
function beginnings(spans: readonly Span[], { stepSeconds, spanSeconds }: Asking): number[] {
  const [step, length] = [stepSeconds * 1000, spanSeconds * 1000];
  const [first, last] = [Math.min(...spans.map(({ from }) => from)), Math.max(...spans.map(({ to }) => to))];
  const found: number[] = [];
  for (let at = Math.floor((first - length) / step) * step; at < last; at += step)
    if (spans.some(({ from, to }) => at < to && at + length > from)) found.push(at);
  return found;
}

test('every window that looks at a moment of a span is asked, with all that it looks at and remembers', () => {
  fc.assert(
    fc.property(fc.array(span, { minLength: 1, maxLength: 3 }), window, (spans, window) => {
      const own = beginnings(spans, window);
      const [first, last] = [Math.min(...own), Math.max(...own)];
      expect(askedFor(spans, always, window)).toEqual({
        cells: { from: first, to: last + window.stepSeconds * 1000 },
        rows: {
          from: first - window.memorySeconds * 1000,
          to: last + (window.stepSeconds + window.spanSeconds) * 1000,
        },
      });
    }),
  );
});

test('where time is parted, each window is asked in the part in which it begins, and in no other', () => {
  fc.assert(
    fc.property(
      fc.array(span, { minLength: 1, maxLength: 3 }),
      window,
      fc.integer({ min: -5, max: 5 }),
      (spans, window, hours) => {
        const cut = hours * 1_000_000;
        const parts = [
          askedFor(spans, { from: -Infinity, to: cut }, window),
          askedFor(spans, { from: cut, to: Infinity }, window),
        ];
        for (const at of beginnings(spans, window))
          expect(parts.map((asked) => asked !== undefined && asked.cells.from <= at && at < asked.cells.to)).toEqual([
            at < cut,
            at >= cut,
          ]);
      },
    ),
  );
});

test('without a span, or without a window that begins in the part, nothing is asked', () => {
  const hour = { stepSeconds: 3600, spanSeconds: 3600, memorySeconds: 0 };
  expect(askedFor([], always, hour)).toBeUndefined();
  expect(askedFor([{ from: 0, to: 1 }], { from: 7_200_000, to: Infinity }, hour)).toBeUndefined();
});
