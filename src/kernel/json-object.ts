/** An object of a JSON value whose fields nobody has checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for what JSON writes in braces: neither null nor a list. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
