import { keepOccurrences, type Alert, type Claim } from '#findings';
import { Fault } from '#kernel';
import type { Lake, PackedRows } from '#lake';
import type { TableName } from '#sources';
import type { Delivered } from './detector.ts';
import type { Judge } from './judge.ts';
import { learnMachines } from './machines.ts';
import { askAll } from './ask-all.ts';
import type { Span } from './sheet.ts';
import { mayFire } from './may-fire.ts';
import { tableOf } from './window-rows.ts';
import { eventTables, rowOf, scratchTables } from './window-tables.ts';

const mostRows = 50_000;

/** So many events wait in memory for one that matters. */
const mostHeld = 2000;

/**
 * What windows read of one reading, in a lake that lasts as long. It is opened when the first event comes for which a
 * window could fire, or when too many wait for it: to open it takes longer than to judge a small file. Where there is no
 * engine to open one, windows are not asked.
 */
export class Scratch {
  private readonly judge: Judge;
  private readonly open: () => Promise<Lake | undefined>;
  private readonly wanted: ReadonlySet<TableName>;
  private readonly packed = new Map<TableName, PackedRows>();
  private readonly held: Delivered[] = [];
  private lake: Promise<Lake | undefined> | undefined;
  private span: Span | undefined;

  constructor(judge: Judge, open: () => Promise<Lake | undefined>) {
    this.judge = judge;
    this.open = open;
    this.wanted = new Set(judge.book.windows.map(tableOf));
  }

  /** True for a source whose events a window reads: they are wanted whether or not a rule matches them. */
  wants(source: string): boolean {
    return this.judge.sources.some(({ name, table }) => name === source && this.wanted.has(table));
  }

  async take(batch: readonly Delivered[]): Promise<void> {
    const read = batch.filter(({ event }) => this.wanted.has(event.table));
    this.held.push(...read);
    if (read.length === 0 || !(await this.isWorthOpening(read))) return;
    const own = this.held.splice(0);
    if ((await this.opened()) === undefined) return;
    for (const delivered of own) await this.pack(delivered);
    for (const [table, rows] of this.packed) if (rows.length >= mostRows) await this.put(table, rows);
  }

  /** What fires over everything that was taken; `claims` is what single events showed. */
  async *alerts(claims: readonly Claim[]): AsyncGenerator<Alert> {
    const lake = await this.lake;
    if (lake === undefined || this.span === undefined) return;
    for (const [table, rows] of this.packed) await this.put(table, rows);
    await keepOccurrences(claims, lake);
    await learnMachines(this.span, lake);
    for await (const { alerts } of askAll([this.span], { lake, judge: this.judge })) {
      await keepOccurrences(
        alerts.flatMap((alert) => alert.claims),
        lake,
      );
      yield* alerts;
    }
  }

  private async isWorthOpening(latest: readonly Delivered[]): Promise<boolean> {
    if (this.lake !== undefined || this.held.length > mostHeld) return true;
    return mayFire(latest, this.judge.book.windows);
  }

  private async pack(delivered: Delivered): Promise<void> {
    const { table, time } = delivered.event;
    const rows = this.packed.get(table) ?? (await emptyRows(table));
    this.packed.set(table, rows);
    try {
      rows.add(rowOf(delivered));
    } catch (error) {
      if (error instanceof Fault) return; // a value that no table can hold: single events were judged all the same
      throw error;
    }
    this.span = { from: Math.min(this.span?.from ?? time, time), to: Math.max(this.span?.to ?? time, time) };
  }

  private opened(): Promise<Lake | undefined> {
    this.lake ??= this.open().then(async (lake) => {
      await lake?.migrate(scratchTables);
      return lake;
    });
    return this.lake;
  }

  private async put(table: TableName, rows: PackedRows): Promise<void> {
    this.packed.delete(table);
    await (await this.lake)?.append(eventTables[table], rows);
  }
}

/** Loaded when the first row comes: whoever reads no such log need not wait for the engine's client. */
async function emptyRows(table: TableName): Promise<PackedRows> {
  const { PackedRows } = await import('#lake');
  return new PackedRows(eventTables[table]);
}
