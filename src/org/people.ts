import { z } from 'zod';
import type { Caller } from '#aws';
import { Fault, textLike } from '#kernel';
import { AccountId, knowAccount } from './accounts.ts';
import { callerOfPerson } from './callers.ts';
import type { OrgRecords } from './context.ts';
import { RoleWord } from './roles.ts';
import { orgTables, type OrgDb, type PersonRow } from './tables.ts';

/** What IAM allows in the name of a user, so that it can stand in an ARN. */
export const PersonName = textLike(/^[\w+=,.@-]{1,64}$/, {
  en: 'a name has at most 64 letters, digits and +=,.@_- and no spaces',
  ja: '名前は英数字と +=,.@_- の 64 文字以内で、空白は使えません',
}).refine((name) => !/^(?:yagura-|this-machine$)/.test(name), {
  error: 'names that begin with yagura- are those of roles, and this-machine is the command line',
  params: { ja: 'yagura- で始まる名前はロール用、this-machine はコマンドライン用のため使えません' },
});

/** Somebody who uses Yagura, and the account that they belong to. */
export const Person = z.strictObject({ name: z.string(), role: RoleWord, account: AccountId, disabled: z.boolean() });
export type Person = z.infer<typeof Person>;

/** What is to be changed of a person; what is left out stays. */
export interface PersonChange {
  readonly role?: Person['role'] | undefined;
  readonly account?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** Everybody, by name. */
export async function listPeople({ store, homeAccount }: OrgRecords): Promise<Person[]> {
  const rows = await orgTables(store).selectFrom('people').selectAll().orderBy('name').execute();
  return rows.map((row) => personOf(row, homeAccount));
}

/** Throws `NotFound`. */
export async function findPerson(name: string, records: OrgRecords): Promise<Person> {
  const row = await orgTables(records.store)
    .selectFrom('people')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirst();
  if (row === undefined) throw nobody(name);
  return personOf(row, records.homeAccount);
}

/** Throws `Conflict` when there is somebody of that name. */
export async function addPerson(person: Omit<Person, 'disabled'>, records: OrgRecords): Promise<Person> {
  const { name, role, account } = person;
  await knowAccount(account, records);
  const made = await records.revision.change((db) =>
    db
      .insertInto('people')
      .values({ name, role, account, disabled: 0, created_at: records.clock.now().getTime() })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('name')
      .executeTakeFirst(),
  );
  if (made === undefined)
    throw new Fault('Conflict', {
      en: `There is somebody called ${name} already. Choose another name, or change that person.`,
      ja: `${name} という名前の人はすでにいます。別の名前にするか、その人を変更してください。`,
    });
  return { ...person, disabled: false };
}

/** Throws `NotFound`, and `Conflict` when no administrator would be left. */
export async function changePerson(name: string, change: PersonChange, records: OrgRecords): Promise<Person> {
  const { role, account, disabled } = change;
  if (account !== undefined) await knowAccount(account, records);
  return records.revision.change(async (db) => {
    const row = await db
      .updateTable('people')
      .set({ name, role, account, disabled: disabled === undefined ? undefined : Number(disabled) })
      .where('name', '=', name)
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) throw nobody(name);
    await keepAnAdministrator(db, name);
    return personOf(row, records.homeAccount);
  });
}

/** The person of that name as a caller on the page; nobody when they are gone or disabled. */
export async function callerOfName(
  name: string,
  { store, homeAccount }: Pick<OrgRecords, 'store' | 'homeAccount'>,
): Promise<Caller | undefined> {
  const row = await orgTables(store).selectFrom('people').selectAll().where('name', '=', name).executeTakeFirst();
  const person = row && personOf(row, homeAccount);
  return person === undefined || person.disabled ? undefined : callerOfPerson(person);
}

/** Makes the first administrator when there is nobody of that name. */
export async function knowAdministrator(
  name: string,
  { store, clock }: Pick<OrgRecords, 'store' | 'clock'>,
): Promise<void> {
  await orgTables(store)
    .insertInto('people')
    .values({ name, role: 'administrator', account: '', disabled: 0, created_at: clock.now().getTime() })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

/** A row of the store as a person. A role that this version does not know may do nothing. */
export function personOf({ name, role, account, disabled }: PersonRow, homeAccount: string): Person {
  const known = RoleWord.safeParse(role);
  return {
    name,
    role: known.data ?? 'member',
    account: account || homeAccount,
    disabled: disabled !== 0 || !known.success,
  };
}

async function keepAnAdministrator(db: OrgDb, name: string): Promise<void> {
  const left = await db
    .selectFrom('people')
    .select('name')
    .where('role', '=', 'administrator')
    .where('disabled', '=', 0)
    .executeTakeFirst();
  if (left !== undefined) return;
  throw new Fault('Conflict', {
    en: `${name} is the last administrator, and nobody could undo this. Make somebody else administrator first.`,
    ja: `${name} は最後の管理者のため、変更すると誰も元に戻せなくなります。先にほかの人を管理者にしてください。`,
  });
}

const nobody = (name: string): Fault =>
  new Fault('NotFound', {
    en: `There is nobody called "${name}". bin/yagura people list tells who there is.`,
    ja: `「${name}」という人はいません。bin/yagura people list で一覧を確認できます。`,
  });
