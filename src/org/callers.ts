import type { Caller } from '#aws';
import { namedPerson, namedSession } from './arns.ts';
import type { Person } from './people.ts';
import { Role } from './roles.ts';
import type { AccessKeyRow } from './tables.ts';

/** A person as a caller. `accessKey` is empty on the page. */
export const callerOfPerson = ({ name, role, account }: Omit<Person, 'disabled'>, accessKey = ''): Caller => ({
  ...namedPerson(name, account),
  account,
  name,
  role,
  accessKey,
});

/** Who calls with a key: the person that it is of, or a session of the role that it acts as. */
export function callerOfKey(row: AccessKeyRow, person: Person | undefined): Caller | undefined {
  if (row.role === '') return person && callerOfPerson(person, row.id);
  const role = Role.safeParse(row.role);
  if (!role.success) return undefined; // a newer Yagura's role
  const named = namedSession({ role: role.data, account: row.account }, row.session || row.id);
  return { ...named, account: row.account, name: row.session || row.id, role: role.data, accessKey: row.id };
}
