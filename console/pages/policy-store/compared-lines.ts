interface ComparedLine {
  readonly mark: '+' | '-' | ' ';
  readonly text: string;
}

/** Longer texts are shown one after the other: comparing takes the square of their length. */
const most = 1_500;

/** Two texts line by line: what both have, what only the first has, what only the second has. */
export function comparedLines(before: string, after: string): ComparedLine[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  if (old.length > most || fresh.length > most) return [...marked('-', old), ...marked('+', fresh)];
  return walked(old, fresh, commonLengths(old, fresh));
}

/** Goes through both texts; where they differ, by the way on which more lines are in common. */
function walked(
  old: readonly string[],
  fresh: readonly string[],
  common: readonly (readonly number[])[],
): ComparedLine[] {
  const lines: ComparedLine[] = [];
  let [left, right] = [0, 0];
  while (left < old.length && right < fresh.length) {
    const mark = markAt(
      old[left] === fresh[right],
      inCommon(common, left + 1, right) >= inCommon(common, left, right + 1),
    );
    lines.push({ mark, text: (mark === '+' ? fresh[right] : old[left]) ?? '' });
    if (mark !== '+') left += 1;
    if (mark !== '-') right += 1;
  }
  return [...lines, ...marked('-', old.slice(left)), ...marked('+', fresh.slice(right))];
}

const markAt = (same: boolean, drop: boolean): ComparedLine['mark'] => (same ? ' ' : drop ? '-' : '+');

const inCommon = (common: readonly (readonly number[])[], left: number, right: number): number =>
  common[left]?.[right] ?? 0;

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));
const marked = (mark: '+' | '-', lines: readonly string[]): ComparedLine[] => lines.map((text) => ({ mark, text }));

/** How many lines the rests of both texts have in common, from each pair of places on. */
function commonLengths(old: readonly string[], fresh: readonly string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => Array.from({ length: fresh.length + 1 }, () => 0));
  for (let left = old.length - 1; left >= 0; left -= 1)
    for (let right = fresh.length - 1; right >= 0; right -= 1) {
      const row = lengths[left] ?? [];
      row[right] =
        old[left] === fresh[right]
          ? (lengths[left + 1]?.[right + 1] ?? 0) + 1
          : Math.max(lengths[left + 1]?.[right] ?? 0, row[right + 1] ?? 0);
    }
  return lengths;
}
