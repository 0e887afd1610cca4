import { accessKeyId } from './aws-names.ts';
import type { User } from './caller.ts';
import { accounts } from './company.ts';
import { Random } from './random.ts';

/** The users with passwords or long-lived keys that the company still has. */
export const users = {
  /** Uploads invoices from a server in the office. Nobody has dared to touch it since 2019. */
  invoiceSync: { account: accounts.production.id, name: 'invoice-sync' },
  contractor: { account: accounts.sandbox.id, name: 'lena.fischer' },
  mailer: { account: accounts.staging.id, name: 'smtp-mailer' },
} as const satisfies Record<string, User>;

/** The key that a user has had since before the simulation begins. */
export const longLivedKey = (seed: number, user: User): string =>
  accessKeyId('AKIA', user.account, new Random(`${seed}/key of ${user.name}`));
