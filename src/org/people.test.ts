import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localAccount } from '#aws';
import { made, type Made } from './made.contract.ts';
import { addPerson, callerOfName, changePerson, findPerson, knowAdministrator, listPeople } from './people.ts';
import { orgTables } from './tables.ts';

describe('Somebody who is on the page', () => {
  let one: Made;
  const records = () => one.org.context;
  beforeEach(async () => {
    one = await made();
    await knowAdministrator('administrator', records());
  });
  afterEach(() => one[Symbol.asyncDispose]());

  it('acts in the role and the account that they have now', async () => {
    await addPerson({ name: 'aiko', role: 'analyst', account: '111122223333' }, records());
    expect(await callerOfName('aiko', records())).toMatchObject({
      name: 'aiko',
      role: 'analyst',
      account: '111122223333',
      arn: 'arn:aws:iam::111122223333:user/aiko',
      accessKey: '',
    });
    await changePerson('aiko', { role: 'member', account: '444455556666' }, records());
    expect(await callerOfName('aiko', records())).toMatchObject({ role: 'member', account: '444455556666' });
  });

  it('belongs to Yagura’s own account where no other is said', async () => {
    expect(await callerOfName('administrator', records())).toMatchObject({
      role: 'administrator',
      account: localAccount,
    });
  });

  it('is nobody once they are disabled, or where nobody has that name', async () => {
    await addPerson({ name: 'aiko', role: 'analyst', account: localAccount }, records());
    await changePerson('aiko', { disabled: true }, records());
    expect(await callerOfName('aiko', records())).toBeUndefined();
    expect(await callerOfName('ken', records())).toBeUndefined();
  });

  it('of a role that a newer Yagura knows may do nothing here', async () => {
    await addPerson({ name: 'aiko', role: 'analyst', account: localAccount }, records());
    await orgTables(one.store).updateTable('people').set({ role: 'owner' }).where('name', '=', 'aiko').execute();
    expect(await callerOfName('aiko', records())).toBeUndefined();
    expect(await findPerson('aiko', records())).toMatchObject({ role: 'member', disabled: true });
  });

  it('stays as they are when the first administrator is made known again', async () => {
    await addPerson({ name: 'aiko', role: 'administrator', account: localAccount }, records());
    await changePerson('administrator', { role: 'auditor' }, records());
    await knowAdministrator('administrator', records());
    expect((await listPeople(records())).map(({ name, role }) => `${name} ${role}`)).toEqual([
      'administrator auditor',
      'aiko administrator',
    ]);
  });
});
