import { NormalizedSchema } from '@smithy/core/schema';
import { z } from 'zod';
import type { Shape } from './schemas.ts';

export const namespace = 'com.example';

/** A structure as client packages describe it: each member is a schema, or a schema with traits; the first so many are required. */
export const structure = (name: string, members: Readonly<Record<string, unknown>>, required = 0): unknown => [
  3,
  namespace,
  name,
  0,
  Object.keys(members),
  Object.values(members),
  required,
];

/** The shape of such a structure. */
export const madeShape = (members: Readonly<Record<string, unknown>>): Shape =>
  NormalizedSchema.of(z.custom<Parameters<typeof NormalizedSchema.of>[0]>().parse(structure('Made', members)));
