/**
 * The scalar values at a dotted path of an event, as text. A list on the way stands for each of its items,
 * as in Sigma; a number as a step picks one item. Objects have no text and are left out.
 */
export function valuesAt(fields: unknown, path: string): string[] {
  return walk(fields, path.split('.'))
    .flatMap((found): readonly unknown[] => (Array.isArray(found) ? found : [found]))
    .flatMap(textOf);
}

function walk(found: unknown, steps: readonly string[]): unknown[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [found];
  if (Array.isArray(found) && !/^\d+$/.test(step)) return found.flatMap((item: unknown) => walk(item, steps));
  if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return [];
  return walk(Object.entries(found).find(([name]) => name === step)?.[1], rest);
}

function textOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? [String(value)] : [];
}
