import { valuesAt } from './values-at.ts';

/** A list in an event may be long; a command that names more than this is not for pasting. */
const mostValues = 20;

/**
 * Fills the `{{path}}` places of a response command from an event's fields, for a POSIX shell.
 *
 * INVARIANT: what stands in an event never becomes a command. An attacker chooses names, tags and user
 * agents, so each value becomes one literal word (or part of the word around it), whatever quotes the
 * template has open. A list becomes one word an item. Control and direction characters, which a terminal
 * would act on while the command is pasted, become U+FFFD.
 *
 * A place may name several paths, `{{one|other}}`: the first that has a value counts. A value that is missing, or that
 * the AWS CLI itself would read as an option or as a file to load (`-x`, `file://x`), becomes the visible place
 * `<path>`; `lacking` tells which those are.
 */
export function fill(template: string, fields: Readonly<Record<string, unknown>>): string {
  let filled = '';
  let quote: Quote = '';
  let from = 0;
  for (const place of template.matchAll(places)) {
    const literal = template.slice(from, place.index);
    quote = quoteAfter(literal, quote);
    filled += literal + written(place[1] ?? '', fields, quote);
    from = place.index + place[0].length;
  }
  return filled + template.slice(from);
}

/** The paths of a template's places, each once, as they stand between the braces. */
export const placesOf = (template: string): string[] => [
  ...new Set([...template.matchAll(places)].map(([, path = '']) => path)),
];

/** The paths of a template's places that stay empty, each once and as `fill` shows them: the last name of the first path. */
export const lacking = (template: string, fields: Readonly<Record<string, unknown>>): string[] => {
  const paths = placesOf(template).filter((path) => valuesFor(path, fields).length === 0);
  return [...new Set(paths.map(lastName))];
};

const places = /\{\{\s*([^{}]+?)\s*\}\}/g;

type Quote = '' | "'" | '"';

/** Which quote is open at the end of `literal`, when `quote` was open at its start. */
function quoteAfter(literal: string, quote: Quote): Quote {
  let open = quote;
  for (let at = 0; at < literal.length; at++) {
    const letter = literal[at];
    if (letter === '\\' && open !== "'") at++;
    else if (open === '' && (letter === "'" || letter === '"')) open = letter;
    else if (letter === open) open = '';
  }
  return open;
}

function written(path: string, fields: Readonly<Record<string, unknown>>, quote: Quote): string {
  const values = valuesFor(path, fields);
  return (values.length > 0 ? values : [`<${lastName(path)}>`]).map((value) => word(value, quote)).join(' ');
}

/** Of the first path that has values, when all may stand in a command; else none. */
function valuesFor(path: string, fields: Readonly<Record<string, unknown>>): string[] {
  const found = path.split('|').map((one) => valuesAt(fields, one.trim()).slice(0, mostValues).map(visible));
  return found.find((values) => values.length > 0 && !values.some(isReadByCli)) ?? [];
}

/** Control characters, line and paragraph separators, marks that hide or reorder text, and lone surrogates. */
function visible(value: string): string {
  return value.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '\ufffd');
}

function isReadByCli(value: string): boolean {
  return value === '' || /^(?:-|fileb?:)/i.test(value);
}

function lastName(path: string): string {
  return path.split('|')[0]?.trim().split('.').at(-1) ?? path;
}

/** `value` as a literal, where the quote `quote` is open and must be open again afterwards. */
function word(value: string, quote: Quote): string {
  if (quote === "'") return value.replaceAll("'", `'\\''`);
  if (/^[A-Za-z0-9_./:@%+=,-]+$/.test(value)) return value;
  const literal = `'${value.replaceAll("'", `'\\''`)}'`;
  return quote === '"' ? `"${literal}"` : literal;
}
