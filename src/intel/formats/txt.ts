import { entryOf } from '../entry.ts';
import { linesOf } from '../lines.ts';
import type { ListFormat } from '../list-format.ts';

/** One address, range or domain a line. What follows a `#` is a remark. */
const txt: ListFormat = {
  name: 'TXT',
  *entries(text) {
    for (const line of linesOf(text)) {
      const entry = entryOf(line.replace(/[#;].*$/, ''));
      if (entry !== undefined) yield entry;
    }
  },
};

export default txt;
