import type { Progress, Step } from '#kernel';
import type { Terminal } from './context.ts';
import { visibleLines } from './visible.ts';

interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const quiet = 1000;
const pace = 200;

/** A terminal over two streams. Messages are made safe here, findings where they are printed. Progress is drawn on the second, after a second of work, and never into a pipe. */
export function openTerminal(out: Stream, err: Stream, now: () => number): Terminal {
  const progress = err.isTTY === true ? drawnProgress(err, now) : { report: () => undefined, clear: () => undefined };
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
    columns: out.columns ?? (out.isTTY === true ? 100 : Number.POSITIVE_INFINITY),
  };
}

function drawnProgress(err: Stream, now: () => number): Progress & { clear(): void } {
  let what = '';
  let started = 0;
  let drawn = 0;
  return {
    report(step) {
      const at = now();
      if (step.what.en !== what) [what, started] = [step.what.en, at];
      if (at - started < quiet || at - drawn < pace) return;
      drawn = at;
      err.write(`\r\u001b[K${lineOf(step, (at - started) / 1000).slice(0, (err.columns ?? 100) - 1)}`);
    },
    clear() {
      if (drawn > 0) err.write('\r\u001b[K');
      drawn = 0;
    },
  };
}

/** One line of progress: what, how much of how much, how fast. */
export function lineOf(step: Step, seconds: number): string {
  const rate = seconds > 0 ? `, ${amount(step.done / seconds, step.unit)}/s` : '';
  if (step.total === undefined) return `${step.what.en}: ${amount(step.done, step.unit)}${rate}`;
  const share = step.total === 0 ? 100 : Math.floor((step.done / step.total) * 100);
  return `${step.what.en}: ${share} %, ${amount(step.done, step.unit)} of ${amount(step.total, step.unit)}${rate}`;
}

function amount(value: number, unit: string): string {
  if (unit === 'bytes') return `${(value / 1_000_000).toFixed(1)} MB`;
  return `${Math.round(value).toLocaleString('en')} ${unit}`;
}
