/** The texts at a path of a record, told naively: keys with dots and nested ones alike. */
export function cellsOf(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (key === path) return textsOf(inner);
    return path.startsWith(`${key}.`) ? cellsOf(inner, path.slice(key.length + 1)) : [];
  });
}

const textsOf = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'boolean' ? [String(value)] : [];
