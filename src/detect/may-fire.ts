import type { Event } from '#sources';
import type { Delivered } from './detector.ts';
import { sheetNames } from './sheet.ts';
import { sheets } from './sheets.ts';
import { listsOf } from './stage-listed.ts';
import { listedAmong } from './threat-lists.ts';
import type { Window } from './window.ts';

/**
 * False when none of these events could make a window fire, as far as that can be told without asking the engine.
 * INVARIANT: where a window fires, it is true of at least one of the events that the window looks at.
 */
export async function mayFire(events: readonly Delivered[], windows: readonly Window[]): Promise<boolean> {
  for (const name of sheetNames) {
    const [reading, { table, stranger }] = [windows.filter(({ reads }) => reads === name), sheets[name]];
    const own = events.flatMap(({ event }) => (event.table === table ? [event] : []));
    if (reading.length === 0 || own.length === 0) continue;
    // Without a stranger that the event tells of, only the engine knows who stands on a list.
    const open = reading.filter(({ needs, listed }) => needs === undefined && !(listed && stranger !== undefined));
    if (open.length > 0 || reading.some(({ needs }) => needs !== undefined && own.some(holding(needs)))) return true;
    if (stranger === undefined) continue;
    const strangers = own.map(({ columns }) => stranger(columns));
    if (listedAmong(strangers, await listsOf({})).length > 0) return true;
  }
  return false;
}

const holding =
  (needs: NonNullable<Window['needs']>) =>
  ({ columns }: Event): boolean =>
    Object.entries(needs).some(([column, text]) => {
      const cell = columns[column];
      return typeof cell === 'string' && cell.includes(text);
    });
