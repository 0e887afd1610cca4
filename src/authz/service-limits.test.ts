import {
  BatchGetPolicyCommand,
  CreateIdentitySourceCommand,
  CreatePolicyCommand,
  CreatePolicyStoreCommand,
  CreatePolicyTemplateCommand,
  GetPolicyStoreCommand,
  IsAuthorizedCommand,
  PutSchemaCommand,
} from '@aws-sdk/client-verifiedpermissions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceUnderTest, type ServiceUnderTest } from './verified-permissions.contract.ts';

const permit = (condition: string, resource = 'resource'): string =>
  `permit(principal, action, ${resource}) when { ${condition} };`;
const long = (letters: number): string => permit(`context.x == "${'x'.repeat(letters)}"`);
const template = 'permit(principal == ?principal, action, resource == ?resource);';
const schema = {
  '': {
    entityTypes: { User: {}, Photo: {} },
    actions: { view: { appliesTo: { principalTypes: ['User'], resourceTypes: ['Photo'] } } },
  },
};

describe.each([
  ['with the limits of the service', true],
  ['without them', false],
] as const)('a policy store %s', (_name, serviceLimits) => {
  let service: ServiceUnderTest;
  let policyStoreId = '';
  beforeAll(async () => {
    service = await serviceUnderTest({ serviceLimits });
    policyStoreId = await storeIn('OFF');
  });
  afterAll(() => service[Symbol.asyncDispose]());

  const storeIn = async (mode: 'OFF' | 'STRICT'): Promise<string> =>
    (await service.client.send(new CreatePolicyStoreCommand({ validationSettings: { mode } }))).policyStoreId ?? '';
  const create = (statement: string, store = policyStoreId) =>
    service.client.send(new CreatePolicyCommand({ policyStoreId: store, definition: { static: { statement } } }));
  /** Refused where the limits hold, taken where they do not. */
  const limited = async (asked: Promise<object>, name: string, message: RegExp): Promise<void> => {
    if (serviceLimits) await expect(asked).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
    else await expect(asked).resolves.toBeDefined();
  };

  it('takes policies of 10,000 letters', async () => {
    await create(long(9_000));
    await limited(create(long(10_000)), 'ValidationException', /1 to 10000 letters/);
  });

  it('takes 200,000 bytes of policies about one resource', async () => {
    const about = (id: string): string => permit(`context.x == "${'x'.repeat(9_900)}"`, `resource == Photo::"${id}"`);
    for (let n = 0; n < 20; n++) await create(about('a'));
    await limited(create(about('a')), 'ServiceQuotaExceededException', /200000 bytes/);
    await create(about('b'));
  });

  it('takes schemas of 200,000 letters', async () => {
    const cedarJson = JSON.stringify({
      ...schema,
      padding: { entityTypes: { Padding: { annotations: { doc: 'x'.repeat(200_000) } } }, actions: {} },
    });
    const put = service.client.send(new PutSchemaCommand({ policyStoreId, definition: { cedarJson } }));
    await limited(put, 'ValidationException', /200000 letters/);
  });

  it('takes 40 templates and one identity source', async () => {
    const make = () => service.client.send(new CreatePolicyTemplateCommand({ policyStoreId, statement: template }));
    for (let n = 0; n < 40; n++) await make();
    await limited(make(), 'ServiceQuotaExceededException', /40 templates/);
    const configuration = {
      openIdConnectConfiguration: { issuer: 'https://issuer.example', tokenSelection: { accessTokenOnly: {} } },
    };
    const source = () => service.client.send(new CreateIdentitySourceCommand({ policyStoreId, configuration }));
    await source();
    await limited(source(), 'ServiceQuotaExceededException', /1 identity sources/);
  });

  it('takes requests of a megabyte, and entities with 99 transitive parents', async () => {
    const decide = (input: object) => service.client.send(new IsAuthorizedCommand({ policyStoreId, ...input }));
    const parents = (count: number): object => ({
      entities: {
        entityList: Array.from({ length: count }, (_, n) => ({
          identifier: { entityType: 'Folder', entityId: `${n}` },
          parents: [{ entityType: 'Folder', entityId: `${n + 1}` }],
        })),
      },
    });
    await decide(parents(99));
    await limited(decide(parents(100)), 'ValidationException', /99 transitive parents/);
    const contextMap = { x: { string: 'x'.repeat(995_000) } };
    await limited(decide({ ...parents(99), context: { contextMap } }), 'ValidationException', /1000000 bytes/);
  });

  it('takes policies that can never be fulfilled', async () => {
    const store = await storeIn('STRICT');
    await service.client.send(
      new PutSchemaCommand({ policyStoreId: store, definition: { cedarJson: JSON.stringify(schema) } }),
    );
    await limited(create(permit('1 == 2'), store), 'ValidationException', /impossible/);
  });

  it('has batches of at most 100 policies in either case', async () => {
    const requests = Array.from({ length: 101 }, () => ({ policyStoreId, policyId: 'none' }));
    await expect(service.client.send(new BatchGetPolicyCommand({ requests }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('says what encryption it was asked for', async () => {
    const kms = { key: 'arn:aws:kms:ap-northeast-1:111122223333:key/1', encryptionContext: { team: 'photos' } };
    const { policyStoreId: sealed = '' } = await service.client.send(
      new CreatePolicyStoreCommand({
        validationSettings: { mode: 'OFF' },
        encryptionSettings: { kmsEncryptionSettings: kms },
      }),
    );
    expect(await service.client.send(new GetPolicyStoreCommand({ policyStoreId: sealed }))).toMatchObject({
      encryptionState: { kmsEncryptionState: kms },
    });
  });
});
