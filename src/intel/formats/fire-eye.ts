import { entryOf } from '../entry.ts';
import { cellsOf, linesOf } from '../lines.ts';
import type { ListFormat } from '../list-format.ts';

/** FireEye iSIGHT's CSV: the first line names the columns; those for addresses, ranges and domains are read. */
const fireEye: ListFormat = {
  name: 'FIRE_EYE',
  *entries(text) {
    let columns: readonly string[] | undefined;
    for (const line of linesOf(text)) {
      const cells = cellsOf(line);
      if (columns === undefined) columns = cells.map((cell) => cell.toLowerCase());
      else yield* entriesOf(cells, columns);
    }
  },
};

export default fireEye;

const indicators = ['ip', 'cidr', 'domain', 'sourceip', 'sourcedomain'];
const threats = ['malwarefamily', 'actor', 'title'];

function* entriesOf(cells: readonly string[], columns: readonly string[]) {
  const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
  const threat = threats.map(cell).find((text) => text !== '') ?? '';
  for (const name of indicators) {
    const entry = cell(name) === '' ? undefined : entryOf(cell(name), threat);
    if (entry !== undefined) yield entry;
  }
}
