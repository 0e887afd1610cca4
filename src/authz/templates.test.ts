import {
  CreatePolicyCommand,
  CreatePolicyTemplateCommand,
  DeletePolicyTemplateCommand,
  GetPolicyCommand,
  GetPolicyTemplateCommand,
  ListPoliciesCommand,
  ListPolicyTemplatesCommand,
  UpdatePolicyCommand,
  UpdatePolicyTemplateCommand,
} from '@aws-sdk/client-verifiedpermissions';
import { afterAll, describe, expect, it } from 'vitest';
import { alice, beach, bob, own, photoService, refused, view } from './photos.contract.ts';

const { client, service, storeWith, decide } = await photoService();
afterAll(() => service[Symbol.asyncDispose]());
const store = await storeWith('STRICT');
const statement = 'permit(principal == ?principal, action == Photos::Action::"view", resource == ?resource);';

describe('A policy template', () => {
  it('makes policies, shows its changes in them, and takes them with it', async () => {
    const { policyTemplateId = '' } = await client.send(
      new CreatePolicyTemplateCommand({ policyStoreId: store, statement, name: 'name/share' }),
    );
    const templateLinked = { policyTemplateId: 'name/share', principal: bob, resource: beach };
    const made = await client.send(new CreatePolicyCommand({ policyStoreId: store, definition: { templateLinked } }));
    expect(made).toMatchObject({
      policyType: 'TEMPLATE_LINKED',
      principal: bob,
      resource: beach,
      effect: 'Permit',
      actions: [view],
    });
    const policyId = made.policyId ?? '';
    expect(await decide(store, { principal: bob })).toMatchObject({
      decision: 'ALLOW',
      determiningPolicies: [{ policyId }],
    });
    expect(await decide(store, { principal: alice })).toMatchObject({ decision: 'DENY' });
    for (const template of [policyTemplateId, 'name/share'])
      expect(
        (await client.send(new ListPoliciesCommand({ policyStoreId: store, filter: { policyTemplateId: template } })))
          .policies,
      ).toMatchObject([{ policyId, definition: { templateLinked: { policyTemplateId } } }]);
    const update = client.send(
      new UpdatePolicyCommand({ policyStoreId: store, policyId, definition: { static: { statement: own } } }),
    );
    await expect(update).rejects.toMatchObject(refused('ValidationException', 400, /template/));

    await client.send(
      new UpdatePolicyTemplateCommand({
        policyStoreId: store,
        policyTemplateId,
        statement: statement.replace('"view"', '"edit"'),
      }),
    );
    expect(await decide(store, { principal: bob })).toMatchObject({ decision: 'DENY' });
    expect((await client.send(new GetPolicyCommand({ policyStoreId: store, policyId }))).actions).toEqual([
      { ...view, actionId: 'edit' },
    ]);
    const other = client.send(
      new UpdatePolicyTemplateCommand({
        policyStoreId: store,
        policyTemplateId,
        statement: statement.replace('permit', 'forbid'),
      }),
    );
    await expect(other).rejects.toMatchObject(refused('ValidationException', 400, /effect/));
    expect((await client.send(new ListPolicyTemplatesCommand({ policyStoreId: store }))).policyTemplates).toMatchObject(
      [{ policyTemplateId, name: 'name/share' }],
    );

    await client.send(new DeletePolicyTemplateCommand({ policyStoreId: store, policyTemplateId }));
    await expect(client.send(new GetPolicyCommand({ policyStoreId: store, policyId }))).rejects.toMatchObject({
      ...refused('ResourceNotFoundException', 404),
      resourceType: 'POLICY',
    });
    await expect(
      client.send(new GetPolicyTemplateCommand({ policyStoreId: store, policyTemplateId })),
    ).rejects.toMatchObject({ resourceType: 'POLICY_TEMPLATE' });
  });

  it('must constrain principal and resource, and have its slots filled', async () => {
    const make = (text: string) =>
      client.send(new CreatePolicyTemplateCommand({ policyStoreId: store, statement: text }));
    await expect(make('permit(principal == ?principal, action, resource);')).rejects.toMatchObject(
      refused('ValidationException', 400, /constrain both/),
    );
    await expect(make('permit(principal, action, resource);')).rejects.toMatchObject(
      refused('ValidationException', 400, /slot/),
    );
    const { policyTemplateId: id = '' } = await make(statement);
    const fill = (link: object) =>
      client.send(
        new CreatePolicyCommand({
          policyStoreId: store,
          definition: { templateLinked: { policyTemplateId: id, ...link } },
        }),
      );
    await expect(fill({ principal: bob })).rejects.toMatchObject(refused('ValidationException', 400, /\?resource/));
    await expect(fill({ principal: beach, resource: beach })).rejects.toMatchObject(
      refused('ValidationException', 400, /applicable action/),
    );
  });
});
