/** Brackets open at once with which the stack of a main thread is no longer certain to be enough for Cedar's library. */
const most = 40;

const token = /"[^"\\]*(?:\\[^][^"\\]*)*"|\/\/[^\n\r]*|[([{]|[)\]}]/g;

/** Whether anything that Cedar's library is given is nested so deeply that it should be asked in a thread of its own. */
export function isDeep(given: unknown): boolean {
  if (typeof given === 'object' && given !== null) return Object.values(given).some(isDeep);
  if (typeof given !== 'string') return false;
  let depth = 0;
  for (const [found] of given.matchAll(token)) {
    if (found === '(' || found === '[' || found === '{') depth += 1;
    else if (found.length === 1) depth -= 1;
    if (depth > most) return true;
  }
  return false;
}
