import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localAccount } from '#aws';
import { callerOfPerson } from './callers.ts';
import { context, made, type Made } from './made.contract.ts';
import { addPerson, changePerson } from './people.ts';
import { scopeOf } from './authority.ts';
import { roles } from './roles.ts';

let one: Made;
beforeEach(async () => {
  one = await made();
  await addPerson({ name: 'rin', role: 'administrator', account: localAccount }, one.org.context);
});
afterEach(() => one[Symbol.asyncDispose]());

const policies = () => one.org.context.policies;
const may = async (role: (typeof roles)[number], action: string, org = one.org) => {
  const caller = callerOfPerson({ name: 'somebody', role, account: localAccount });
  return org.door.authorise({ caller, action, account: localAccount, context });
};

const nightShift = `@id("night-shift") permit (
  principal == Yagura::Person::"somebody",
  action == Yagura::Action::"yagura:RevokeAccessKey",
  resource
) when { context has address && context.address.isInRange(ip("203.0.113.0/24")) };`;

describe('Policies', () => {
  it('that come with Yagura are in force', async () => {
    expect((await policies().list()).map(({ name, origin }) => `${name} ${origin}`)).toEqual(
      ['administrator', 'analyst', 'auditor', 'member', 'responder', 'sessions'].map((name) => `${name} shipped`),
    );
    expect(await may('administrator', 'yagura:CreateAccessKey')).toEqual({ allowed: true });
    expect(await may('auditor', 'yagura:ListAccessKeys')).toEqual({ allowed: true });
  });

  it('deny what none of them permits, and say to whom it is permitted', async () => {
    expect(await may('analyst', 'yagura:CreateAccessKey')).toEqual({
      allowed: false,
      reason: 'no policy permits it to somebody in the role analyst (it is permitted to: administrator)',
    });
    expect(await may('analyst', 'yagura:NoSuchThing')).toMatchObject({ allowed: false });
  });

  it('show a member the findings of its own account, and nothing that tells of all', async () => {
    const account = '111122223333';
    for (const name of ['ListFindings', 'GetFinding', 'CountFindings'])
      expect(scopeOf(`yagura:${name}`, account), name).toEqual({ account });
    for (const name of ['RunQuery', 'GetSummary', 'SearchEvents', 'UpdateFindings'])
      expect(scopeOf(`yagura:${name}`, account), name).toBe('everything');
    expect(await may('member', 'yagura:ListPeople')).toMatchObject({ allowed: false });
  });

  it('can be added: at once here, within a second in another process, and taken back', async () => {
    const other = await one.again();
    expect(await may('responder', 'yagura:RevokeAccessKey', other)).toMatchObject({ allowed: false });
    await policies().put('night-shift', nightShift, 'rin');
    expect(await may('responder', 'yagura:RevokeAccessKey')).toEqual({ allowed: true });
    one.now += 1000;
    expect(await may('responder', 'yagura:RevokeAccessKey', other)).toEqual({ allowed: true });
    expect((await policies().list()).find(({ name }) => name === 'night-shift')).toMatchObject({
      origin: 'added',
      changedBy: 'rin',
      changedAt: new Date(one.now - 1000).toISOString(),
    });
    await policies().reset('night-shift');
    expect(await may('responder', 'yagura:RevokeAccessKey')).toMatchObject({ allowed: false });
    await expect(policies().reset('night-shift')).rejects.toMatchObject({ code: 'NotFound' });
  });

  it('may look at the address that a call comes from', async () => {
    await policies().put('night-shift', nightShift, 'rin');
    const caller = callerOfPerson({ name: 'somebody', role: 'auditor', account: localAccount });
    const from = (sourceAddress: string) =>
      one.org.door.authorise({
        caller,
        action: 'yagura:RevokeAccessKey',
        account: localAccount,
        context: { ...context, sourceAddress },
      });
    expect(await from('203.0.113.99')).toEqual({ allowed: true });
    expect(await from('198.51.100.1')).toMatchObject({ allowed: false });
    expect(await from('no address')).toMatchObject({ allowed: false });
  });

  it('that forbid are named in the refusal', async () => {
    await policies().put(
      'freeze',
      '@id("freeze") forbid (principal, action in Yagura::Action::"write", resource) unless { principal in Yagura::Role::"administrator" };',
      'rin',
    );
    expect(await may('analyst', 'yagura:PutAccount')).toEqual({
      allowed: false,
      reason: 'the policy freeze forbids it',
    });
    expect(await may('administrator', 'yagura:PutAccount')).toEqual({ allowed: true });
  });

  it.each([
    ['no Cedar', 'permit everything;', /night-shift: .*unexpected token/],
    [
      'an action that there is not',
      'permit (principal, action == Yagura::Action::"yagura:Nothing", resource);',
      /unrecognized action/,
    ],
    [
      'an attribute that there is not',
      'permit (principal, action, resource) when { principal.shoe == "41" };',
      /attribute `shoe`/,
    ],
    ['a template', 'permit (principal == ?principal, action, resource);', /template/],
    ['an @id that is taken', '@id("administrator") permit (principal, action, resource);', /administrator/],
  ])('with %s are refused with what is wrong', async (_what, text, message) => {
    await expect(policies().put('night-shift', text, 'rin')).rejects.toMatchObject({
      code: 'BadInput',
      message: expect.stringMatching(message),
    });
    expect(await policies().list()).toHaveLength(6);
  });

  it.each([
    ['administrator', 'forbid (principal, action, resource);'],
    ['administrator', 'permit (principal == Yagura::Person::"nobody", action, resource);'],
    ['lock', 'forbid (principal, action == Yagura::Action::"yagura:PutPolicy", resource);'],
    [
      'lock',
      'forbid (principal, action, resource) unless { context has address && context.address == ip("203.0.113.1") };',
    ],
  ])('that would lock out every administrator are refused: %s as %s', async (name, text) => {
    await expect(policies().put(name, text, 'rin')).rejects.toMatchObject({ code: 'Conflict' });
    expect(await may('administrator', 'yagura:PutPolicy')).toEqual({ allowed: true });
  });

  it('may name one administrator alone, as long as that one is not disabled', async () => {
    await addPerson({ name: 'ken', role: 'administrator', account: localAccount }, one.org.context);
    const kenAlone = '@id("administrator") permit (principal == Yagura::Person::"ken", action, resource);';
    await policies().put('administrator', kenAlone, 'rin');
    await policies().reset('administrator');
    await changePerson('ken', { disabled: true }, one.org.context);
    await expect(policies().put('administrator', kenAlone, 'rin')).rejects.toMatchObject({ code: 'Conflict' });
  });

  it('that cannot be used any more let administrators alone in, who can mend them', async () => {
    await one.org.context.revision.change((db) =>
      db
        .insertInto('org_policies')
        .values({
          name: 'old',
          text: 'permit (principal, action == Yagura::Action::"yagura:Gone", resource);',
          changed_by: 'rin',
          changed_at: 0,
        })
        .execute(),
    );
    expect(await may('auditor', 'yagura:ListPeople')).toMatchObject({ allowed: false });
    expect(await may('administrator', 'yagura:ResetPolicy')).toEqual({ allowed: true });
    await policies().reset('old');
    expect(await may('auditor', 'yagura:ListPeople')).toEqual({ allowed: true });
  });

  it('are asked who can and what can', async () => {
    await addPerson({ name: 'mai', role: 'auditor', account: localAccount }, one.org.context);
    const rin = callerOfPerson({ name: 'rin', role: 'administrator', account: localAccount });
    expect(await one.call('ListPermitted', { action: 'yagura:ListPeople' }, rin)).toEqual({
      people: ['mai', 'rin'],
      roles: ['administrator', 'analyst', 'responder', 'auditor'],
    });
    const mai = await one.call('ListPermissions', { person: 'mai' }, rin);
    expect(mai).toMatchObject({ actions: expect.arrayContaining(['sts:GetCallerIdentity', 'yagura:ListPolicies']) });
    expect(JSON.stringify(mai)).not.toMatch(/Create|Put|Update|Revoke/);
    await expect(one.call('ListPermitted', { action: 'yagura:Nothing' }, rin)).rejects.toMatchObject({
      code: 'NotFound',
    });
  });

  it('let a member see its own account and nothing of the others', async () => {
    const caller = callerOfPerson({ name: 'mio', role: 'member', account: '111122223333' });
    const on = (action: string, account: string) => one.org.door.authorise({ caller, action, account, context });
    expect(await on('sts:GetCallerIdentity', '111122223333')).toEqual({ allowed: true });
    expect(await on('sts:GetCallerIdentity', '444455556666')).toMatchObject({ allowed: false });
    expect(await on('yagura:ListPeople', '111122223333')).toMatchObject({ allowed: false });
  });
});
