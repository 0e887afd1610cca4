import { entryOf } from '../entry.ts';
import { cellsOf, linesOf } from '../lines.ts';
import type { ListFormat } from '../list-format.ts';

/** An export of Open Threat Exchange: `Indicator type,Indicator,Description`. Hashes, URLs and the like are passed over. */
const otxCsv: ListFormat = {
  name: 'OTX_CSV',
  *entries(text) {
    for (const line of linesOf(text)) {
      const [type = '', indicator = '', description = ''] = cellsOf(line);
      const entry = kinds.has(type.toLowerCase()) ? entryOf(indicator, description) : undefined;
      if (entry !== undefined) yield entry;
    }
  },
};

export default otxCsv;

const kinds = new Set(['ipv4', 'ipv6', 'cidr', 'domain', 'hostname']);
