import { Fault } from './fault.ts';

/** The result of `work`, or the Fault `TooSlow` with `sentence` when it is not there after `seconds`. */
export async function within<T>(seconds: number, sentence: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Fault('TooSlow', sentence)), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
