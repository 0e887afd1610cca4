import { askDays } from './ask-days.ts';
import { askWindows, type Asked, type AskParts } from './ask-windows.ts';
import { merged, piecesOf } from './hours.ts';
import { keepPorts } from './machine-ports.ts';
import type { Span } from './sheet.ts';
import { sheets } from './sheets.ts';

/** What fires in all windows that the spans touch: over events first, then over the days that they make. */
export async function* askAll(
  spans: readonly Span[],
  parts: AskParts,
  met?: Parameters<typeof askWindows>[2],
): AsyncGenerator<Asked> {
  const { windows } = parts.judge.book;
  yield* askWindows(spans, parts, met);
  const days = windows.filter(({ reads }) => reads === 'days');
  if (days.length === 0) return;
  if (!windows.some(({ reads }) => reads === 'flows')) await keepAll(spans, parts);
  yield* askDays(days, merged(spans), parts);
}

/** Where no window over flows made the hours ready. */
async function keepAll(spans: readonly Span[], parts: AskParts): Promise<void> {
  for (const piece of await piecesOf('network_activity', spans, parts.lake)) {
    await using staged = await sheets.flows.stage(piece, parts);
    await keepPorts(staged.name, piece, parts.lake);
  }
}
