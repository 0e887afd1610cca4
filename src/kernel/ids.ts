import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** A name that depends on the parts alone: 32 hexadecimal digits, the same on every machine. */
export function stableId(...parts: readonly (string | number)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${String(part).length}:${part}`); // lengths keep ('ab','c') from ('a','bc')
  return hash.digest('hex').slice(0, 32);
}

/** A random UUID. */
export const randomId = (): string => randomUUID();

/** A secret of `bytes` random bytes, safe in a URL. */
export const secret = (bytes = 32): string => randomBytes(bytes).toString('base64url');
