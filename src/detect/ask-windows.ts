import type { Alert } from '#findings';
import { piecesOf } from './hours.ts';
import type { DetectorParts } from './open-detector.ts';
import { sheetNames, type SheetName, type Span } from './sheet.ts';
import { sheets } from './sheets.ts';
import { lookUp, stageListed } from './stage-listed.ts';
import type { Contact } from './threat-lists.ts';
import { alertsFrom } from './window-alerts.ts';
import { foundBy } from './window-rows.ts';
import { askedFor, type Tables } from './window-sql.ts';
import type { Window } from './window.ts';

/** What a detection fired on in the windows that a piece of imported time touches. */
export interface Asked {
  readonly window: Window;
  /** The windows that were asked: those that begin from `from` (included) to `to` (not included). */
  readonly cells: Span;
  readonly alerts: readonly Alert[];
}

export type AskParts = Pick<DetectorParts, 'lake' | 'judge' | 'lists'>;

/** What fires in the windows that the spans touch, detection by detection and piece by piece. */
export async function* askWindows(
  spans: readonly Span[],
  parts: AskParts,
  met?: (sheet: SheetName, table: string) => Promise<void>,
): AsyncGenerator<Asked> {
  for (const name of sheetNames) {
    const windows = parts.judge.book.windows.filter(({ reads }) => reads === name);
    if (windows.length === 0) continue;
    for (const piece of await piecesOf(sheets[name].table, spans, parts.lake)) {
      const { from, to } = reach(windows, piece);
      await using staged = await sheets[name].stage({ from, to }, parts);
      await met?.(name, staged.name);
      const contacts = await contactsIn(name, windows, staged.name, parts);
      yield* askPiece({ windows, piece, table: staged.name, contacts }, parts);
    }
  }
}

/** The rows that windows look at which touch a piece. */
export function reach(windows: readonly Window[], piece: Span): Span {
  const rows = windows.map((window) => askedFor(piece, window).rows);
  return { from: Math.min(...rows.map(({ from }) => from)), to: Math.max(...rows.map(({ to }) => to)) };
}

const contactsIn = (name: SheetName, windows: readonly Window[], table: string, { lake }: AskParts) =>
  windows.some(({ listed }) => listed) ? lake.rows<Contact>(sheets[name].contacts(table)) : [];

/** A piece of time whose rows were made ready in a table, with whom it speaks of. */
export interface Piece {
  readonly windows: readonly Window[];
  readonly piece: Span;
  readonly table: string;
  readonly contacts: readonly Contact[];
}

export async function* askPiece({ windows, piece, table, contacts }: Piece, parts: AskParts): AsyncGenerator<Asked> {
  await using listed = await stageListed(await lookUp(contacts, parts), parts.lake);
  for (const window of windows) {
    const { cells, rows } = askedFor(piece, window);
    const tables = window.listed ? { table, listed: listed.name } : { table };
    const isVain = window.listed && listed.found === 0;
    yield { window, cells, alerts: isVain ? [] : await alertsOf(window, tables, { cells, rows }, parts) };
  }
}

async function alertsOf(
  window: Window,
  tables: Tables,
  asked: { readonly cells: Span; readonly rows: Span },
  parts: AskParts,
): Promise<Alert[]> {
  const claimed = parts.judge.book.claimed(window.id);
  if (claimed === undefined) return [];
  const found = await foundBy(window, tables, asked, parts.lake);
  return alertsFrom(
    found.map((row) => ({ window, claimed, row })),
    parts,
  );
}
