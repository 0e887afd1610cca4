import type { JsonObject } from '#kernel';
import { nestedTooDeep } from './depth.ts';

export { isJsonObject as isObject, type JsonObject } from '#kernel';

export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** What lies at a path of keys and list indices; undefined where the path ends early. Own fields alone count. */
export function at(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const key of path) {
    if (!isContainer(here) || !Object.hasOwn(here, key)) return undefined;
    here = here[key];
  }
  return here;
}

/** Lists count as objects whose keys are their indices. */
const isContainer = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

/** Text of a value: a text as it is, a number or truth value in its usual form, and '' for everything else. */
export function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : '';
}

/** The first of some texts that is not empty. */
export const firstText = (...values: readonly unknown[]): string => {
  for (const value of values) if (text(value) !== '') return text(value);
  return '';
};

/** A value as JSON. Throws `BadInput` for one that is nested too deep to be written. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof TypeError) return JSON.stringify(value, digits); // JSON has no bigint; Parquet has
    throw nestedTooDeep(error);
  }
}

const digits = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
