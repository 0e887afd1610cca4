import type { Lake, LakeTable } from '#lake';
import { hostNames, keepNames } from './host-names.ts';
import { memoryOfDays } from './machine-days.ts';
import { keepPorts, machinePorts } from './machine-ports.ts';
import { keepTalks, machineTalks } from './machine-talks.ts';
import { keptSheetNames, type EventSheetName, type KeptSheetName, type SheetName, type Span } from './sheet.ts';
import type { Window } from './window.ts';

const day = 86_400_000;

/** What is kept of each hour of events, so that whoever looks at days need not read the events again. */
interface Kept {
  /** The sheet of events that it is made of. */
  readonly of: EventSheetName;
  readonly table: LakeTable;
  /** Makes it for the whole hours of a piece, of which `records` is a table. */
  readonly keep: (records: string, piece: Span, lake: Lake) => Promise<void>;
  /** Milliseconds that its sheet looks back by itself. */
  readonly memory: number;
}

/** By the sheet that is made of it. */
export const kept: Readonly<Record<KeptSheetName, Kept>> = {
  days: { of: 'flows', table: machinePorts, keep: keepPorts, memory: memoryOfDays * day },
  talks: { of: 'flows', table: machineTalks, keep: keepTalks, memory: 0 },
  names: { of: 'queries', table: hostNames, keep: keepNames, memory: 0 },
};

const isKept = (name: SheetName): name is KeptSheetName => Object.hasOwn(kept, name);

/** How long before itself a window looks, in milliseconds. */
export const memoryOf = ({ reads, memorySeconds }: Window): number =>
  Math.max(memorySeconds * 1000, isKept(reads) ? kept[reads].memory : 0);

/** Keeps of the events of whole hours what is looked at over days. */
export async function keepOf(name: SheetName, records: string, piece: Span, lake: Lake): Promise<void> {
  for (const { of, keep } of keptSheetNames.map((sheet) => kept[sheet]))
    if (of === name) await keep(records, piece, lake);
}
