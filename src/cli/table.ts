import { visible } from './visible.ts';

/** Rows as lines with aligned columns, cut to `width` characters. Control characters of hostile logs are shown, not obeyed. */
export function tableOf(header: readonly string[], rows: readonly (readonly string[])[], width: number): string[] {
  const clean = rows.map((row) => row.map(visible));
  const names = header.map(visible);
  const wanted = names.map((name, index) =>
    Math.min(60, Math.max(wide(name), ...clean.slice(0, 1000).map((row) => wide(row[index] ?? '')))),
  );
  const widths = fitting(wanted, width - gap.length * (names.length - 1));
  const line = (row: readonly string[]): string =>
    cut(
      row
        .map((cell, index) => pad(cell, widths[index] ?? 0))
        .join(gap)
        .trimEnd(),
      width,
    );
  return [line(names), cut(widths.map((size) => '-'.repeat(size)).join(gap), width), ...clean.map(line)];
}

const gap = '  ';

/** Widths that have room together: the widest columns give way, alike, so that every column is seen. */
function fitting(wanted: readonly number[], room: number): readonly number[] {
  const least = 4; // narrower, no column says anything: then the last ones are cut off
  let most = Math.max(...wanted);
  const taken = (): number => wanted.reduce((sum, size) => sum + Math.min(size, most), 0);
  while (most > least && taken() > room) most--;
  return wanted.map((size) => Math.min(size, most));
}

/** What takes two columns: East Asian letters, also the rare ones of names, and pictures. Source: Unicode, East Asian Width. */
const twoColumns =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns that a text takes in a terminal. */
export function wide(text: string): number {
  let columns = 0;
  for (const character of text) columns += twoColumns.test(character) ? 2 : 1;
  return columns;
}

/** A text, cut to so many columns. */
export function cut(text: string, width: number): string {
  if (wide(text) <= width) return text;
  let shown = '';
  for (const character of text) {
    if (wide(shown) + wide(character) > width - 1) break;
    shown += character;
  }
  return `${shown}…`;
}

const pad = (text: string, size: number): string => {
  const short = cut(text, size);
  return short + ' '.repeat(Math.max(0, size - wide(short)));
};
