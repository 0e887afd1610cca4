import type { PolicyItem } from '../../policy-operations.ts';

/** The names of a schema, for completion. */
export const schemaWords = (items: readonly PolicyItem[]): string[] =>
  [...new Set([...schemaText(items).matchAll(/"([A-Za-z]\w*)"\s*:/g)].map(([, name]) => name ?? ''))].slice(0, 500);

/** The types of entities that a schema names, as Cedar writes them: `Shop::User`. None where there is no schema. */
export function entityTypes(items: readonly PolicyItem[]): string[] {
  return Object.entries(membersOf(parsedSchema(items)))
    .flatMap(([namespace, holds]) =>
      Object.keys(membersOf(membersOf(holds)['entityTypes'])).map((name) =>
        namespace === '' ? name : `${namespace}::${name}`,
      ),
    )
    .toSorted();
}

const schemaText = (items: readonly PolicyItem[]): string => items.find(({ kind }) => kind === 'schema')?.text ?? '';

/** The schema as JSON has it. Undefined where there is none. */
export function parsedSchema(items: readonly PolicyItem[]): unknown {
  try {
    return JSON.parse(schemaText(items));
  } catch {
    return undefined; // there is no schema
  }
}

export const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
