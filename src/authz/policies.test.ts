import {
  BatchGetPolicyCommand,
  CreatePolicyCommand,
  DeletePolicyCommand,
  GetPolicyCommand,
  ListPoliciesCommand,
  UpdatePolicyCommand,
} from '@aws-sdk/client-verifiedpermissions';
import { afterAll, describe, expect, it } from 'vitest';
import { alice, own, photo, photoService, refused } from './photos.contract.ts';

const { client, service, storeWith, create, decide } = await photoService();
afterAll(() => service[Symbol.asyncDispose]());
const store = await storeWith();

describe('A policy', () => {
  it('is made, shown, updated and deleted, and the next decision knows it', async () => {
    const policyId = await create(store, own);
    const entities = { entityList: [photo()] };
    expect(await decide(store, { entities })).toMatchObject({
      decision: 'ALLOW',
      determiningPolicies: [{ policyId }],
      errors: [],
    });
    expect(await client.send(new GetPolicyCommand({ policyStoreId: store, policyId }))).toMatchObject({
      policyType: 'STATIC',
      effect: 'Permit',
      actions: [{ actionType: 'Photos::Action', actionId: 'look' }],
      definition: { static: { statement: own } },
    });
    const statement = own.replace('when { resource.owner == principal }', 'when { resource.missing == principal }');
    await client.send(
      new UpdatePolicyCommand({
        policyStoreId: store,
        policyId,
        definition: { static: { statement, description: 'd' } },
      }),
    );
    expect(await decide(store, { entities })).toMatchObject({
      decision: 'DENY',
      determiningPolicies: [],
      errors: [{ errorDescription: expect.stringContaining(policyId) }],
    });
    await client.send(new DeletePolicyCommand({ policyStoreId: store, policyId }));
    await client.send(new DeletePolicyCommand({ policyStoreId: store, policyId }));
    expect(await decide(store, { entities })).toMatchObject({ decision: 'DENY', errors: [] });
  });

  it('keeps effect, principal and resource for ever', async () => {
    const policyId = await create(store, 'permit(principal == Photos::User::"alice", action, resource);');
    const update = (statement: string) =>
      client.send(new UpdatePolicyCommand({ policyStoreId: store, policyId, definition: { static: { statement } } }));
    await expect(update('forbid(principal == Photos::User::"alice", action, resource);')).rejects.toMatchObject(
      refused('ValidationException', 400, /effect/),
    );
    await expect(update('permit(principal == Photos::User::"bob", action, resource);')).rejects.toMatchObject(
      refused('ValidationException', 400, /principal/),
    );
    await expect(
      update('permit(principal == Photos::User::"alice", action, resource is Photos::Photo);'),
    ).rejects.toMatchObject(refused('ValidationException', 400, /resource/));
    await update(
      'permit(principal == Photos::User::"alice", action == Photos::Action::"edit", resource) unless { false };',
    );
  });

  it('keeps its description until an update brings another', async () => {
    const update = async (definition: { statement: string; description?: string }): Promise<unknown> => {
      await client.send(
        new UpdatePolicyCommand({ policyStoreId: store, policyId, definition: { static: definition } }),
      );
      const { definition: now } = await client.send(new GetPolicyCommand({ policyStoreId: store, policyId }));
      return now?.static?.description;
    };
    const policyId = await create(store, own);
    expect(await update({ statement: own, description: 'first' })).toBe('first');
    expect(await update({ statement: own })).toBe('first');
    expect(await update({ statement: own, description: '' })).toBe('');
  });

  it('has a name that stands for its id, is its own, and can be taken back', async () => {
    const made = await client.send(
      new CreatePolicyCommand({ policyStoreId: store, definition: { static: { statement: own } }, name: 'name/own' }),
    );
    expect(await client.send(new GetPolicyCommand({ policyStoreId: store, policyId: 'name/own' }))).toMatchObject({
      policyId: made.policyId,
      name: 'name/own',
    });
    const twin = client.send(
      new CreatePolicyCommand({ policyStoreId: store, definition: { static: { statement: own } }, name: 'name/own' }),
    );
    await expect(twin).rejects.toMatchObject({
      ...refused('ConflictException', 409),
      resources: [{ resourceId: made.policyId, resourceType: 'POLICY' }],
    });
    await client.send(new UpdatePolicyCommand({ policyStoreId: store, policyId: 'name/own', name: '' }));
    await expect(
      client.send(new GetPolicyCommand({ policyStoreId: store, policyId: 'name/own' })),
    ).rejects.toMatchObject(refused('ResourceNotFoundException', 404));
  });

  it('that cannot be read is refused with the place', async () => {
    await expect(create(store, 'permit(principal, action, resource) when { 1 + };')).rejects.toMatchObject({
      ...refused('ValidationException', 400),
      fieldList: [{ path: 'definition.static.statement', message: expect.stringMatching(/line 1, column 48/) }],
    });
    await expect(
      create(store, `permit(principal, action, resource) when { ${'('.repeat(3_000)}true${')'.repeat(3_000)} };`),
    ).rejects.toMatchObject(refused('ValidationException', 400, /nested too deeply/));
    await expect(create(store, '')).rejects.toMatchObject(refused('ValidationException', 400));
  });

  it('is made once for one token, for eight hours', async () => {
    const input = { policyStoreId: store, definition: { static: { statement: own } }, clientToken: 'same-token' };
    const first = await client.send(new CreatePolicyCommand(input));
    const [again, atOnce] = await Promise.all([
      client.send(new CreatePolicyCommand(input)),
      client.send(new CreatePolicyCommand(input)),
    ]);
    expect([again.policyId, atOnce.policyId, again.createdDate]).toEqual([
      first.policyId,
      first.policyId,
      first.createdDate,
    ]);
    const other = client.send(new CreatePolicyCommand({ ...input, name: 'name/other' }));
    await expect(other).rejects.toMatchObject({
      ...refused('ConflictException', 409),
      resources: [{ resourceId: first.policyId, resourceType: 'POLICY' }],
    });
    service.later = 9 * 3_600_000;
    expect((await client.send(new CreatePolicyCommand(input))).policyId).not.toBe(first.policyId);
    service.later = 0;
  });

  it('is listed by what its head says, page by page', async () => {
    const policyStoreId = await storeWith();
    const everybody = await create(policyStoreId, 'permit(principal, action, resource);');
    const ofAlice = await create(policyStoreId, 'forbid(principal == Photos::User::"alice", action, resource);');
    const ids = async (filter: object): Promise<unknown> =>
      (await client.send(new ListPoliciesCommand({ policyStoreId, filter }))).policies?.map(({ policyId }) => policyId);
    expect(await ids({})).toEqual([everybody, ofAlice]);
    expect(await ids({ principal: { unspecified: true } })).toEqual([everybody]);
    expect(await ids({ principal: { identifier: alice } })).toEqual([ofAlice]);
    expect(await ids({ policyType: 'TEMPLATE_LINKED' })).toEqual([]);
    const first = await client.send(new ListPoliciesCommand({ policyStoreId, maxResults: 1 }));
    const second = await client.send(
      new ListPoliciesCommand({ policyStoreId, maxResults: 1, nextToken: first.nextToken }),
    );
    expect([first.policies?.[0]?.policyId, second.policies?.[0]?.policyId, second.nextToken]).toEqual([
      everybody,
      ofAlice,
      undefined,
    ]);
  });

  it('is had in batches, with an error for each that is not there', async () => {
    const policyId = await create(store, own);
    const requests = [
      { policyStoreId: store, policyId },
      { policyStoreId: store, policyId: 'none' },
      { policyStoreId: 'none', policyId },
      { policyStoreId: 'policy-store-alias/none', policyId },
    ];
    const { results, errors } = await client.send(new BatchGetPolicyCommand({ requests }));
    expect(results).toMatchObject([{ policyId, definition: { static: { statement: own } } }]);
    expect(errors?.map(({ code }) => code)).toEqual([
      'POLICY_NOT_FOUND',
      'POLICY_STORE_NOT_FOUND',
      'POLICY_STORE_ALIAS_NOT_FOUND',
    ]);
  });
});
