import { Fault, type Text } from '#kernel';
import type { OldEvents } from './old-events.ts';
import type { Refusal } from './refusal.ts';
import { textFor, troubleWith } from './refusal.ts';

/** What an import did. Times are milliseconds since 1970 in UTC. */
export interface ImportReport {
  readonly filesRead: number;
  /** Files that were read before and changed nothing. */
  readonly filesSkipped: number;
  /** Files of which nothing could be taken. */
  readonly filesRefused: number;
  /** Files that are no logs by their place, such as digests. */
  readonly filesPassedOver: number;
  /** Events read, by source; those that were in the lake already count too. */
  readonly events: Readonly<Record<string, number>>;
  /** Events that were not in the lake before. */
  readonly added: number;
  /** Records that could not be read and are in quarantine. */
  readonly refused: number;
  /** First and last time of the events; undefined without events. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** What was older than is kept when it came, by table. */
  readonly old: readonly OldEvents[];
  readonly seconds: number;
  /** What went wrong, each in one sentence with file, line and remedy; the first few hundred. */
  readonly problems: readonly Text[];
  /** What is worth saying and is no problem. */
  readonly notes: readonly string[];
}

const mostSentences = 200;

/** Letters from which on a remedy is told once. */
const longRemedy = 200;

const asBefore: Text = {
  en: 'Check that it is a log which Yagura reads, and complete',
  ja: 'Yagura が読めるログであることと、途中で切れていないことを確かめてください。',
};

/** Counts what an import does. */
export class Tally {
  readonly problems: Text[] = [];
  readonly notes: string[] = [];
  filesRead = 0;
  filesSkipped = 0;
  filesRefused = 0;
  filesPassedOver = 0;
  added = 0;
  refused = 0;
  private readonly events = new Map<string, number>();
  /** First time of the events of each source. */
  readonly firsts = new Map<string, number>();
  private to = -Infinity;
  private untold = 0;
  private readonly remedies = new Set<string>();
  /** Sentences on refused records that were told, by file and reason. */
  private readonly told = new Map<string, { readonly at: number; readonly text: Text; more: number }>();

  readonly problem = (text: Text): void => {
    if (this.problems.length < mostSentences) this.problems.push(text);
    else this.untold += 1;
  };

  /** Tells what is wrong with a file; anything that is not the file's fault is thrown. */
  trouble(path: string, error: unknown): void {
    if (!(error instanceof Fault) || error.code === 'Unavailable') throw error;
    this.problem(troubleWith(path, error));
  }

  readonly note = (sentence: string): void => {
    if (this.notes.length < mostSentences) this.notes.push(sentence);
  };

  refuse(refused: readonly Refusal[]): void {
    this.refused += refused.length;
    for (const refusal of refused) this.alike(refusal);
  }

  /** A file of which nothing could be taken. What Yagura reads is told in full once: many such files come together. */
  unknown(refusal: Refusal): void {
    const isLong = refusal.remedy.en.length > longRemedy;
    const remedy = isLong && this.remedies.has(refusal.remedy.en) ? asBefore : refusal.remedy;
    this.remedies.add(refusal.remedy.en);
    this.problem(textFor({ ...refusal, remedy }));
  }

  // One damaged file has thousands of broken records; it must not hide what other files have.
  private alike(refusal: Refusal): void {
    const kind = `${refusal.path}\n${refusal.reason.en.replaceAll(/\d+/g, '#')}`;
    const told = this.told.get(kind);
    if (told === undefined) {
      const at = this.problems.length;
      const text = textFor(refusal);
      this.problem(text);
      if (this.problems.length > at) this.told.set(kind, { at, text, more: 0 });
      return;
    }
    told.more += 1;
    this.problems[told.at] = {
      en: `${told.text.en} (And ${told.more} more of this file.)`,
      ja: `${told.text.ja}（このファイルには同様の箇所がほかに ${told.more} 件あります。）`,
    };
  }

  take(source: string, count: number, first: number, last: number): void {
    if (count === 0) return;
    this.events.set(source, (this.events.get(source) ?? 0) + count);
    this.firsts.set(source, Math.min(this.firsts.get(source) ?? Infinity, first));
    this.to = Math.max(this.to, last);
  }

  report(seconds: number, old: readonly OldEvents[]): ImportReport {
    const { filesRead, filesSkipped, filesRefused, filesPassedOver, added, refused, notes } = this;
    return {
      filesRead,
      filesSkipped,
      filesRefused,
      filesPassedOver,
      events: Object.fromEntries(this.events),
      added,
      refused,
      from: this.firsts.size > 0 ? Math.min(...this.firsts.values()) : undefined,
      to: Number.isFinite(this.to) ? this.to : undefined,
      old,
      seconds,
      problems: [...this.problems, ...this.more()],
      notes,
    };
  }

  private more(): Text[] {
    if (this.untold === 0) return [];
    return [
      {
        en: `${this.untold} more of the kind; all refused records are in quarantine.`,
        ja: `同様の問題がほかに ${this.untold} 件あります。読めなかったレコードはすべて隔離してあります。`,
      },
    ];
  }
}
