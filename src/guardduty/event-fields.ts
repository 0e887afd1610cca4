import { isJsonObject } from '#kernel';

/** An event as its log wrote it. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value at a path such as `userIdentity.sessionContext.sessionIssuer.arn`; positions in lists count from 0. */
export function valueAt(fields: Fields, path: string): unknown {
  let value: unknown = fields;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

/** The first of these paths that holds something, as text; logs write `-` for nothing. */
export function textAt(fields: Fields, ...paths: readonly string[]): string {
  for (const path of paths) {
    const value = valueAt(fields, path);
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    if (typeof text === 'string' && text !== '' && text !== '-') return text;
  }
  return '';
}

/** The whole number at the first of the paths that holds something; undefined where it is none. */
export function numberAt(fields: Fields, ...paths: readonly string[]): number | undefined {
  const text = textAt(fields, ...paths);
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** The objects in a list of an event; nothing where there is no list. */
export function objectsAt(fields: Fields, path: string): Fields[] {
  const value = valueAt(fields, path);
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** The texts in a list of an event; nothing where there is no list. */
export function textsAt(fields: Fields, path: string): string[] {
  const value = valueAt(fields, path);
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
