import { alertSpansOf, restate, rulesAlerted } from '#findings';
import type { Lake } from '#lake';
import { askAll } from './ask-all.ts';
import { keepContacts } from './contacts.ts';
import { memoryOf } from './kept.ts';
import { learnMachines } from './machines.ts';
import type { DetectorParts } from './open-detector.ts';
import type { Span } from './sheet.ts';
import type { Window } from './window.ts';

/**
 * Asks all windows over the spans of time in which events came, and states anew what fires in them.
 * `again`: the spans may have been settled before and cut off.
 * INVARIANT: what fires depends on the events in the lake and the lists in force alone, not on when or how often they
 * came; to ask again changes nothing, and an end in the middle misses nothing, since the span is asked again.
 */
export async function settleWindows(spans: readonly Span[], parts: DetectorParts, again = false): Promise<void> {
  const { lake, judge } = parts;
  if (judge.book.windows.length === 0) return;
  const all = [...spans, ...(await renamed(spans, lake, again))];
  const keep = (sheet: Parameters<typeof keepContacts>[0], table: string) => keepContacts(sheet, table, lake);
  const spoken = await rulesAlerted(reached(all, judge.book.windows), lake);
  for await (const { window, cells, alerts } of askAll(all, parts, keep))
    if (alerts.length > 0 || spoken.has(window.id))
      await restate(alerts, { rules: [window.id], ...cells, routine: window.routine }, parts);
}

/** Where the windows begin that look at one of these spans, or between them, or remember them. */
function reached(spans: readonly Span[], windows: readonly Window[]): Span {
  const reach = 1000 * Math.max(...windows.map(({ spanSeconds }) => spanSeconds)) + oneHour;
  const memory = Math.max(...windows.map(memoryOf)) + oneDay; // those that remember are asked in whole days
  const [from, to] = [Math.min(...spans.map(({ from }) => from)), Math.max(...spans.map(({ to }) => to))];
  return { from: from - reach, to: to + oneHour + memory };
}

const oneDay = 86_400_000;
const oneHour = 3_600_000; // spans are asked in whole hours

/** When windows fired on machines of which only now it is told whose they are: asked again, they say so. */
async function renamed(spans: readonly Span[], lake: Lake, again: boolean): Promise<Span[]> {
  const learnt = await Promise.all(spans.map((span) => learnMachines(span, lake, again)));
  return learnt.flat().length === 0 ? [] : alertSpansOf(learnt.flat(), lake);
}
