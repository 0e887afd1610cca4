import type { Found } from '#detect';
import { visible } from '../visible.ts';
import { answersOf } from './answers-of.ts';
import type { Printing } from './index.ts';

/** One finding a line, with its answers and newest events: for other programs. */
export async function printJsonLines(found: readonly Found[], { library, terminal }: Printing): Promise<void> {
  for (const one of found)
    terminal.out(visible(JSON.stringify({ ...one.finding, answers: await answersOf(one, library) })));
}
