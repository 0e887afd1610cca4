import { localCaller, type Caller } from '#aws';
import { languages, stableId } from '#kernel';
import type { Person } from './people.ts';
import { RoleWord, roleArn, roleName, type RoleIn } from './roles.ts';
import type { AccessKeyRow } from './tables.ts';

/** A person as a caller: an IAM user of its account. `accessKey` is empty on the page. */
export const callerOfPerson = ({ name, role, account }: Omit<Person, 'disabled'>, accessKey = ''): Caller => ({
  ...localCaller(name, role, account),
  accessKey,
});

/** Who calls from the command line of the machine that holds the data: an administrator, for it could read the store. */
export const thisMachine = (account: string): Caller => localCaller('this-machine', 'administrator', account);

/** A session of a role as a caller. */
export const callerOfSession = (of: RoleIn, session: string, accessKey: string): Caller => ({
  arn: `arn:aws:sts::${of.account}:assumed-role/${roleName(of.role)}/${session}`,
  account: of.account,
  name: session,
  role: of.role,
  userId: `${roleId(of)}:${session}`,
  accessKey,
});

/** The unique id of a role, as AWS tools show it: it depends on the ARN alone. */
export const roleId = (role: RoleIn): string => `AROA${stableId(roleArn(role)).slice(0, 17).toUpperCase()}`;

/** Who calls with a key: the person that it is of, or a session of the role that it acts as. */
export function callerOfKey(row: AccessKeyRow, person: Person | undefined): Caller | undefined {
  const caller = ownerOfKey(row, person);
  const language = languages.find((one) => one === row.language);
  return caller === undefined || language === undefined ? caller : { ...caller, language };
}

function ownerOfKey(row: AccessKeyRow, person: Person | undefined): Caller | undefined {
  if (row.role === '') return person && callerOfPerson(person, row.id);
  const role = RoleWord.safeParse(row.role);
  if (!role.success) return undefined; // a newer Yagura's role
  // The key of a role is a session that bears the key's own name.
  return callerOfSession({ role: role.data, account: row.account }, row.session || row.id, row.id);
}
