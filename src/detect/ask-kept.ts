import { askedOf, askPiece, rowsOf, type Asked, type AskParts } from './ask-windows.ts';
import { kept, memoryOf } from './kept.ts';
import type { KeptSheetName, Span } from './sheet.ts';
import { sheets } from './sheets.ts';
import type { Window } from './window.ts';

const day = 86_400_000;

/** Days that are looked at together. */
const atOnce = 8;

/**
 * What fires in windows over what was kept of the events: on the days of the spans, and on those that remember them.
 * What was kept is up to date for the spans.
 */
export async function* askKept(
  sheet: KeptSheetName,
  windows: readonly Window[],
  spans: readonly Span[],
  parts: AskParts,
): AsyncGenerator<Asked> {
  for (const memory of new Set(windows.map(memoryOf))) {
    const own = windows.filter((window) => memoryOf(window) === memory);
    yield* askDays(sheet, { windows: own, days: await daysOf(sheet, { spans, memory }, parts) }, parts);
  }
}

interface Question {
  readonly windows: readonly Window[];
  readonly days: readonly Span[];
}

async function* askDays(sheet: KeptSheetName, { windows, days }: Question, parts: AskParts): AsyncGenerator<Asked> {
  for (let at = 0; at < days.length; at += atOnce) {
    const begins = {
      from: at === 0 ? -Infinity : (days[at]?.from ?? 0),
      to: days[at + atOnce]?.from ?? Infinity,
    };
    const asked = askedOf(windows, days, begins);
    if (asked.length === 0) continue;
    await using staged = await sheets[sheet].stage(rowsOf(asked), parts);
    yield* askPiece(asked, { table: staged.name, listed: [] }, parts);
  }
}

interface Remembered {
  readonly spans: readonly Span[];
  readonly memory: number;
}

/** The days of the spans and those that remember them, as far as something is known of them. */
async function daysOf(sheet: KeptSheetName, { spans, memory }: Remembered, { lake }: AskParts): Promise<Span[]> {
  const wanted = new Set<number>();
  for (const { from, to } of spans) {
    const rows = await lake.rows<{ at: number }>(
      `SELECT DISTINCT toUnixTimestamp(toStartOfDay(time)) * 1000 AS at FROM ${kept[sheet].table.name}
       WHERE time >= fromUnixTimestamp64Milli({from:Int64}) AND time < fromUnixTimestamp64Milli({to:Int64})`,
      { from: Math.floor(from / day) * day, to: to + (memory > 0 ? memory + day : 0) },
    );
    for (const { at } of rows) wanted.add(at);
  }
  return [...wanted].toSorted((a, b) => a - b).map((from) => ({ from, to: from + day }));
}
