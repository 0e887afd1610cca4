import {
  CreatePolicyCommand,
  CreatePolicyStoreCommand,
  CreatePolicyTemplateCommand,
} from '@aws-sdk/client-verifiedpermissions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Explained } from './explained.ts';
import { serviceUnderTest, type ServiceUnderTest } from './verified-permissions.contract.ts';

const alice = { entityType: 'User', entityId: 'alice' };
const bob = { entityType: 'User', entityId: 'bob' };
const beach = { entityType: 'Photo', entityId: 'beach' };
const action = { actionType: 'Action', actionId: 'view' };

describe('ExplainDecision', () => {
  let service: ServiceUnderTest;
  let policyStoreId = '';
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    service = await serviceUnderTest();
    const { client } = service;
    ({ policyStoreId = '' } = await client.send(new CreatePolicyStoreCommand({ validationSettings: { mode: 'OFF' } })));
    const create = async (definition: object): Promise<string> =>
      (await client.send(new CreatePolicyCommand({ policyStoreId, definition: Object(definition) }))).policyId ?? '';
    const { policyTemplateId = '' } = await client.send(
      new CreatePolicyTemplateCommand({
        policyStoreId,
        statement: `@advice("Ask the owner to share it.") @advice_ja("所有者に共有を依頼してください。")
          permit(principal == ?principal, action == Action::"view", resource == ?resource) when { context.signedIn };`,
      }),
    );
    ids['template'] = policyTemplateId;
    ids['shared'] = await create({ templateLinked: { policyTemplateId, principal: bob, resource: beach } });
    ids['own'] = await create({
      static: { statement: 'permit(principal, action, resource) when { resource.owner == principal };' },
    });
  });
  afterAll(() => service[Symbol.asyncDispose]());

  const ask = async (principal: object, more: object = {}): Promise<Explained> =>
    Explained.parse(
      await service.call('ExplainDecision', {
        policyStoreId,
        principal,
        action,
        resource: beach,
        entities: { entityList: [{ identifier: beach, attributes: { owner: { entityIdentifier: alice } } }] },
        ...more,
      }),
    );

  it('says in two languages what kept the nearest policy from permitting, and what its author advises', async () => {
    const { decision, reason, sentence, policies } = await ask(bob);
    expect([decision, reason]).toEqual(['DENY', 'unpermitted']);
    expect(sentence.en).toBe(
      `No policy permits it, though none forbids it. The nearest is ${ids['own']}: \`resource.owner == principal\` does not hold: resource.owner is User::"alice", principal is User::"bob".`,
    );
    expect(sentence.ja).toContain('許可するポリシーがありません');
    const shared = policies.find(({ policyId }) => policyId === ids['shared']);
    expect(shared).toMatchObject({
      role: 'erred',
      policyTemplateId: ids['template'],
      advice: { en: 'Ask the owner to share it.', ja: '所有者に共有を依頼してください。' },
      sentence: {
        en: '`context.signedIn` has no value, so that the policy was skipped: `context.signedIn` is missing.',
        ja: '`context.signedIn` が評価できず、ポリシーは無視されました: `context.signedIn` がありません。',
      },
    });
  });

  it('names a permit that could not be evaluated where no other comes near', async () => {
    const { sentence } = await ask(bob, { near: 0 });
    expect(sentence.en).toContain(`The nearest is ${ids['shared']}: \`context.signedIn\` has no value`);
  });

  it('says why something is permitted, as the decision itself does', async () => {
    const { decision, determiningPolicies, sentence } = await ask(bob, {
      context: { contextMap: { signedIn: { boolean: true } } },
    });
    expect([decision, determiningPolicies]).toEqual(['ALLOW', [ids['shared']]]);
    expect(sentence.en).toBe(`Permitted by ${ids['shared']}.`);
  });

  it('keeps whole numbers of 64 bits exact', async () => {
    const statement = 'permit(principal, action, resource) when { context.n == 9007199254740993 };';
    await service.client.send(new CreatePolicyCommand({ policyStoreId, definition: { static: { statement } } }));
    const answers = [9_007_199_254_740_993n, 9_007_199_254_740_992n].map((long) =>
      ask(bob, { context: { contextMap: { n: { long } } } }),
    );
    expect((await Promise.all(answers)).map(({ decision }) => decision)).toEqual(['ALLOW', 'DENY']);
  });

  it('tells people in Japanese what is wrong with JSON that they wrote, and that a store is not there', async () => {
    await expect(ask(bob, { entities: { cedarJson: '[{' } })).rejects.toMatchObject({
      text: { ja: 'entities.cedarJson: 引用符で囲んだ文字列が必要です (1 行 3 列)' },
    });
    await expect(service.call('ExplainDecision', { policyStoreId: 'none' })).rejects.toMatchObject({
      text: { ja: 'ポリシーストア "none" は見つかりません。' },
    });
  });

  it('refuses what the service refuses, and policy stores of others', async () => {
    await expect(ask({ entityType: 'no name', entityId: 'x' })).rejects.toThrow(/principal.entityType/);
    await expect(service.call('ExplainDecision', { policyStoreId: 'none' })).rejects.toMatchObject({
      code: 'NotFound',
    });
    await expect(service.call('ExplainDecision', { policyStoreId, near: 51 })).rejects.toThrow(/near/);
  });
});
