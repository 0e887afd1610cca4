import { z } from 'zod';
import type { Role } from '#aws';

/**
 * What people may be. What each may do is said in content/policies; a member sees its own account alone, an auditor
 * sees everything and changes nothing.
 */
export const roles = ['administrator', 'analyst', 'responder', 'auditor', 'member'] as const satisfies readonly Role[];
export const RoleWord = z.enum(roles, `Choose one of ${roles.join(', ')}.`);

/** A role in an account, as it can be assumed. */
export interface RoleIn {
  readonly role: Role;
  readonly account: string;
}

/** The name under which AWS tools know a role: `yagura-analyst`. */
export const roleName = (role: Role): string => `yagura-${role}`;

export const roleArn = ({ role, account }: RoleIn): string => `arn:aws:iam::${account}:role/${roleName(role)}`;

/** The role that an ARN names; undefined when Yagura has none of that name. */
export function roleOf(arn: string): RoleIn | undefined {
  const [, account, name] = /^arn:aws[\w-]*:iam::(\d{12}):role\/yagura-([a-z]+)$/.exec(arn) ?? [];
  const role = RoleWord.safeParse(name);
  return account !== undefined && role.success ? { account, role: role.data } : undefined;
}
