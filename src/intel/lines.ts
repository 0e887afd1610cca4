/** The lines of a text one after the other, without a copy of all of them; spaces at their ends are removed. */
export function* linesOf(text: string): Generator<string> {
  let from = 0;
  while (from < text.length) {
    const end = text.indexOf('\n', from);
    const line = text.slice(from, end === -1 ? text.length : end).trim();
    if (line !== '') yield line;
    if (end === -1) return;
    from = end + 1;
  }
}

/** The cells of a line of CSV; quoted ones may hold commas and doubled quotes, not the end of a line. */
export function cellsOf(line: string): string[] {
  const cells: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)\s*(?:"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/g))
    cells.push(quoted === undefined ? (plain ?? '').trim() : quoted.replaceAll('""', '"'));
  return cells;
}
