import {
  CreatePolicyStoreAliasCommand,
  CreatePolicyStoreCommand,
  DeletePolicyStoreAliasCommand,
  DeletePolicyStoreCommand,
  GetPolicyCommand,
  GetPolicyStoreAliasCommand,
  GetPolicyStoreCommand,
  ListPolicyStoreAliasesCommand,
  ListPolicyStoresCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdatePolicyStoreCommand,
} from '@aws-sdk/client-verifiedpermissions';
import { afterAll, describe, expect, it } from 'vitest';
import { own, photo, photoService, refused } from './photos.contract.ts';

const { client, stranger, service, storeWith, create, decide } = await photoService();
afterAll(() => service[Symbol.asyncDispose]());

describe('A policy store', () => {
  it('is made, shown, changed, listed and deleted', async () => {
    const made = await client.send(
      new CreatePolicyStoreCommand({
        validationSettings: { mode: 'OFF' },
        description: 'for tests',
        deletionProtection: 'ENABLED',
        tags: { team: 'photos' },
      }),
    );
    const policyStoreId = made.policyStoreId ?? '';
    expect(made).toMatchObject({
      arn: `arn:aws:verifiedpermissions::111122223333:policy-store/${policyStoreId}`,
      createdDate: expect.any(Date),
    });
    expect(policyStoreId).toMatch(/^[A-Za-z0-9]{22}$/);
    expect(await client.send(new GetPolicyStoreCommand({ policyStoreId, tags: true }))).toMatchObject({
      validationSettings: { mode: 'OFF' },
      description: 'for tests',
      deletionProtection: 'ENABLED',
      cedarVersion: 'CEDAR_4',
      encryptionState: { default: {} },
      tags: { team: 'photos' },
    });
    await expect(client.send(new DeletePolicyStoreCommand({ policyStoreId }))).rejects.toMatchObject(
      refused('InvalidStateException', 406),
    );
    await client.send(
      new UpdatePolicyStoreCommand({
        policyStoreId,
        validationSettings: { mode: 'STRICT' },
        deletionProtection: 'DISABLED',
      }),
    );
    expect(await client.send(new GetPolicyStoreCommand({ policyStoreId }))).toMatchObject({
      validationSettings: { mode: 'STRICT' },
      description: 'for tests',
    });
    await client.send(new DeletePolicyStoreCommand({ policyStoreId }));
    await client.send(new DeletePolicyStoreCommand({ policyStoreId })); // and again
    await expect(client.send(new GetPolicyStoreCommand({ policyStoreId }))).rejects.toMatchObject({
      ...refused('ResourceNotFoundException', 404),
      resourceId: policyStoreId,
      resourceType: 'POLICY_STORE',
    });
  });

  it('is listed page by page, with tokens that belong to their list', async () => {
    const made = await Promise.all(Array.from({ length: 12 }, () => storeWith('OFF', false)));
    const seen: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await client.send(new ListPolicyStoresCommand({ maxResults: 5, nextToken }));
      expect(page.policyStores?.length).toBeLessThanOrEqual(5);
      seen.push(...(page.policyStores ?? []).map(({ policyStoreId = '' }) => policyStoreId));
      ({ nextToken } = page);
    } while (nextToken !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(made));
    await expect(client.send(new ListPolicyStoresCommand({ maxResults: 51 }))).rejects.toMatchObject(
      refused('ValidationException', 400, /maxResults/),
    );
    await expect(client.send(new ListPolicyStoresCommand({ nextToken: 'made-up' }))).rejects.toMatchObject(
      refused('ValidationException', 400),
    );
    expect((await stranger.send(new ListPolicyStoresCommand({}))).policyStores).toEqual([]);
  });

  it('has tags', async () => {
    const policyStoreId = await storeWith('OFF', false);
    const resourceArn = `arn:aws:verifiedpermissions::111122223333:policy-store/${policyStoreId}`;
    await client.send(new TagResourceCommand({ resourceArn, tags: { a: '1', b: '2' } }));
    await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['a', 'x'] }));
    expect((await client.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual({ b: '2' });
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, '']));
    await expect(client.send(new TagResourceCommand({ resourceArn, tags: many }))).rejects.toMatchObject(
      refused('TooManyTagsException', 400),
    );
  });

  it('has aliases, which are made once, and whose names are free again only after a hard deletion', async () => {
    const [one, other] = [await storeWith(), await storeWith()];
    const aliasName = 'policy-store-alias/photos';
    const made = await client.send(new CreatePolicyStoreAliasCommand({ aliasName, policyStoreId: one }));
    expect(made.aliasArn).toBe(`arn:aws:verifiedpermissions:ap-northeast-1:111122223333:${aliasName}`);
    expect((await client.send(new CreatePolicyStoreAliasCommand({ aliasName, policyStoreId: one }))).createdAt).toEqual(
      made.createdAt,
    );
    await expect(
      client.send(new CreatePolicyStoreAliasCommand({ aliasName, policyStoreId: other })),
    ).rejects.toMatchObject(refused('ConflictException', 409));
    const policyId = await create(aliasName, own);
    expect((await client.send(new GetPolicyCommand({ policyStoreId: one, policyId }))).policyStoreId).toBe(one);
    expect(await decide(aliasName, { entities: { entityList: [photo()] } })).toMatchObject({
      decision: 'ALLOW',
    });
    expect(
      (await client.send(new ListPolicyStoreAliasesCommand({ filter: { policyStoreId: one } }))).policyStoreAliases,
    ).toMatchObject([{ aliasName, state: 'Active' }]);

    await client.send(new DeletePolicyStoreAliasCommand({ aliasName }));
    expect(await client.send(new GetPolicyStoreAliasCommand({ aliasName }))).toMatchObject({
      state: 'PendingDeletion',
    });
    await expect(decide(aliasName)).rejects.toMatchObject(refused('ResourceNotFoundException', 404));
    await expect(
      client.send(new CreatePolicyStoreAliasCommand({ aliasName, policyStoreId: one })),
    ).rejects.toMatchObject(refused('ConflictException', 409, /pending deletion/));
    await client.send(new DeletePolicyStoreAliasCommand({ aliasName, deletionMode: 'HardDelete' }));
    await client.send(new DeletePolicyStoreAliasCommand({ aliasName, deletionMode: 'HardDelete' }));
    await client.send(new CreatePolicyStoreAliasCommand({ aliasName, policyStoreId: other }));
  });
});
