import * as sdk from '@aws-sdk/client-verifiedpermissions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { beyondLimit } from './member-limits.ts';
import { serviceUnderTest, type ServiceUnderTest } from './verified-permissions.contract.ts';

const letters = (count: number): string => 'x'.repeat(count);
const store = { policyStoreId: 'PS' };
const strict = { validationSettings: { mode: 'STRICT' } } as const;
const user = { entityType: 'User', entityId: 'alice' };
const view = { actionType: 'Action', actionId: 'view' };
const statement = 'permit(principal, action, resource);';
const pool = 'arn:aws:cognito-idp:ap-northeast-1:111122223333:userpool/ap-northeast-1_AbC';
const cognito = (more: object) => ({ cognitoUserPoolConfiguration: { userPoolArn: pool, ...more } });
const openId = (more: object) => ({
  openIdConnectConfiguration: { issuer: 'https://a.example', tokenSelection: { accessTokenOnly: {} }, ...more },
});
const entityList = (more: object) => ({ entities: { entityList: [{ identifier: user, ...more }] } });

/** Inputs that are fit but for one member, whose path is the last of each. */
const refused: Readonly<Record<string, readonly (readonly [input: object, path: string])[]>> = {
  BatchGetPolicy: [
    [
      {
        requests: [
          { ...store, policyId: 'a' },
          { ...store, policyId: letters(201) },
        ],
      },
      'requests.1.policyId',
    ],
    [{ requests: [{ policyStoreId: 'a b', policyId: 'a' }] }, 'requests.0.policyStoreId'],
  ],
  BatchIsAuthorized: [
    [{ ...store, requests: [{ principal: { ...user, entityId: letters(613) } }] }, 'requests.0.principal.entityId'],
    [
      { ...store, requests: [{ context: { contextMap: { a: { decimal: '1' } } } }] },
      'requests.0.context.contextMap.a.decimal',
    ],
  ],
  BatchIsAuthorizedWithToken: [
    [{ ...store, accessToken: 'no token', requests: [{ action: view }] }, 'accessToken'],
    [{ ...store, requests: [{ action: { ...view, actionType: 'Act' } }] }, 'requests.0.action.actionType'],
  ],
  CreateIdentitySource: [
    [
      { ...store, configuration: cognito({ userPoolArn: pool + letters(200) }) },
      'configuration.cognitoUserPoolConfiguration.userPoolArn',
    ],
    [
      { ...store, configuration: cognito({ clientIds: [letters(256)] }) },
      'configuration.cognitoUserPoolConfiguration.clientIds.0',
    ],
    [
      { ...store, configuration: cognito({ clientIds: Array(1001).fill('a') }) },
      'configuration.cognitoUserPoolConfiguration.clientIds',
    ],
    [
      { ...store, configuration: cognito({ groupConfiguration: { groupEntityType: 'a-b' } }) },
      'configuration.cognitoUserPoolConfiguration.groupConfiguration.groupEntityType',
    ],
    [
      { ...store, configuration: openId({ issuer: `https://${letters(2048)}` }) },
      'configuration.openIdConnectConfiguration.issuer',
    ],
    [
      { ...store, configuration: openId({ entityIdPrefix: letters(101) }) },
      'configuration.openIdConnectConfiguration.entityIdPrefix',
    ],
    [
      { ...store, configuration: openId({ groupConfiguration: { groupClaim: '', groupEntityType: 'G' } }) },
      'configuration.openIdConnectConfiguration.groupConfiguration.groupClaim',
    ],
    [
      { ...store, configuration: openId({ tokenSelection: { accessTokenOnly: { audiences: [] } } }) },
      'configuration.openIdConnectConfiguration.tokenSelection.accessTokenOnly.audiences',
    ],
    [
      { ...store, configuration: openId({ tokenSelection: { identityTokenOnly: { principalIdClaim: '' } } }) },
      'configuration.openIdConnectConfiguration.tokenSelection.identityTokenOnly.principalIdClaim',
    ],
    [{ ...store, configuration: openId({}), principalEntityType: letters(201) }, 'principalEntityType'],
    [{ ...store, configuration: openId({}), clientToken: 'a b' }, 'clientToken'],
  ],
  CreatePolicy: [
    [{ ...store, definition: { static: { statement, description: letters(151) } } }, 'definition.static.description'],
    [{ ...store, definition: { static: { statement: '' } } }, 'definition.static.statement'],
    [
      { ...store, definition: { templateLinked: { policyTemplateId: letters(201) } } },
      'definition.templateLinked.policyTemplateId',
    ],
    [
      {
        ...store,
        definition: { templateLinked: { policyTemplateId: 'T', principal: { ...user, entityType: letters(201) } } },
      },
      'definition.templateLinked.principal.entityType',
    ],
    [{ ...store, definition: { static: { statement } }, name: `name/${letters(146)}` }, 'name'],
  ],
  CreatePolicyStore: [
    [{ ...strict, description: letters(151) }, 'description'],
    [{ ...strict, tags: { [letters(129)]: '' } }, 'tags'],
    [{ ...strict, tags: { a: letters(257) } }, 'tags.a'],
    [
      { ...strict, encryptionSettings: { kmsEncryptionSettings: { key: 'a b', encryptionContext: {} } } },
      'encryptionSettings.kmsEncryptionSettings.key',
    ],
    [
      { ...strict, encryptionSettings: { kmsEncryptionSettings: { key: 'a', encryptionContext: { a: '' } } } },
      'encryptionSettings.kmsEncryptionSettings.encryptionContext.a',
    ],
  ],
  CreatePolicyStoreAlias: [[{ ...store, aliasName: `policy-store-alias/${letters(132)}` }, 'aliasName']],
  CreatePolicyTemplate: [
    [{ ...store, statement, description: letters(151) }, 'description'],
    [{ ...store, statement, name: 'name/a b' }, 'name'],
  ],
  DeleteIdentitySource: [[{ ...store, identitySourceId: 'a/b' }, 'identitySourceId']],
  DeletePolicy: [[{ ...store, policyId: letters(201) }, 'policyId']],
  DeletePolicyStore: [[{ policyStoreId: letters(201) }, 'policyStoreId']],
  DeletePolicyStoreAlias: [[{ aliasName: letters(151) }, 'aliasName']],
  DeletePolicyTemplate: [[{ ...store, policyTemplateId: '' }, 'policyTemplateId']],
  GetIdentitySource: [[{ ...store, identitySourceId: letters(201) }, 'identitySourceId']],
  GetPolicy: [[{ ...store, policyId: '日本' }, 'policyId']],
  GetPolicyStore: [[{ policyStoreId: letters(201) }, 'policyStoreId']],
  GetPolicyStoreAlias: [[{ aliasName: 'a b' }, 'aliasName']],
  GetPolicyTemplate: [[{ ...store, policyTemplateId: letters(201) }, 'policyTemplateId']],
  GetSchema: [[{ policyStoreId: '' }, 'policyStoreId']],
  IsAuthorized: [
    [{ ...store, resource: { ...user, entityId: '' } }, 'resource.entityId'],
    [{ ...store, action: { ...view, actionId: letters(513) } }, 'action.actionId'],
    [
      { ...store, ...entityList({ parents: [{ ...user, entityId: letters(613) }] }) },
      'entities.entityList.0.parents.0.entityId',
    ],
    [
      { ...store, ...entityList({ attributes: { a: { set: [{ duration: letters(101) }] } } }) },
      'entities.entityList.0.attributes.a.set.0.duration',
    ],
    [
      { ...store, ...entityList({ tags: { a: { record: { b: { ipaddr: letters(45) } } } } }) },
      'entities.entityList.0.tags.a.record.b.ipaddr',
    ],
    [{ ...store, context: { contextMap: { a: { datetime: 'today' } } } }, 'context.contextMap.a.datetime'],
  ],
  IsAuthorizedWithToken: [[{ ...store, identityToken: 'a.b' }, 'identityToken']],
  ListIdentitySources: [
    [{ ...store, filters: Array.from({ length: 11 }, () => ({ principalEntityType: 'User' })) }, 'filters'],
    [{ ...store, nextToken: letters(8001) }, 'nextToken'],
  ],
  ListPolicies: [
    [{ ...store, filter: { policyTemplateId: letters(201) } }, 'filter.policyTemplateId'],
    [
      { ...store, filter: { principal: { identifier: { ...user, entityId: letters(613) } } } },
      'filter.principal.identifier.entityId',
    ],
  ],
  ListPolicyStoreAliases: [[{ filter: { policyStoreId: letters(201) } }, 'filter.policyStoreId']],
  ListPolicyStores: [
    [{ nextToken: 'a b' }, 'nextToken'],
    [{ maxResults: 51 }, 'maxResults'],
  ],
  ListPolicyTemplates: [[{ ...store, nextToken: '?' }, 'nextToken']],
  ListTagsForResource: [[{ resourceArn: letters(2049) }, 'resourceArn']],
  PutSchema: [[{ ...store, definition: { cedarJson: '' } }, 'definition.cedarJson']],
  TagResource: [[{ resourceArn: '', tags: {} }, 'resourceArn']],
  UntagResource: [
    [{ resourceArn: 'arn', tagKeys: [letters(129)] }, 'tagKeys.0'],
    [{ resourceArn: 'arn', tagKeys: [] }, 'tagKeys'],
  ],
  UpdateIdentitySource: [
    [
      { ...store, identitySourceId: 'I', updateConfiguration: openId({ issuer: '' }) },
      'updateConfiguration.openIdConnectConfiguration.issuer',
    ],
  ],
  UpdatePolicy: [
    [
      { ...store, policyId: 'P', definition: { static: { statement, description: letters(151) } } },
      'definition.static.description',
    ],
  ],
  UpdatePolicyStore: [[{ ...store, ...strict, description: letters(151) }, 'description']],
  UpdatePolicyTemplate: [[{ ...store, policyTemplateId: 'T', statement, description: letters(151) }, 'description']],
};

const exported: Readonly<Record<string, unknown>> = { ...sdk };
const operations = Object.keys(exported).flatMap((name) => /^(.+)Command$/.exec(name)?.[1] ?? []);

describe('With the limits of the service', () => {
  let service: ServiceUnderTest;
  beforeAll(async () => {
    service = await serviceUnderTest({ serviceLimits: true });
  });
  afterAll(() => service[Symbol.asyncDispose]());

  it.each(operations.filter((name) => name !== '$'))('%s names the member that is beyond them', async (name) => {
    const cases = refused[name] ?? [];
    expect(cases.length).toBeGreaterThan(0);
    for (const [input, path] of cases) {
      const Command = z.custom<new (given: object) => sdk.GetPolicyCommand>().parse(exported[`${name}Command`]);
      await expect(service.client.send(new Command(input)), path).rejects.toMatchObject({
        name: 'ValidationException',
        fieldList: [{ path, message: expect.stringMatching(/^[a-z]/) }],
      });
    }
  });
});

describe('A limit', () => {
  it('counts letters, however many halves they have, and takes as many as it says', () => {
    expect(beyondLimit({ description: '🌊'.repeat(150) })).toBeUndefined();
    expect(beyondLimit({ description: '🌊'.repeat(151) })).toEqual({
      path: 'description',
      message: { en: 'must have at most 150 letters', ja: '文字数を 150 以下にしてください' },
    });
  });

  it('holds for no name that the caller has made up', () => {
    const record = { name: { string: letters(200) }, entityId: { string: '' } };
    expect(beyondLimit({ contextMap: record, attributes: { description: { record } } })).toBeUndefined();
  });

  it('looks no deeper than anybody reads', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(beyondLimit({ deep })).toBeUndefined();
  });
});
