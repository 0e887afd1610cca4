import type { Language, Progress, Step } from '#kernel';
import type { Terminal } from './context.ts';
import { cut } from './table.ts';
import { visibleLines } from './visible.ts';

interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Columns of a terminal that does not say how many it has. */
const usual = 100;
const quiet = 1000;
const pace = 200;

/** What it is made of beside the two streams: the milliseconds of a clock that nobody sets, and whom it speaks to. */
interface Manner {
  readonly now: () => number;
  readonly language: Language;
}

/** A terminal over two streams. Messages are made safe here, findings where they are printed. Progress is drawn on the second, after a second of work, and never into a pipe. */
export function openTerminal(out: Stream, err: Stream, manner: Manner): Terminal {
  const progress =
    err.isTTY === true ? drawnProgress(err, manner) : { report: () => undefined, clear: () => undefined };
  return {
    out: (text) => {
      progress.clear();
      out.write(`${text}\n`);
    },
    err: (text) => {
      progress.clear();
      err.write(`${visibleLines(text)}\n`);
    },
    progress,
    interactive: out.isTTY === true,
    columns: columnsOf(out) ?? (out.isTTY === true ? usual : Number.POSITIVE_INFINITY),
  };
}

/** How many columns a stream says that it has. A terminal that nobody has told its size, as in a container, says 0. */
const columnsOf = ({ columns = 0 }: Stream): number | undefined => (columns > 0 ? columns : undefined);

function drawnProgress(err: Stream, { now, language }: Manner): Progress & { clear(): void } {
  let what = '';
  let started = 0;
  let drawn = 0;
  return {
    report(step) {
      const at = now();
      if (step.what.en !== what) [what, started] = [step.what.en, at];
      if (at - started < quiet || at - drawn < pace) return;
      drawn = at;
      err.write(`\r\u001b[K${cut(lineOf(step, (at - started) / 1000, language), (columnsOf(err) ?? usual) - 1)}`);
    },
    clear() {
      if (drawn > 0) err.write('\r\u001b[K');
      drawn = 0;
    },
  };
}

/** One line of progress: what, how much of how much, how fast. */
export function lineOf({ what, done, total, unit }: Step, seconds: number, language: Language): string {
  const named = (value: number): string => amount(value, unit, language);
  const rate = seconds > 0 ? `, ${named(done / seconds)}/s` : '';
  if (total === undefined) return `${what[language]}: ${named(done)}${rate}`;
  const share = total === 0 ? 100 : Math.floor((done / total) * 100);
  const of = language === 'ja' ? '/' : 'of';
  return `${what[language]}: ${share} %, ${named(done)} ${of} ${named(total)}${rate}`;
}

function amount(value: number, unit: string, language: Language): string {
  if (unit === 'bytes') return `${(value / 1_000_000).toFixed(1)} MB`;
  return `${Math.round(value).toLocaleString('en')} ${language === 'ja' ? (units[unit] ?? unit) : unit}`;
}

const units: Readonly<Record<string, string>> = { files: 'ファイル' };
