import { createHash } from 'node:crypto';
import { base32 } from './base32.ts';
import { roleArn, roleName, type RoleIn } from './roles.ts';

/** How AWS names somebody who calls: for `GetCallerIdentity`, messages and audit events. */
export interface Named {
  readonly arn: string;
  /** The unique id that AWS tools show beside the ARN: `AIDA...`, or `AROA...:session`. */
  readonly userId: string;
}

/** A person: an IAM user of its account. */
export const namedPerson = (name: string, account: string): Named => {
  const arn = `arn:aws:iam::${account}:user/${name}`;
  return { arn, userId: uniqueId('AIDA', arn) };
};

/** A session of a role. */
export const namedSession = (role: RoleIn, session: string): Named => ({
  arn: `arn:aws:sts::${role.account}:assumed-role/${roleName(role.role)}/${session}`,
  userId: `${roleId(role)}:${session}`,
});

/** The unique id of a role. */
export const roleId = (role: RoleIn): string => uniqueId('AROA', roleArn(role));

/** Depends on the ARN alone: AWS's ids differ when a name is used again, ours cannot tell that. */
const uniqueId = (prefix: string, arn: string): string =>
  prefix + base32(createHash('sha256').update(arn).digest()).slice(0, 17);

