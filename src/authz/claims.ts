import type { PolicySet } from './engine/policy-set.ts';
import type { RecordType } from './engine/schema.ts';
import type { CedarRecord } from './engine/values.ts';

/** The claims of a token that was verified. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * Claims as attributes: what Cedar has a value for, and of a schema what it declares. The scopes of an access token
 * become a set.
 */
export function recordOfClaims(claims: Claims, type: RecordType | undefined, set: PolicySet): CedarRecord {
  const known = Object.entries(claims).filter(([name]) => type === undefined || type.attributes.has(name));
  const usable = known.flatMap(([name, claim]) => {
    const value = valueOf(name === 'scope' && typeof claim === 'string' ? claim.split(' ') : claim);
    return value === undefined ? [] : [[name, value] as const];
  });
  return set.readRecord(Object.fromEntries(usable), type);
}

/** Undefined for what Cedar has no value for: nothing, and numbers that are not whole. */
function valueOf(claim: unknown): unknown {
  if (typeof claim === 'number') return Number.isSafeInteger(claim) ? claim : undefined;
  if (Array.isArray(claim)) return claim.map(valueOf).filter((one) => one !== undefined);
  if (typeof claim !== 'object') return claim;
  if (claim === null) return undefined;
  const inner = Object.entries(claim).map(([name, one]) => [name, valueOf(one)] as const);
  return Object.fromEntries(inner.filter(([, one]) => one !== undefined));
}
