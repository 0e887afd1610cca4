/**
 * org: accounts, people, roles, access keys, and what each may do.
 *
 * Invariant: a secret is shown once and kept sealed; an operation that no policy permits is denied; there is always
 * an administrator who can change that.
 * Called by main (the front's door, audit events), web (who has signed in) and cli (keys, people).
 */
import { folder } from '#kernel';
import type { Bindable } from '#aws';
import type { OrgContext } from './context.ts';

export { AccessKey } from './access-keys.ts';
export { actionOf, groupsOf, readsOnly, type Named } from './action-groups.ts';
export { takeAudit } from './audit-intake.ts';
export { AccountId } from './accounts.ts';
export { thisMachine } from './callers.ts';
export type { OrgContext } from './context.ts';
export { cedarSchema } from './cedar-schema.ts';
export { openOrg, type Org, type OrgParts } from './org.ts';
export { callerOfName, knowAdministrator, Person } from './people.ts';
export { Policy } from './policies.ts';
export { RoleWord, roles } from './roles.ts';
export { orgMigrations, orgTables } from './tables.ts';
export const orgOperations = (): Promise<Bindable<OrgContext>[]> => folder(new URL('operations/', import.meta.url));
