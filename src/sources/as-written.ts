import { z } from 'zod';
import { parseExactJson } from '#kernel';

const Fields = z.record(z.string(), z.unknown());

/** The fields of an event that is kept as the JSON that its log wrote; whole numbers beyond 2^53 come as bigints. */
export function asWritten(raw: string): Record<string, unknown> {
  const parsed = Fields.safeParse(parseExactJson(raw));
  return parsed.success ? parsed.data : { raw };
}
