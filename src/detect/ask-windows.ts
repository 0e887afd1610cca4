import type { Alert } from '#findings';
import { merged, piecesOf } from './hours.ts';
import { keepOf } from './kept.ts';
import type { DetectorParts } from './open-detector.ts';
import { eventSheets, type SheetName, type Span } from './sheet.ts';
import { sheets } from './sheets.ts';
import { Shelf, type Records, type Shelved } from './shelf.ts';
import { lookUp, stageListed, type Listed } from './stage-listed.ts';
import type { Contact } from './threat-lists.ts';
import { alertsFrom } from './window-alerts.ts';
import { foundBy } from './window-rows.ts';
import { askedFor, type Tables } from './window-sql.ts';
import type { Window } from './window.ts';
import { worthAsking } from './worth-asking.ts';

/** What a detection fired on in the windows that a piece of imported time touches. */
export interface Asked {
  readonly window: Window;
  /** The windows that were asked: those that begin from `from` (included) to `to` (not included). */
  readonly cells: Span;
  readonly alerts: readonly Alert[];
}

export type AskParts = Pick<DetectorParts, 'lake' | 'judge' | 'lists'>;

type Met = (sheet: SheetName, table: string) => Promise<void>;

/** What fires in the windows over events that the spans touch, piece by piece and detection by detection. */
export async function* askWindows(spans: readonly Span[], parts: AskParts, met?: Met): AsyncGenerator<Asked> {
  for (const name of eventSheets) {
    const windows = parts.judge.book.windows.filter(({ reads }) => reads === name);
    if (windows.length > 0) yield* askSheet(name, { windows, spans: merged(spans) }, parts, met);
  }
}

/** Windows, and the whole hours that they are asked about. */
interface Question {
  readonly windows: readonly Window[];
  readonly spans: readonly Span[];
}

async function* askSheet(
  name: SheetName,
  { windows, spans }: Question,
  parts: AskParts,
  met?: Met,
): AsyncGenerator<Asked> {
  const reach = 1000 * Math.max(...windows.map(({ spanSeconds }) => spanSeconds));
  const wide = spans.map(({ from, to }) => ({ from: from - reach, to: to + reach }));
  const pieces = await piecesOf(sheets[name].table, wide, parts.lake);
  await using shelf = new Shelf(pieces, (piece) => stagePiece(name, piece, windows, { ...parts, met }));
  for (const begins of between(pieces)) {
    const asked = askedOf(windows, spans, begins);
    const records = asked.length === 0 ? undefined : await shelf.reaching(rowsOf(asked));
    if (records !== undefined) yield* askPiece(asked, records, parts);
  }
}

/** All of time, parted where pieces end: a window that begins in one looks at no record of the pieces before. */
const between = (pieces: readonly Span[]): Span[] =>
  pieces.map(({ to }, index) => ({
    from: pieces[index - 1]?.to ?? -Infinity,
    to: index === pieces.length - 1 ? Infinity : to,
  }));

async function stagePiece(
  name: SheetName,
  piece: Span,
  windows: readonly Window[],
  { met, ...parts }: AskParts & { readonly met?: Met | undefined },
): Promise<Shelved> {
  const staged = await sheets[name].stage(piece, parts);
  await met?.(name, staged.name);
  await keepOf(name, staged.name, piece, parts.lake);
  const isAsked = windows.some(({ listed }) => listed);
  const contacts = isAsked ? await parts.lake.rows<Contact>(sheets[name].contacts(staged.name)) : [];
  const listed = await lookUp(contacts, parts);
  return { name: staged.name, listed, [Symbol.asyncDispose]: () => staged[Symbol.asyncDispose]() };
}

/** A detection, the windows of it that are asked, and the records that they look at. */
export interface AskedWindow {
  readonly window: Window;
  readonly cells: Span;
  readonly rows: Span;
}

/** What windows are asked that look at a record of the spans; those that begin within `begins`. */
export const askedOf = (windows: readonly Window[], spans: readonly Span[], begins: Span = always): AskedWindow[] =>
  windows.flatMap((window) => {
    const asked = askedFor(spans, begins, window);
    return asked === undefined ? [] : [{ window, ...asked }];
  });

const always: Span = { from: -Infinity, to: Infinity };

/** The span of all records that they look at. */
export const rowsOf = (asked: readonly AskedWindow[]): Span => ({
  from: Math.min(...asked.map(({ rows }) => rows.from)),
  to: Math.max(...asked.map(({ rows }) => rows.to)),
});

/** What fires over records that were made ready. */
export async function* askPiece(
  asked: readonly AskedWindow[],
  { table, listed: contacts }: Records,
  parts: AskParts,
): AsyncGenerator<Asked> {
  const isAsked = asked.some(({ window }) => window.listed);
  await using listed = isAsked ? await stageListed(contacts, parts.lake) : nothingListed;
  const worthwhile = await worthAsking(
    asked.map(({ window }) => window),
    { table, since: Math.min(...asked.map(({ cells }) => cells.from)) },
    parts.lake,
  );
  for (const { window, ...one } of asked) {
    const tables = window.listed ? { table, listed: listed.name } : { table };
    const isVain = window.listed ? listed.found === 0 : !worthwhile.has(window);
    yield { window, cells: one.cells, alerts: isVain ? [] : await alertsOf(window, tables, one, parts) };
  }
}

const nothingListed: Listed = { name: '', found: 0, [Symbol.asyncDispose]: () => Promise.resolve() };

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
