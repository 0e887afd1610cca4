/** A text with wildcards: literal pieces between `*` (any number of characters) and `?` (exactly one). */
export type Pattern = readonly Piece[];
export type Piece = { readonly literal: string } | '*' | '?';

/**
 * Reads Sigma's notation: `*` and `?` are wildcards, a backslash before a wildcard or a backslash takes its
 * meaning away, and a backslash before anything else is a backslash.
 */
export function patternOf(text: string): Pattern {
  const pieces: Piece[] = [];
  let literal = '';
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\' && /[\\*?]/.test(text.charAt(at + 1))) literal += text.charAt(++at);
    else if (character === '*' || character === '?') {
      pieces.push({ literal }, character);
      literal = '';
    } else literal += character;
  }
  return tidy([...pieces, { literal }]);
}

/** The pattern of a text in which nothing is a wildcard. */
export const literally = (text: string): Pattern => tidy([{ literal: text }]);

/** The text itself when the pattern has no wildcard. */
export function exactText(pattern: Pattern): string | undefined {
  if (pattern.length === 0) return '';
  const [only] = pattern;
  return pattern.length === 1 && typeof only === 'object' ? only.literal : undefined;
}

/** The longest literal piece: what every matching text must hold somewhere. */
export function longestLiteral(pattern: Pattern): string {
  const literals = pattern.map((piece) => (typeof piece === 'object' ? piece.literal : ''));
  return literals.reduce((longest, literal) => (literal.length > longest.length ? literal : longest), '');
}

/** The pattern with `change` done to its literal pieces. */
export const mapLiterals = (pattern: Pattern, change: (literal: string) => string): Pattern =>
  pattern.map((piece) => (typeof piece === 'object' ? { literal: change(piece.literal) } : piece));

/** The pattern within others: `within('*', pattern, '*')` is found anywhere. */
export const within = (before: Piece | '', pattern: Pattern, after: Piece | ''): Pattern =>
  tidy([before === '' ? { literal: '' } : before, ...pattern, after === '' ? { literal: '' } : after]);

/** Joins literals and drops empty ones and doubled stars, so that equal patterns look equal. */
function tidy(pieces: readonly Piece[]): Pattern {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (typeof piece !== 'object') {
      if (piece !== '*' || last !== '*') out.push(piece);
    } else if (piece.literal !== '') {
      if (typeof last === 'object') out[out.length - 1] = { literal: last.literal + piece.literal };
      else out.push(piece);
    }
  }
  return out;
}
