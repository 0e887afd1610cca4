import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchIsAuthorizedWithTokenCommand,
  CreateIdentitySourceCommand,
  CreatePolicyCommand,
  CreatePolicyStoreCommand,
  IsAuthorizedWithTokenCommand,
  ListIdentitySourcesCommand,
  PutSchemaCommand,
  UpdateIdentitySourceCommand,
  type Configuration,
  type IsAuthorizedWithTokenCommandInput,
} from '@aws-sdk/client-verifiedpermissions';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openIssuer, type Issuer } from './issuer.contract.ts';
import { serviceUnderTest, type ServiceUnderTest } from './verified-permissions.contract.ts';

const view = { actionType: 'Action', actionId: 'view' };
const beach = { entityType: 'Photo', entityId: 'beach' };
const soon = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

let issuer: Issuer;
let service: ServiceUnderTest;
beforeAll(async () => {
  issuer = await openIssuer();
});
afterAll(() => issuer[Symbol.asyncDispose]());

/** A policy store with one identity source and one policy. */
async function storeFor(configuration: Configuration, statement: string, schema?: object): Promise<string> {
  const { client } = service;
  const { policyStoreId = '' } = await client.send(
    new CreatePolicyStoreCommand({ validationSettings: { mode: 'OFF' } }),
  );
  if (schema !== undefined)
    await client.send(new PutSchemaCommand({ policyStoreId, definition: { cedarJson: JSON.stringify(schema) } }));
  await client.send(new CreateIdentitySourceCommand({ policyStoreId, configuration, principalEntityType: 'User' }));
  await client.send(new CreatePolicyCommand({ policyStoreId, definition: { static: { statement } } }));
  return policyStoreId;
}

const decide = (policyStoreId: string, input: Partial<IsAuthorizedWithTokenCommandInput>) =>
  service.client.send(new IsAuthorizedWithTokenCommand({ policyStoreId, action: view, resource: beach, ...input }));

const refused = (message: RegExp) => ({
  name: 'ValidationException',
  $metadata: { httpStatusCode: 400 },
  message: expect.stringMatching(message),
});

describe('tokens of an OpenID Connect provider', () => {
  const openId = (tokenSelection: object, more: object = {}): Configuration => ({
    openIdConnectConfiguration: {
      issuer: issuer.url,
      entityIdPrefix: 'acme',
      groupConfiguration: { groupClaim: 'groups', groupEntityType: 'Team' },
      tokenSelection: Object(tokenSelection),
      ...more,
    },
  });
  const inOps = 'permit(principal in Team::"acme|ops", action, resource);';
  let accessStore = '';

  beforeAll(async () => {
    service = await serviceUnderTest();
    accessStore = await storeFor(
      openId({ accessTokenOnly: { audiences: ['photos'], principalIdClaim: 'sub' } }),
      inOps,
    );
  });
  afterAll(() => service[Symbol.asyncDispose]());

  const access = (claims: object = {}): Promise<string> => issuer.token({ aud: 'photos', groups: ['ops'], ...claims });

  it('say who asks, and in which groups', async () => {
    expect(await decide(accessStore, { accessToken: await access() })).toMatchObject({
      decision: 'ALLOW',
      principal: { entityType: 'User', entityId: 'acme|alice' },
    });
    expect(await decide(accessStore, { accessToken: await access({ groups: ['dev'] }) })).toMatchObject({
      decision: 'DENY',
    });
    expect(await decide(accessStore, { accessToken: await access({ groups: 'ops' }) })).toMatchObject({
      decision: 'ALLOW',
    });
  });

  it('without an audience are meant for the client that they were issued to', async () => {
    for (const client of [{ cid: 'photos' }, { client_id: 'photos' }])
      expect(await decide(accessStore, { accessToken: await access({ aud: undefined, ...client }) })).toMatchObject({
        decision: 'ALLOW',
      });
    for (const client of [{}, { cid: 'mail' }, { aud: 'mail', cid: 'photos' }])
      await expect(
        decide(accessStore, { accessToken: await access({ aud: undefined, ...client }) }),
      ).rejects.toMatchObject(refused(/another client or audience/));
  });

  it('are asked about in batches', async () => {
    const { principal, results } = await service.client.send(
      new BatchIsAuthorizedWithTokenCommand({
        policyStoreId: accessStore,
        accessToken: await access(),
        requests: [
          { action: view, resource: beach },
          { action: view, resource: { entityType: 'Photo', entityId: 'other' } },
        ],
      }),
    );
    expect(principal).toEqual({ entityType: 'User', entityId: 'acme|alice' });
    expect(results).toMatchObject([{ decision: 'ALLOW', request: { resource: beach } }, { decision: 'ALLOW' }]);
  });

  it('become context.token or attributes of the principal, as the schema says', async () => {
    const store = await storeFor(
      openId({ accessTokenOnly: {} }),
      'permit(principal, action, resource) when { context.token.scope.contains("photos:read") && context.token.level == 7 };',
    );
    const accessToken = await access({ scope: 'a photos:read', level: 7, x: 1.5, none: null });
    for (const context of [undefined, { contextMap: { a: { long: 1 } } }, { cedarJson: '{"a": 1}' }])
      expect(await decide(store, { accessToken, ...(context && { context }) })).toMatchObject({
        decision: 'ALLOW',
        errors: [],
      });
    const schema = {
      '': {
        entityTypes: {
          User: { shape: { type: 'Record', attributes: { address: { type: 'Extension', name: 'ipaddr' } } } },
          Photo: {},
        },
        actions: { view: { appliesTo: { principalTypes: ['User'], resourceTypes: ['Photo'] } } },
      },
    };
    const ids = await storeFor(
      openId({ identityTokenOnly: { clientIds: ['app'] } }),
      'permit(principal, action, resource) when { principal.address.isLoopback() && !(principal has nickname) };',
      schema,
    );
    const identityToken = await issuer.token({ aud: 'app', address: '127.0.0.1', nickname: 'al' });
    expect(await decide(ids, { identityToken })).toMatchObject({ decision: 'ALLOW', errors: [] });
    await expect(decide(ids, { identityToken: await issuer.token({ aud: 'app', address: 7 }) })).rejects.toMatchObject({
      ...refused(/at address: the schema expects ipaddr, not long/),
      fieldList: [{ path: 'identityToken' }],
    });
  });

  it.each([
    ['another audience', () => access({ aud: 'mail' }), /another client or audience/],
    ['an end in the past', () => access({ exp: soon(-60) }), /cannot be trusted: .*exp/],
    ['no end', () => access({ exp: undefined }), /cannot be trusted: .*exp/],
    ['a beginning in the future', () => access({ nbf: soon(600) }), /cannot be trusted: .*nbf/],
    ['another issuer', () => access({ iss: 'https://elsewhere.example' }), /no identity source .*elsewhere/],
    ['no subject', () => access({ sub: undefined }), /^accessToken: the claim sub is missing/],
    ['a subject without letters', () => access({ sub: '' }), /^accessToken: the claim sub must be a text/],
    [
      'no signature',
      async () => new UnsecuredJWT({ iss: issuer.url, sub: 'alice', aud: 'photos' }).setExpirationTime('1h').encode(),
      /cannot be trusted/,
    ],
    ['a shared secret', () => signed(issuer.url, { alg: 'HS256' }, new Uint8Array(32)), /cannot be trusted/],
    [
      'the key of a stranger',
      async () => signed(issuer.url, { alg: 'ES256', kid: '0' }, (await generateKeyPair('ES256')).privateKey),
      /cannot be trusted: signature/,
    ],
    [
      'a change behind the signature',
      async () =>
        (await access()).replace(
          /\.[^.]+\./,
          `.${Buffer.from(JSON.stringify({ iss: issuer.url, sub: 'root', aud: 'photos', exp: soon(99) })).toString('base64url')}.`,
        ),
      /cannot be trusted: signature/,
    ],
    ['too many letters', async () => `${'a'.repeat(131_073)}.b.c`, /1 to 131072/],
    ['no form', async () => 'nonsense', /no JSON web token/],
  ])('are refused with %s', async (_why, token, message) => {
    await expect(decide(accessStore, { accessToken: await token() })).rejects.toMatchObject(refused(message));
  });

  it('are refused as the other kind, and beside entities that say who somebody is', async () => {
    const token = await access();
    await expect(decide(accessStore, { identityToken: token })).rejects.toMatchObject(
      refused(/takes accessTokens alone/),
    );
    await expect(decide(accessStore, {})).rejects.toMatchObject(refused(/must be given/));
    const entityList = [{ identifier: { entityType: 'Team', entityId: 'acme|ops' } }];
    await expect(decide(accessStore, { accessToken: token, entities: { entityList } })).rejects.toMatchObject(
      refused(/comes from tokens alone/),
    );
  });

  it('are checked with keys that are fetched once, and again for a key that is not among them', async () => {
    const own = await openIssuer();
    const store = await storeFor(
      { openIdConnectConfiguration: { issuer: own.url, tokenSelection: { accessTokenOnly: {} } } },
      'permit(principal, action, resource);',
    );
    const before = await own.token();
    for (const accessToken of [before, await own.token(), await own.token()]) await decide(store, { accessToken });
    expect(own.asked).toBe(1);
    await own.rotate();
    await expect(decide(store, { accessToken: await own.token() })).rejects.toMatchObject(refused(/no applicable key/));
    service.later = 31_000; // so soon they are not fetched again, or made-up keys would make us ask without end
    expect(await decide(store, { accessToken: await own.token() })).toMatchObject({ decision: 'ALLOW' });
    expect(own.asked).toBe(2);
    await expect(decide(store, { accessToken: before })).rejects.toMatchObject(refused(/no applicable key/));
    service.later = 0;
    await own[Symbol.asyncDispose]();
  });

  it('are refused with a sentence where the keys cannot be had', async () => {
    const gone = await openIssuer();
    const token = await gone.token();
    const store = await storeFor(
      { openIdConnectConfiguration: { issuer: gone.url, tokenSelection: { accessTokenOnly: {} } } },
      'permit(principal, action, resource);',
    );
    const replies: [NonNullable<Issuer['instead']>, RegExp][] = [
      [(reply) => void reply.writeHead(500).end(), /cannot be trusted/],
      [(reply) => void reply.end('no JSON'), /cannot be trusted/],
      [(reply) => void reply.end(`"${'x'.repeat(1_100_000)}"`), /more than 1000000 bytes/],
      [(reply) => void reply.writeHead(302, { location: 'https://elsewhere.example' }).end(), /cannot be trusted/],
    ];
    for (const [instead, message] of replies) {
      gone.instead = instead;
      service.later += 31_000;
      await expect(decide(store, { accessToken: token })).rejects.toMatchObject(refused(message));
    }
    gone.instead = undefined;
    await expect(decide(store, { accessToken: token })).rejects.toMatchObject(refused(/cannot be had/)); // not so soon
    service.later += 31_000;
    expect(await decide(store, { accessToken: token })).toMatchObject({ decision: 'ALLOW' }); // it recovers by itself
    service.later = 0;
    await gone[Symbol.asyncDispose]();
    const dead = await storeFor(
      { openIdConnectConfiguration: { issuer: 'http://127.0.0.1:9', tokenSelection: { accessTokenOnly: {} } } },
      'permit(principal, action, resource);',
    );
    const ofNobody = await issuer.token({ iss: 'http://127.0.0.1:9' });
    await expect(decide(dead, { accessToken: ofNobody })).rejects.toMatchObject(
      refused(/cannot be had, beginning with http:/),
    );
  });
});

describe('tokens of a Cognito user pool', () => {
  const pool = 'ap-northeast-1_AbCdEfG';
  const userPoolArn = `arn:aws:cognito-idp:ap-northeast-1:111122223333:userpool/${pool}`;
  const address = `https://cognito-idp.ap-northeast-1.amazonaws.com/${pool}`;
  let key: CryptoKey;
  let store = '';
  let folder = '';

  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    key = privateKey;
    folder = await mkdtemp(join(tmpdir(), 'yagura-keys-'));
    const file = join(folder, 'keys.json');
    await writeFile(file, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256' }] }));
    service = await serviceUnderTest({ keyFiles: { [address]: file } });
    store = await storeFor(
      {
        cognitoUserPoolConfiguration: {
          userPoolArn,
          clientIds: ['app'],
          groupConfiguration: { groupEntityType: 'Team' },
        },
      },
      `permit(principal in Team::"${pool}|ops", action, resource);`,
    );
  });
  afterAll(async () => {
    await service[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const token = (claims: object): Promise<string> =>
    signed(address, { alg: 'RS256', kid: 'k' }, key, { 'cognito:groups': ['ops'], ...claims });

  it('speak of somebody of that pool, with the keys of a file', async () => {
    const identityToken = await token({ token_use: 'id', aud: 'app' });
    const accessToken = await token({ token_use: 'access', client_id: 'app' });
    const principal = { entityType: 'User', entityId: `${pool}|alice` };
    for (const tokens of [{ identityToken }, { accessToken }, { identityToken, accessToken }])
      expect(await decide(store, tokens)).toMatchObject({ decision: 'ALLOW', principal });
  });

  it('are refused for another use, another client, and two people at once', async () => {
    const id = { token_use: 'id', aud: 'app' };
    await expect(decide(store, { accessToken: await token(id) })).rejects.toMatchObject(refused(/token_use/));
    await expect(decide(store, { identityToken: await token({ ...id, aud: 'other' }) })).rejects.toMatchObject(
      refused(/another client/),
    );
    const other = await token({ token_use: 'access', client_id: 'app', sub: 'bob' });
    await expect(decide(store, { identityToken: await token(id), accessToken: other })).rejects.toMatchObject(
      refused(/somebody else/),
    );
  });

  it('are taken of the issuer that the identity source has now', async () => {
    const { identitySources = [] } = await service.client.send(
      new ListIdentitySourcesCommand({ policyStoreId: store }),
    );
    await service.client.send(
      new UpdateIdentitySourceCommand({
        policyStoreId: store,
        identitySourceId: identitySources[0]?.identitySourceId,
        updateConfiguration: { cognitoUserPoolConfiguration: { userPoolArn: `${userPoolArn}2` } },
      }),
    );
    await expect(decide(store, { identityToken: await token({ token_use: 'id' }) })).rejects.toMatchObject(
      refused(/no identity source/),
    );
  });
});

const signed = (
  iss: string,
  header: { readonly alg: string; readonly kid?: string },
  key: CryptoKey | Uint8Array,
  claims: object = {},
): Promise<string> =>
  new SignJWT({ iss, sub: 'alice', aud: 'photos', exp: soon(3_600), ...claims }).setProtectedHeader(header).sign(key);
