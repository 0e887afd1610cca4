import type { Progress } from '#kernel';

const started = performance.now();

/** Says on the terminal what is being done, and since when: what takes minutes says so. */
export function say(what: string): void {
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${what}\n`);
}

/** What the import says, every five seconds. */
export function progressTo(tell: (what: string) => void): Progress {
  let last = 0;
  return {
    report({ what, done, total, unit }) {
      if (performance.now() - last < 5000) return;
      last = performance.now();
      tell(
        `${what.en}: ${done.toLocaleString('en')}${total === undefined ? '' : ` of ${total.toLocaleString('en')}`} ${unit}`,
      );
    },
  };
}
