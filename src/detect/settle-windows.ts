import { alertSpansOf, restate, type Alert } from '#findings';
import type { Lake } from '#lake';
import { piecesOf } from './hours.ts';
import { learnMachines } from './machines.ts';
import type { DetectorParts } from './open-detector.ts';
import { sheetNames, type SheetName, type Span } from './sheet.ts';
import { sheets } from './sheets.ts';
import { alertsFrom } from './window-alerts.ts';
import { askedFor } from './window-sql.ts';
import { foundBy } from './window-rows.ts';
import type { Window } from './window.ts';

/** What a detection fired on in the windows that a piece of imported time touches. */
export interface Asked {
  readonly window: Window;
  /** The windows that were asked: those that begin from `from` (included) to `to` (not included). */
  readonly cells: Span;
  readonly alerts: readonly Alert[];
}

/**
 * Asks all windows over the spans of time in which events came, and states anew what fires in them.
 * INVARIANT: what fires depends on the events in the lake alone, not on when or how often they came; to ask again
 * changes nothing, and an end in the middle misses nothing, since the span is asked again.
 */
export async function settleWindows(spans: readonly Span[], parts: DetectorParts): Promise<void> {
  if (parts.judge.book.windows.length === 0) return;
  for await (const { window, cells, alerts } of askWindows([...spans, ...(await renamed(spans, parts.lake))], parts))
    await restate(alerts, { rules: [window.id], ...cells }, parts);
}

/** When windows fired on machines of which only now it is told whose they are: asked again, they say so. */
async function renamed(spans: readonly Span[], lake: Lake): Promise<Span[]> {
  const learnt = await Promise.all(spans.map((span) => learnMachines(span, lake)));
  return learnt.flat().length === 0 ? [] : alertSpansOf(learnt.flat(), lake);
}

/** What fires in the windows that the spans touch, detection by detection and piece by piece. */
export async function* askWindows(
  spans: readonly Span[],
  parts: Pick<DetectorParts, 'lake' | 'judge'>,
): AsyncGenerator<Asked> {
  for (const name of sheetNames) {
    const windows = parts.judge.book.windows.filter(({ reads }) => reads === name);
    if (windows.length === 0) continue;
    for (const piece of await piecesOf(sheets[name].table, spans, parts.lake))
      yield* askPiece(name, windows, piece, parts);
  }
}

async function* askPiece(
  name: SheetName,
  windows: readonly Window[],
  piece: Span,
  parts: Pick<DetectorParts, 'lake' | 'judge'>,
): AsyncGenerator<Asked> {
  const asked = windows.map((window) => ({ window, ...askedFor(piece, window) }));
  const from = Math.min(...asked.map(({ rows }) => rows.from));
  const to = Math.max(...asked.map(({ rows }) => rows.to));
  await using staged = await sheets[name].stage({ from, to }, parts);
  for (const { window, ...one } of asked) {
    const claimed = parts.judge.book.claimed(window.id);
    if (claimed === undefined) continue;
    const found = await foundBy(window, staged.name, one, parts.lake);
    yield {
      window,
      cells: one.cells,
      alerts: await alertsFrom(
        found.map((row) => ({ window, claimed, row })),
        parts,
      ),
    };
  }
}
