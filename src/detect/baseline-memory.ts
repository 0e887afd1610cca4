import { Gathered, materialOf, type Beside, type CallColumns, type Material } from '#baselines';
import type { Alert } from '#findings';
import { ownJson } from '#kernel';
import type { Cell, Event } from '#sources';
import { alertsOf, answersOf } from './baseline-alerts.ts';
import type { RuleBook } from './book.ts';
import type { Delivered } from './detector.ts';
import { KeptTexts } from './kept-texts.ts';

/** Events that are kept as evidence stay in memory up to this, in bytes as their log wrote them. */
const mostInMemory = 200_000_000;

/**
 * Baselines over the events of one reading, without a lake: what each caller did in each hour is counted, and of each
 * way of doing a few events are kept.
 */
export class BaselineMemory implements Disposable {
  private readonly gathered = new Gathered();
  private readonly events = new Map<string, Delivered>();
  private readonly book: RuleBook;
  private readonly beside: Beside;
  private readonly texts: KeptTexts;
  private made: Material | undefined;

  constructor(book: RuleBook, beside: Beside, most = mostInMemory) {
    this.book = book;
    this.beside = beside;
    this.texts = new KeptTexts(most);
  }

  /** True for a source whose events are wanted whether or not a rule matches them. */
  wants(source: string): boolean {
    return source === 'cloudtrail' && this.book.baselines.length > 0;
  }

  take(batch: readonly Delivered[]): void {
    for (const delivered of batch) if (this.wants(delivered.event.source)) this.takeCall(delivered);
  }

  /** What the callers of everything that was taken do; made once, after the last event. */
  material(): Material {
    this.made ??= materialOf(this.gathered.all(), this.beside);
    return this.made;
  }

  /** What does not fit among everything that was taken. */
  alerts(): Alert[] {
    const material = this.material();
    if (material.behaviours.length === 0) return [];
    const whole = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
    return (['calls', 'sightings'] as const).flatMap((at) =>
      [...answersOf(this.book, at, material, whole)].flatMap((answer) => alertsOf(answer, this.events)),
    );
  }

  private takeCall(delivered: Delivered): void {
    const { event } = delivered;
    if (event.id === '' || this.events.has(event.id)) return;
    const call = callColumns(event);
    if (this.gathered.add(call)) this.keep(delivered, call.text('raw'));
  }

  /** Fields are read back when they are asked for: as objects they take several times the room of their text. */
  private keep(delivered: Delivered, raw: string): void {
    this.events.set(delivered.event.id, { ...delivered, event: lean(delivered.event, this.texts.put(raw)) });
  }

  [Symbol.dispose](): void {
    this.texts[Symbol.dispose]();
  }
}

/** A call as baselines read it. */
export const callColumns = ({ time, id, columns }: Event): CallColumns => ({
  time,
  key: id,
  text: (column) => textOf(columns[column]),
  reads: columns['read_only'] === true,
});

const textOf = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '');

function lean({ columns, fields: _fields, ...event }: Event, raw: () => string): Event {
  return {
    ...event,
    columns: { access_key: columns['access_key'] ?? '' },
    get fields(): Readonly<Record<string, unknown>> {
      return ownJson(raw());
    },
  };
}
