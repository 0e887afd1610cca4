/**
 * Gathers work, and does all of it when `later` comes, `before` first. What arrives in one turn of the event loop is so
 * worked on together, and its replies are sent together.
 * Each piece of work: INVARIANT: never throws.
 */
export function gathering(later: (work: () => void) => unknown, before?: () => void): (work: () => void) => void {
  let waiting: (() => void)[] = [];
  const all = (): void => {
    const gathered = waiting;
    waiting = [];
    before?.();
    for (const work of gathered) work();
  };
  return (work) => {
    if (waiting.push(work) === 1) later(all);
  };
}
