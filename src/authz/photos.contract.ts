import {
  CreatePolicyCommand,
  CreatePolicyStoreCommand,
  IsAuthorizedCommand,
  PutSchemaCommand,
  type IsAuthorizedCommandInput,
} from '@aws-sdk/client-verifiedpermissions';
import { expect } from 'vitest';
import { serviceUnderTest } from './verified-permissions.contract.ts';

/** Photos that people own and look at: what the tests of Verified Permissions speak of. */
export const schema = {
  Photos: {
    entityTypes: {
      User: {
        shape: {
          type: 'Record',
          attributes: { level: { type: 'Long' }, address: { type: 'Extension', name: 'ipaddr', required: false } },
        },
        memberOfTypes: ['Group'],
      },
      Group: {},
      Photo: {
        shape: {
          type: 'Record',
          attributes: { owner: { type: 'Entity', name: 'User' }, private: { type: 'Boolean' } },
        },
      },
    },
    actions: {
      look: {},
      view: {
        memberOf: [{ id: 'look' }],
        appliesTo: {
          principalTypes: ['User'],
          resourceTypes: ['Photo'],
          context: { type: 'Record', attributes: { n: { type: 'Long', required: false } } },
        },
      },
      edit: { appliesTo: { principalTypes: ['User'], resourceTypes: ['Photo'] } },
    },
  },
};

export const alice = { entityType: 'Photos::User', entityId: 'alice' };
export const bob = { entityType: 'Photos::User', entityId: 'bob' };
export const beach = { entityType: 'Photos::Photo', entityId: 'beach' };
export const view = { actionType: 'Photos::Action', actionId: 'view' };
export const own =
  'permit(principal, action in Photos::Action::"look", resource is Photos::Photo) when { resource.owner == principal };';

export const photo = (owner = alice) => ({
  identifier: beach,
  attributes: { owner: { entityIdentifier: owner }, private: { boolean: false } },
});

/** What the SDK throws of a refusal. */
export const refused = (name: string, status: number, message = /./) => ({
  name,
  $metadata: { httpStatusCode: status },
  message: expect.stringMatching(message),
});

/** The service under test, and what most of its tests begin with. */
export async function photoService() {
  const service = await serviceUnderTest();
  const { client, stranger } = service;
  const put = (policyStoreId: string) =>
    client.send(new PutSchemaCommand({ policyStoreId, definition: { cedarJson: JSON.stringify(schema) } }));
  return {
    service,
    client,
    stranger,
    storeWith: async (mode: 'OFF' | 'STRICT' = 'OFF', withSchema = true): Promise<string> => {
      const { policyStoreId = '' } = await client.send(new CreatePolicyStoreCommand({ validationSettings: { mode } }));
      if (withSchema) await put(policyStoreId);
      return policyStoreId;
    },
    create: async (policyStoreId: string, statement: string): Promise<string> => {
      const command = new CreatePolicyCommand({ policyStoreId, definition: { static: { statement } } });
      return (await client.send(command)).policyId ?? '';
    },
    decide: (policyStoreId: string, input: Partial<IsAuthorizedCommandInput> = {}) =>
      client.send(
        new IsAuthorizedCommand({ policyStoreId, principal: alice, action: view, resource: beach, ...input }),
      ),
  };
}
