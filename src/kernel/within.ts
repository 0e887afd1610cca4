import { Fault } from './fault.ts';
import type { Text } from './text.ts';

/** The result of `work`, or the Fault `TooSlow` with `sentence` when it is not there after `seconds`. */
export function within<T>(seconds: number, sentence: string | Text, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Fault('TooSlow', sentence)), seconds * 1000);
    const end = (): void => clearTimeout(timer);
    work.then(end, end);
    work.then(resolve, reject);
  });
}
