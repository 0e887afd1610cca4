import { askKept } from './ask-kept.ts';
import { askWindows, type Asked, type AskParts } from './ask-windows.ts';
import { merged, piecesOf } from './hours.ts';
import { keepOf, kept } from './kept.ts';
import { keptSheetNames, type SheetName, type Span } from './sheet.ts';
import { sheets } from './sheets.ts';

/** What fires in all windows that the spans touch: over events first, then over what was kept of them. */
export async function* askAll(
  spans: readonly Span[],
  parts: AskParts,
  met?: Parameters<typeof askWindows>[2],
): AsyncGenerator<Asked> {
  const { windows } = parts.judge.book;
  yield* askWindows(spans, parts, met);
  for (const name of keptSheetNames) {
    const own = windows.filter(({ reads }) => reads === name);
    if (own.length === 0) continue;
    const { of } = kept[name];
    if (!windows.some(({ reads }) => reads === of)) await keepAll(of, spans, parts);
    yield* askKept(name, own, merged(spans), parts);
  }
}

/** Where no window over the events made the hours ready. */
async function keepAll(name: SheetName, spans: readonly Span[], parts: AskParts): Promise<void> {
  for (const piece of await piecesOf(sheets[name].table, spans, parts.lake)) {
    await using staged = await sheets[name].stage(piece, parts);
    await keepOf(name, staged.name, piece, parts.lake);
  }
}
