import { z } from 'zod';
import { Config } from './settings.ts';

/** One setting: where it stands in the file, and what docs/configuration.md says of it. */
export interface Setting {
  readonly path: readonly string[];
  readonly about: string;
  readonly fallback: unknown;
  /** Separated by commas in the environment. */
  readonly list: boolean;
  /** Made of names with values, which the environment cannot say. */
  readonly inFileAlone: boolean;
}

/** Every setting, in the order of the configuration object. */
export function settings(): Setting[] {
  return Object.entries(Config.shape).flatMap(([name, schema]) => {
    const bare = schema instanceof z.ZodPrefault ? schema.unwrap() : schema;
    if (!(bare instanceof z.ZodObject)) return [setting([name], bare)];
    return Object.entries(bare.shape).map(([key, inner]: [string, z.core.$ZodType]) => setting([name, key], inner));
  });
}

function setting(path: readonly string[], schema: z.core.$ZodType): Setting {
  const fallback = schema instanceof z.ZodDefault ? schema.def.defaultValue : undefined;
  const about = schema instanceof z.ZodType ? (schema.description ?? '') : '';
  const bare = schema instanceof z.ZodDefault ? schema.unwrap() : schema;
  const isArray = bare instanceof z.ZodArray;
  const inFileAlone = bare instanceof z.ZodRecord || (isArray && bare.element instanceof z.ZodObject);
  return { path, about, fallback, list: isArray && !inFileAlone, inFileAlone };
}
