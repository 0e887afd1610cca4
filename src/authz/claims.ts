import type { PolicySet } from './engine/policy-set.ts';
import type { CedarType, RecordType } from './engine/schema.ts';
import type { CedarRecord } from './engine/values.ts';
import { refusing } from './verified-permissions.ts';

/** The claims of a token that was verified. */
export type Claims = Readonly<Record<string, unknown>>;

/** Claims as attributes. Throws `ValidationException` with the token where a claim is not as the schema says. */
export const recordOfClaims = (
  claims: Claims,
  { type, member, set }: { readonly type: RecordType | undefined; readonly member: string; readonly set: PolicySet },
): CedarRecord => refusing(member, () => set.readRecord(jsonOfClaims(claims, type), type, 'claims'));

/**
 * What of claims Cedar has a value for; with a schema, what it declares, on every level. The scopes of an access token
 * become a set.
 */
export const jsonOfClaims = (claims: Claims, type: RecordType | undefined): Claims =>
  fieldsOf(claims, type, (name, claim) => (name === 'scope' && typeof claim === 'string' ? claim.split(' ') : claim));

function fieldsOf(
  claims: object,
  type: RecordType | undefined,
  prepared: (name: string, claim: unknown) => unknown = (_, claim) => claim,
): Claims {
  const usable = Object.entries(claims).flatMap(([name, claim]) => {
    const attribute = type?.attributes.get(name);
    if (type !== undefined && attribute === undefined) return [];
    const value = valueOf(prepared(name, claim), attribute?.type);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(usable);
}

/** Undefined for what Cedar has no value for: nothing, and numbers that are not whole. */
function valueOf(claim: unknown, type: CedarType | undefined): unknown {
  if (typeof claim === 'number') return Number.isSafeInteger(claim) ? claim : undefined;
  if (typeof claim !== 'object') return claim;
  if (claim === null) return undefined;
  if (!Array.isArray(claim)) return fieldsOf(claim, type?.kind === 'record' ? type : undefined);
  const element = type?.kind === 'set' ? type.element : undefined;
  return claim.map((one: unknown) => valueOf(one, element)).filter((one) => one !== undefined);
}
