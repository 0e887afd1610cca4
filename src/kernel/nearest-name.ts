/** The name that was probably meant: the nearest that at most a third of the letters lie away; nothing when none does. */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  let [nearest, least]: [string | undefined, number] = [undefined, Math.floor(written.length / 3) + 1];
  for (const name of names) {
    const distance =
      Math.abs(name.length - written.length) < least ? edits(written.toLowerCase(), name.toLowerCase()) : least;
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}

/**
 * How many letters must be added, left out or replaced to come from one text to another: row by row of the table of
 * their beginnings. Source: Wagner and Fischer, "The String-to-String Correction Problem" (1974).
 */
function edits(from: string, to: string): number {
  let last = Array.from({ length: to.length + 1 }, (_, length) => length);
  for (let row = 0; row < from.length; row++) {
    const now = [row + 1];
    for (let column = 0; column < to.length; column++) {
      const replaced = (last[column] ?? 0) + (from[row] === to[column] ? 0 : 1);
      now.push(Math.min(replaced, (last[column + 1] ?? 0) + 1, (now[column] ?? 0) + 1));
    }
    last = now;
  }
  return last.at(-1) ?? 0;
}
