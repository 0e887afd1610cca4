import {
  CreatePolicyCommand,
  CreatePolicyStoreCommand,
  DeletePolicyStoreCommand,
  GetPolicyCommand,
  GetPolicyStoreCommand,
  IsAuthorizedCommand,
  ListPoliciesCommand,
  PutSchemaCommand,
} from '@aws-sdk/client-verifiedpermissions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { serviceUnderTest, type ServiceUnderTest } from './verified-permissions.contract.ts';

const folder = (n: number) => ({ entityType: 'Folder', entityId: String(n) });
/** Each in the next, so that the first has all others as ancestors. */
const chain = (length: number) =>
  Array.from({ length }, (_, n) => ({ identifier: folder(n), parents: n + 1 < length ? [folder(n + 1)] : [] }));

describe('Verified Permissions, given too much', () => {
  let service: ServiceUnderTest;
  let policyStoreId = '';
  beforeAll(async () => {
    service = await serviceUnderTest({ validationSeconds: 2 });
    policyStoreId = await storeIn('OFF');
    await create(`permit(principal, action, resource in Folder::"39999");`);
  });
  afterAll(() => service[Symbol.asyncDispose]());

  const storeIn = async (mode: 'OFF' | 'STRICT'): Promise<string> =>
    (await service.client.send(new CreatePolicyStoreCommand({ validationSettings: { mode } }))).policyStoreId ?? '';
  const create = (statement: string, store = policyStoreId) =>
    service.client.send(new CreatePolicyCommand({ policyStoreId: store, definition: { static: { statement } } }));
  const decide = (entities: object = {}) =>
    service.client.send(
      new IsAuthorizedCommand({
        policyStoreId,
        principal: { entityType: 'User', entityId: 'alice' },
        action: { actionType: 'Action', actionId: 'view' },
        resource: folder(0),
        ...entities,
      }),
    );

  it('decides with forty thousand entities, each in the next', async () => {
    expect(await decide({ entities: { entityList: chain(40_000) } })).toMatchObject({ decision: 'ALLOW' });
    const [first, ...others] = chain(40_000);
    const circle = [...others.slice(0, -1), { identifier: folder(39_999), parents: [folder(0)] }];
    await expect(decide({ entities: { entityList: [first, ...circle] } })).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(/its own ancestor/),
    });
  });

  it('tells people in Japanese too what is wrong, and programs in English', async () => {
    const strict = await storeIn('STRICT');
    const put = (statement: string) =>
      service.call('ChangePolicyStore', { policyStoreId: strict, changes: [{ change: 'put-policy', statement }] });
    const told = (ja: RegExp) => ({
      text: { en: expect.not.stringMatching(/[ぁ-ん]/), ja: expect.stringMatching(ja) },
      members: { fieldList: [{ message: expect.not.stringMatching(/[ぁ-ん]/) }] },
    });
    await expect(put('permit (principal, action, resource);')).rejects.toMatchObject(told(/スキーマがありません/));
    const cedarJson = JSON.stringify({ '': { entityTypes: { User: {} }, actions: {} } });
    await service.client.send(new PutSchemaCommand({ policyStoreId: strict, definition: { cedarJson } }));
    await expect(put('permit (principal == Usr::"a", action, resource);')).rejects.toMatchObject(
      told(/エンティティ型 `Usr` はスキーマにありません/),
    );
    const principal = { entityType: 'not a type', entityId: 'a' };
    await expect(service.call('ExplainDecision', { policyStoreId, principal })).rejects.toMatchObject(
      told(/型の名前ではありません/),
    );
    const context = { cedarJson: '[]' };
    await expect(service.call('ExplainDecision', { policyStoreId, context })).rejects.toMatchObject(
      told(/オブジェクトではありません/),
    );
  });

  it('refuses a million entities as too large, and answers the next', async () => {
    const million = `[${'{"uid":{"type":"Folder","id":"1"},"attrs":{},"parents":[]},'.repeat(1_000_000).slice(0, -1)}]`;
    await expect(decide({ entities: { cedarJson: million } })).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(/larger than 10 MB/),
      fieldList: [{ path: 'input' }],
    });
    expect((await decide()).decision).toBe('DENY');
  });

  it.each([
    ['a condition', `permit(principal, action, resource) when { ${'!('.repeat(20_000)}true${')'.repeat(20_000)} };`],
    ['a set', `permit(principal, action, resource) when { ${'['.repeat(20_000)}${']'.repeat(20_000)} == 1 };`],
    [
      'what Cedar would go round in',
      `permit(principal, action, resource) when { ${'!('.repeat(200)}true${')'.repeat(200)} };`,
    ],
    ['a chain', `permit(principal, action, resource) when { principal${'.a'.repeat(50_000)} };`],
  ])('refuses %s that is nested too deeply, and answers the next', async (_what, statement) => {
    await expect(create(statement)).rejects.toMatchObject({
      name: 'ValidationException',
      fieldList: [{ path: 'definition.static.statement' }],
    });
    expect((await decide()).decision).toBe('DENY');
  });

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ["in Cedar's text form", 'entity User; action view appliesTo { principal: User, resource: User };'],
    ['an unknown type', '{"": {"entityTypes": {"A": {"shape": {"type": "Nothing"}}}, "actions": {}}}'],
    ['types in a circle', '{"": {"commonTypes": {"A": {"type": "A"}}, "entityTypes": {}, "actions": {}}}'],
    ['actions in a circle', '{"": {"entityTypes": {}, "actions": {"a": {"memberOf": [{"id": "a"}]}}}}'],
    [
      'a deep one',
      `{"": {"entityTypes": {"A": {"shape": ${'{"type":"Set","element":'.repeat(5_000)}{}${'}'.repeat(5_000)}}}, "actions": {}}}`,
    ],
  ])('refuses a schema that is %s', async (_what, cedarJson) => {
    await expect(
      service.client.send(new PutSchemaCommand({ policyStoreId, definition: { cedarJson } })),
    ).rejects.toMatchObject({ name: 'ValidationException', fieldList: [{ path: 'definition.cedarJson' }] });
  });

  it('gives up a schema that takes too long to read, and names the member', async () => {
    const entityTypes = Object.fromEntries(
      Array.from({ length: 4_000 }, (_, n) => [`T${n}`, { memberOfTypes: n === 3_999 ? [] : [`T${n + 1}`] }]),
    );
    const cedarJson = JSON.stringify({ '': { entityTypes, actions: {} } });
    await expect(
      service.client.send(new PutSchemaCommand({ policyStoreId, definition: { cedarJson } })),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(/took longer than 2 seconds/),
      fieldList: [{ path: 'definition.cedarJson' }],
    });
  });

  it('refuses what no id, filter or key can be, and names the member', async () => {
    const { client } = service;
    const filter = { policyType: z.custom<never>().parse('OTHER') };
    const encryptionSettings = { kmsEncryptionSettings: { key: 'none', encryptionContext: {} } };
    const refused: readonly [string, Promise<unknown>][] = [
      ['policyStoreId', client.send(new GetPolicyStoreCommand({ policyStoreId: '' }))],
      ['policyStoreId', client.send(new DeletePolicyStoreCommand({ policyStoreId: 'policy-store-alias/a' }))],
      ['policyStoreId', client.send(new IsAuthorizedCommand({ policyStoreId: '../x' }))],
      ['policyId', client.send(new GetPolicyCommand({ policyStoreId, policyId: 'a b' }))],
      ['filter.policyType', client.send(new ListPoliciesCommand({ policyStoreId, filter }))],
      [
        'encryptionSettings.kmsEncryptionSettings.key',
        client.send(new CreatePolicyStoreCommand({ validationSettings: { mode: 'OFF' }, encryptionSettings })),
      ],
    ];
    await Promise.all(
      refused.map(([path, answer]) =>
        expect(answer).rejects.toMatchObject({ name: 'ValidationException', fieldList: [{ path }] }),
      ),
    );
  });

  it('gives up a validation that takes too long, while decisions go on', async () => {
    const strict = await storeIn('STRICT');
    // Every pair of types is a case of its own to whoever validates.
    const types = Array.from({ length: 40 }, (_, n) => `T${n}`);
    const shape = { type: 'Record', attributes: { n: { type: 'Long' } } };
    const cedarJson = JSON.stringify({
      '': {
        entityTypes: Object.fromEntries(types.map((type) => [type, { shape }])),
        actions: { view: { appliesTo: { principalTypes: types, resourceTypes: types } } },
      },
    });
    await service.client.send(new PutSchemaCommand({ policyStoreId: strict, definition: { cedarJson } }));
    const branch = (depth: number): string =>
      depth === 0 ? 'principal.n' : `(if principal.n == ${depth} then ${branch(depth - 1)} else ${branch(depth - 1)})`;
    const slow = create(
      `permit(principal, action, resource) when { ${Array(20)
        .fill(`${branch(8)} == 1`)
        .join(' && ')} };`,
      strict,
    );
    const order: string[] = [];
    await Promise.all([
      expect(slow)
        .rejects.toMatchObject({
          name: 'ValidationException',
          message: expect.stringMatching(/took longer than 2 seconds/),
          fieldList: [{ path: 'definition.static.statement' }],
        })
        .then(() => order.push('refused')),
      decide().then(() => order.push('decided')),
    ]);
    expect(order).toEqual(['decided', 'refused']);
  });
});
