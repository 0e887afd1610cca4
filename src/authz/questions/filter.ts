/**
 * What an unknown resource (or principal) must be like, for a database to search by. Every part is true or false, never
 * undefined: where an attribute may be missing, `present` stands beside what is asked of it.
 */
export type Filter =
  | { readonly always: boolean }
  | { readonly all: readonly Filter[] }
  | { readonly any: readonly Filter[] }
  | { readonly not: Filter }
  | { readonly present: Path }
  | { readonly empty: Path }
  | { readonly compare: Comparison; readonly left: Term; readonly right: Term };

/** `in`: an entity is another or a descendant of it; `contains`: of a set; `like`: `*` stands for any text, `\*` for itself. */
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'like' | 'contains';

/**
 * An attribute of the unknown by its names, `[]` for the entity itself, with the type of entity that it holds if it
 * holds one; or a value in Cedar's JSON form.
 */
export type Term = { readonly attribute: Path; readonly entity?: string } | { readonly value: unknown };
export type Path = readonly string[];

export function allOf(parts: readonly Filter[]): Filter {
  const rest = parts.flatMap((part) => ('all' in part ? part.all : [part])).filter((part) => !isAlways(part, true));
  if (rest.some((part) => isAlways(part, false))) return { always: false };
  const [only = { always: true }] = rest;
  return rest.length < 2 ? only : { all: rest };
}

export function anyOf(parts: readonly Filter[]): Filter {
  const rest = parts.flatMap((part) => ('any' in part ? part.any : [part])).filter((part) => !isAlways(part, false));
  if (rest.some((part) => isAlways(part, true))) return { always: true };
  const [only = { always: false }] = rest;
  return rest.length < 2 ? only : { any: rest };
}

export const notOf = (part: Filter): Filter => ('always' in part ? { always: !part.always } : { not: part });

const isAlways = (part: Filter, is: boolean): boolean => 'always' in part && part.always === is;
