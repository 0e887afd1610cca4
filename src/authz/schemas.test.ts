import {
  GetPolicyCommand,
  GetSchemaCommand,
  PutSchemaCommand,
  UpdatePolicyCommand,
} from '@aws-sdk/client-verifiedpermissions';
import { afterAll, describe, expect, it } from 'vitest';
import { own, photoService, refused, schema } from './photos.contract.ts';

const { client, service, storeWith, create } = await photoService();
afterAll(() => service[Symbol.asyncDispose]());

describe('A schema', () => {
  it('is put and shown, and is judged', async () => {
    const policyStoreId = await storeWith('STRICT', false);
    await expect(client.send(new GetSchemaCommand({ policyStoreId }))).rejects.toMatchObject({
      ...refused('ResourceNotFoundException', 404),
      resourceType: 'SCHEMA',
    });
    const put = (cedarJson: string) => client.send(new PutSchemaCommand({ policyStoreId, definition: { cedarJson } }));
    expect((await put(JSON.stringify(schema))).namespaces).toEqual(['Photos']);
    expect((await client.send(new GetSchemaCommand({ policyStoreId }))).schema).toBe(JSON.stringify(schema));
    await expect(put('{"Photos": 1}')).rejects.toMatchObject({
      ...refused('ValidationException', 400),
      fieldList: [{ path: 'definition.cedarJson', message: expect.stringContaining('schema') }],
    });
    await expect(put('{')).rejects.toMatchObject(refused('ValidationException', 400));
    await expect(put('{"AWS::Photos": {"entityTypes": {}, "actions": {}}}')).rejects.toMatchObject(
      refused('ValidationException', 400, /reserved/),
    );
  });

  it('does not judge policies that are there, but those that are updated', async () => {
    const policyStoreId = await storeWith('STRICT');
    const statement = 'permit(principal, action == Photos::Action::"view", resource) when { principal.level > 3 };';
    const policyId = await create(policyStoreId, statement);
    const other = structuredClone(schema);
    other.Photos.entityTypes.User.shape.attributes.level.type = 'String';
    await client.send(new PutSchemaCommand({ policyStoreId, definition: { cedarJson: JSON.stringify(other) } }));
    expect((await client.send(new GetPolicyCommand({ policyStoreId, policyId }))).definition).toEqual({
      static: { statement },
    });
    const update = client.send(
      new UpdatePolicyCommand({
        policyStoreId,
        policyId,
        definition: { static: { statement: statement.replace('3', '4') } },
      }),
    );
    await expect(update).rejects.toMatchObject(refused('ValidationException', 400, /String/));
  });

  it('is needed where policies are validated, and not where they are not', async () => {
    await expect(create(await storeWith('STRICT', false), own)).rejects.toMatchObject(
      refused('ValidationException', 400, /no schema/),
    );
    expect(await create(await storeWith('OFF'), 'permit(principal == Nobody::"x", action, resource);')).toMatch(
      /^\w{22}$/,
    );
  });

  it('refuses policies that no action applies to', async () => {
    const policyStoreId = await storeWith('STRICT');
    await expect(
      create(policyStoreId, 'permit(principal is Photos::Group, action == Photos::Action::"view", resource);'),
    ).rejects.toMatchObject(refused('ValidationException', 400, /applicable action/));
    expect(
      await create(policyStoreId, 'permit(principal, action == Photos::Action::"view", resource) when { false };'),
    ).toMatch(/^\w{22}$/);
  });
});
