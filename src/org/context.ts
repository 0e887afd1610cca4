import type { Clock } from '#kernel';
import type { Store } from '#store';
import type { Authority } from './authority.ts';
import type { Credentials } from './credentials.ts';
import type { Policies } from './policies.ts';
import type { Revision } from './revision.ts';
import type { Vault } from './vault.ts';

/** Where people, accounts and keys are kept. */
export interface OrgRecords {
  readonly store: Store;
  readonly clock: Clock;
  readonly revision: Revision;
  /** Yagura's own account: that of people who belong to no other. */
  readonly homeAccount: string;
}

/** What access keys need: also a vault for their secrets. */
export interface OrgKeys extends OrgRecords {
  readonly vault: Vault;
}

/** What the operations of this room need. */
export interface OrgContext extends OrgKeys {
  readonly credentials: Credentials;
  readonly policies: Policies;
  readonly authority: Authority;
}
