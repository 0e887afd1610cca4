import { parsedJson } from '#kernel';
import { entryOf } from '../entry.ts';
import type { ListFormat } from '../list-format.ts';

/**
 * Any JSON: the addresses, ranges and domains among its texts, wherever they stand, also with a port after them
 * (`[2001:db8::1]:9001`). Names of properties do not count.
 */
const json: ListFormat = {
  name: 'JSON',
  *entries(text) {
    for (const value of textsIn(parsedJson(text))) {
      const entry = entryOf(value) ?? entryOf(withoutPort(value));
      if (entry !== undefined) yield entry;
    }
  },
};

export default json;

/** Goes through what it finds one after the other, so that no depth is too much. */
function* textsIn(value: unknown): Generator<string> {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one === 'string') yield one;
    else if (typeof one === 'object' && one !== null) for (const inner of Object.values(one)) open.push(inner);
  }
}

const withoutPort = (text: string): string =>
  text.replace(/^\[([^\]]*)\](:\d+)?$/, '$1').replace(/^([^:]+):\d+$/, '$1');
