import { entryOf } from '../entry.ts';
import { cellsOf, linesOf } from '../lines.ts';
import type { ListFormat } from '../list-format.ts';

/** Proofpoint's ET Intelligence lists: `ip, category, score, ...` or `domain, category, score, ...`. */
const proofPoint: ListFormat = {
  name: 'PROOF_POINT',
  *entries(text) {
    for (const line of linesOf(text)) {
      const [indicator = '', category = ''] = cellsOf(line);
      const entry = entryOf(indicator, category);
      if (entry !== undefined) yield entry;
    }
  },
};

export default proofPoint;
