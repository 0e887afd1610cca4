import { restate } from '#findings';
import { stableId } from '#kernel';
import { askedOf, askPiece, rowsOf } from './ask-windows.ts';
import { contactsOf, daysMet, listedDays } from './contacts.ts';
import { piecesOf } from './hours.ts';
import type { DetectorParts } from './open-detector.ts';
import { eventSheets, type SheetName, type Span } from './sheet.ts';
import { sheets } from './sheets.ts';
import { listsOf, lookUp, stageListed } from './stage-listed.ts';
import type { ListedContact } from './threat-lists.ts';

/** How far back other lists are held against what happened. */
const farthest = 92 * 86_400_000;

/**
 * Holds the lists in force against the days before. It begins with the newest, and looks only at those of which now
 * something else is listed, and there only at the records that speak of it.
 * INVARIANT: afterwards findings are those that an import of all these days would give now. After an end in the middle
 * it is to be done again, which finds the rest to do.
 */
export async function* lookAgain(now: number, parts: DetectorParts): AsyncGenerator<Span> {
  const lists = await listsOf(parts);
  const windows = parts.judge.book.windows.filter(({ listed }) => listed);
  const inForce = stableId(lists.fingerprint, ...windows.map(({ id }) => id).toSorted());
  if (windows.length === 0 || (await toldOf(whole, 'calls', parts)) === inForce) return;
  for (const day of await daysMet(now - farthest, parts.lake)) {
    for (const sheet of eventSheets) await lookAt(sheet, day, parts);
    yield day;
  }
  await tell(whole, 'calls', inForce, parts);
}

/** Stands for all days: what is told of it is told when all are done. */
const whole: Span = { from: 0, to: 0 };

async function lookAt(sheet: SheetName, day: Span, parts: DetectorParts): Promise<void> {
  const contacts = await contactsOf(sheet, day, parts.lake);
  if (contacts.length === 0) return;
  const listed = await lookUp(contacts, parts);
  const windows = parts.judge.book.windows.filter((one) => one.listed && one.reads === sheet);
  const now = stableId(
    ...windows.map(({ id }) => id).toSorted(),
    ...listed.map((one) => JSON.stringify(one)).toSorted(),
  );
  if ((await toldOf(day, sheet, parts)) === now) return;
  for (const piece of await piecesOf(sheets[sheet].table, [day], parts.lake))
    for await (const { window, cells, alerts } of asked({ sheet, piece, listed }, parts))
      await restate(alerts, { rules: [window.id], ...cells }, parts);
  await tell(day, sheet, now, parts);
}

interface Looking {
  readonly sheet: SheetName;
  readonly piece: Span;
  readonly listed: readonly ListedContact[];
}

async function* asked({ sheet, piece, listed }: Looking, parts: DetectorParts) {
  const windows = parts.judge.book.windows.filter((one) => one.listed && one.reads === sheet);
  if (windows.length === 0) return;
  await using names = await stageListed(listed, parts.lake);
  const only = `SELECT value FROM ${names.name}`;
  const all = askedOf(windows, [piece]);
  await using staged = await sheets[sheet].stage(rowsOf(all), { lake: parts.lake, only });
  yield* askPiece(all, { table: staged.name, listed }, parts);
}

async function toldOf({ from }: Span, sheet: SheetName, { lake }: DetectorParts): Promise<string | undefined> {
  const [row] = await lake.rows<{ fingerprint: string }>(
    `SELECT fingerprint FROM listed_days FINAL
     WHERE time = fromUnixTimestamp64Milli({from:Int64}) AND sheet = {sheet:String}`,
    { from, sheet },
  );
  return row?.fingerprint;
}

const tell = ({ from }: Span, sheet: SheetName, fingerprint: string, { lake, clock }: DetectorParts): Promise<void> =>
  lake.append(listedDays, [{ time: from, sheet, fingerprint, version: clock.now().getTime() }]);
