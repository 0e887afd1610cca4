import {
  CreatePolicyCommand,
  CreatePolicyStoreCommand,
  GetPolicyCommand,
  IsAuthorizedCommand,
  PutSchemaCommand,
} from '@aws-sdk/client-verifiedpermissions';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { serviceUnderTest, type ServiceUnderTest } from './verified-permissions.contract.ts';

const alice = { entityType: 'User', entityId: 'alice' };
const beach = { entityType: 'Photo', entityId: 'beach' };
const question = { principal: alice, action: { actionType: 'Action', actionId: 'view' }, resource: beach };
const permit = 'permit(principal, action, resource);';
const sharing = 'permit(principal == ?principal, action, resource == ?resource);';
const Changed = z.object({
  revision: z.number(),
  differences: z.array(z.looseObject({ id: z.string(), change: z.string() })),
});
const schema = (attribute: string): string =>
  JSON.stringify({
    '': {
      entityTypes: { User: {}, Photo: { shape: { type: 'Record', attributes: { [attribute]: { type: 'Boolean' } } } } },
      actions: { view: { appliesTo: { principalTypes: ['User'], resourceTypes: ['Photo'] } } },
    },
  });

describe('The revisions of a policy store', () => {
  let service: ServiceUnderTest;
  let policyStoreId = '';
  beforeAll(async () => {
    service = await serviceUnderTest();
  });
  afterAll(() => service[Symbol.asyncDispose]());
  beforeEach(async () => {
    policyStoreId = await storeIn('OFF');
  });

  const storeIn = async (mode: 'OFF' | 'STRICT'): Promise<string> =>
    (await service.client.send(new CreatePolicyStoreCommand({ validationSettings: { mode } }))).policyStoreId ?? '';
  const change = async (changes: readonly object[], more: object = {}) =>
    Changed.parse(await service.call('ChangePolicyStore', { policyStoreId, changes, ...more }));
  const decision = async (): Promise<unknown> =>
    (await service.client.send(new IsAuthorizedCommand({ policyStoreId, ...question }))).decision;
  const explained = async (moment: object): Promise<unknown> =>
    z
      .object({ decision: z.string() })
      .parse(await service.call('ExplainDecision', { policyStoreId, ...question, ...moment })).decision;

  it('hold many changes at once, with ids that their author gives', async () => {
    const { revision, differences } = await change([
      { change: 'put-template', policyTemplateId: 'share', statement: sharing, name: 'name/share' },
      {
        change: 'link-policy',
        policyId: 'alice-beach',
        policyTemplateId: 'name/share',
        principal: alice,
        resource: beach,
      },
      {
        change: 'put-policy',
        policyId: 'night',
        statement: 'forbid(principal, action, resource) when { context.night };',
      },
    ]);
    expect([revision, differences.map(({ id }) => id).toSorted()]).toEqual([1, ['alice-beach', 'night', 'share']]);
    expect(await service.client.send(new IsAuthorizedCommand({ policyStoreId, ...question }))).toMatchObject({
      decision: 'ALLOW',
      determiningPolicies: [{ policyId: 'alice-beach' }],
    });
    expect(await service.client.send(new GetPolicyCommand({ policyStoreId, policyId: 'alice-beach' }))).toMatchObject({
      policyType: 'TEMPLATE_LINKED',
      definition: { templateLinked: { policyTemplateId: 'share' } },
    });
  });

  it('hold more policies at once than are read or written with one statement', { timeout: 60_000 }, async () => {
    const put = (policyId: string, statement = permit) => ({ change: 'put-policy', policyId, statement });
    const ids = Array.from({ length: 1_100 }, (_, n) => `p${String(n).padStart(4, '0')}`);
    await change(ids.map((id) => put(id)));
    const allowed = await service.client.send(new IsAuthorizedCommand({ policyStoreId, ...question }));
    expect(allowed.determiningPolicies?.map(({ policyId }) => policyId)).toEqual(ids);
    const changed = ids.flatMap((id, n) => {
      if (n % 3 === 0) return [{ change: 'delete-policy', policyId: id }];
      return n % 3 === 1 ? [put(id, permit.replace('permit', 'forbid'))] : [];
    });
    expect((await change([...changed, put('new')])).differences).toHaveLength(changed.length + 1);
    const forbids = ids.filter((_, n) => n % 3 === 1);
    const denied = await service.client.send(new IsAuthorizedCommand({ policyStoreId, ...question }));
    expect(denied.determiningPolicies?.map(({ policyId }) => policyId)).toEqual(forbids);
    expect(await service.call('ResetPolicyStore', { policyStoreId, revision: 1 })).toMatchObject({ revision: 3 });
    expect(await service.call('GetPolicyStoreDifference', { policyStoreId, from: 1 })).toMatchObject({
      differences: [],
    });
  });

  it('hold all changes or none', async () => {
    const changes = [
      { change: 'put-policy', policyId: 'good', statement: permit },
      { change: 'put-policy', policyId: 'bad', statement: 'permit(principal, action);' },
    ];
    await expect(change(changes)).rejects.toThrow(/^changes\.1\.statement: .*line 1/);
    expect(await decision()).toBe('DENY');
    expect(await service.call('ListPolicyStoreRevisions', { policyStoreId })).toEqual({ current: 0, revisions: [] });
  });

  it('are judged by the schema that comes with them', async () => {
    policyStoreId = await storeIn('STRICT');
    const statement = 'permit(principal, action == Action::"view", resource) when { resource.public };';
    await expect(change([{ change: 'put-policy', statement }])).rejects.toThrow(/no schema/);
    await expect(
      change([
        { change: 'put-policy', statement },
        { change: 'put-schema', schema: schema('private') },
      ]),
    ).rejects.toThrow(/changes\.0.*public/);
    await change([
      { change: 'put-policy', statement },
      { change: 'put-schema', schema: schema('public') },
    ]);
  });

  it('are none where nothing changes, and only shown where that is asked', async () => {
    const put = [{ change: 'put-policy', policyId: 'all', statement: permit }];
    expect(await change(put, { dryRun: true })).toMatchObject({ revision: 0, differences: [{ change: 'added' }] });
    expect(await decision()).toBe('DENY');
    expect((await change(put)).revision).toBe(1);
    expect(await change(put)).toEqual({ revision: 1, differences: [] });
    await expect(change([{ change: 'delete-policy', policyId: 'all' }], { expectedRevision: 0 })).rejects.toMatchObject(
      { code: 'Conflict' },
    );
  });

  it('all count when several people change at once', async () => {
    await Promise.all(
      Array.from({ length: 4 }, (_, n) => change([{ change: 'put-policy', policyId: `p${n}`, statement: permit }])),
    );
    expect(await service.call('GetPolicyStoreRevision', { policyStoreId })).toMatchObject({
      revision: 4,
      items: [{}, {}, {}, {}],
    });
  });

  it('are listed with who and what, those of the AWS operations too; compared; and decided by', async () => {
    service.later = 1_000;
    const { policyId = '' } = await service.client.send(
      new CreatePolicyCommand({ policyStoreId, definition: { static: { statement: permit } } }),
    );
    const then = new Date(Date.now() + 5_000).toISOString();
    service.later = 10_000;
    await service.client.send(new PutSchemaCommand({ policyStoreId, definition: { cedarJson: schema('public') } }));
    await change([{ change: 'put-policy', policyId, statement: permit.replace('permit', 'forbid') }]);
    await change([{ change: 'delete-policy', policyId }]);
    service.later = 0;
    expect(await service.call('ListPolicyStoreRevisions', { policyStoreId })).toMatchObject({
      current: 4,
      revisions: [
        { revision: 4, changes: [{ id: policyId, change: 'deleted' }] },
        { revision: 3, operation: 'ChangePolicyStore', changes: [{ id: policyId, change: 'changed' }] },
        { revision: 2, operation: 'PutSchema', changes: [{ kind: 'schema', change: 'added' }] },
        { revision: 1, operation: 'CreatePolicy', by: expect.stringContaining('user/tester') },
      ],
    });
    expect(await service.call('ListPolicyStoreRevisions', { policyStoreId, before: 3, limit: 1 })).toMatchObject({
      revisions: [{ revision: 2 }],
    });
    expect(await service.call('GetPolicyStoreDifference', { policyStoreId, from: 1, to: 3 })).toMatchObject({
      differences: [
        {
          id: policyId,
          change: 'changed',
          before: { text: permit },
          after: { text: permit.replace('permit', 'forbid') },
        },
        { kind: 'schema', change: 'added' },
      ],
    });
    expect(await explained({ at: then })).toBe('ALLOW');
    expect([await explained({ revision: 1 }), await explained({ revision: 3 }), await explained({})]).toEqual([
      'ALLOW',
      'DENY',
      'DENY',
    ]);
    expect(await explained({ at: '2000-01-01T00:00:00Z' })).toBe('DENY');
    await expect(explained({ revision: 5 })).rejects.toMatchObject({ code: 'NotFound' });
  });

  it('are rolled back to by a new one', async () => {
    await change([
      { change: 'put-template', policyTemplateId: 'share', statement: sharing },
      { change: 'link-policy', policyId: 'link', policyTemplateId: 'share', principal: alice, resource: beach },
    ]);
    expect(await decision()).toBe('ALLOW');
    await change([{ change: 'delete-template', policyTemplateId: 'share' }]);
    expect(await decision()).toBe('DENY');
    expect(await service.call('ResetPolicyStore', { policyStoreId, revision: 1, dryRun: true })).toMatchObject({
      differences: [{ change: 'added' }, { change: 'added' }],
    });
    expect(await service.call('ResetPolicyStore', { policyStoreId, revision: 1 })).toMatchObject({ revision: 3 });
    expect(await decision()).toBe('ALLOW');
    expect(await service.call('ResetPolicyStore', { policyStoreId, revision: 0 })).toMatchObject({ revision: 4 });
    expect(await decision()).toBe('DENY');
  });
});
