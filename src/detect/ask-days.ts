import { askedOf, askPiece, rowsOf, type Asked, type AskParts } from './ask-windows.ts';
import { machinePorts } from './machine-ports.ts';
import { daySheet, memoryOfDays } from './machine-days.ts';
import type { Span } from './sheet.ts';
import type { Window } from './window.ts';

const day = 86_400_000;

/** Days that are looked at together. */
const atOnce = 8;

/**
 * What fires in windows over days: those of the spans, and those that remember them. What is usual is told by
 * `machine_ports`, which is up to date for the spans.
 */
export async function* askDays(
  windows: readonly Window[],
  spans: readonly Span[],
  parts: AskParts,
): AsyncGenerator<Asked> {
  const days = await daysOf(spans, parts);
  for (let at = 0; at < days.length; at += atOnce) {
    const some = days.slice(at, at + atOnce);
    const asked = askedOf(windows, some);
    if (asked.length === 0) continue;
    await using staged = await daySheet.stage(rowsOf(asked), parts);
    yield* askPiece(asked, { table: staged.name, listed: [] }, parts);
  }
}

/** The days of the spans and those within the memory after them, as far as something is known of them. */
async function daysOf(spans: readonly Span[], { lake }: AskParts): Promise<Span[]> {
  const wanted = new Set<number>();
  for (const { from, to } of spans) {
    const rows = await lake.rows<{ at: number }>(
      `SELECT DISTINCT toUnixTimestamp(toStartOfDay(time)) * 1000 AS at FROM ${machinePorts.name}
       WHERE time >= fromUnixTimestamp64Milli({from:Int64}) AND time < fromUnixTimestamp64Milli({to:Int64})`,
      { from: Math.floor(from / day) * day, to: to + (memoryOfDays + 1) * day },
    );
    for (const { at } of rows) wanted.add(at);
  }
  return [...wanted].toSorted((a, b) => a - b).map((from) => ({ from, to: from + day }));
}
