import type { Pattern } from './expression.ts';

/**
 * Whether a text matches a pattern. Its pieces are found from left to right, each as early as possible, so that no
 * text takes longer than its length times that of the pattern. Pieces are well-formed, so UTF-16 finds code points.
 */
export function matcher(pattern: Pattern): (text: string) => boolean {
  const [first = '', ...rest] = pattern;
  const last = rest.pop();
  if (last === undefined) return (text) => text === first;
  const between = rest.filter((piece) => piece !== '');
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    const end = text.length - last.length;
    let place = first.length;
    for (const piece of between) {
      const found = text.indexOf(piece, place);
      if (found < 0 || found + piece.length > end) return false;
      place = found + piece.length;
    }
    return true;
  };
}
