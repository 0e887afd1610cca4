import {
  BatchGetPolicyCommand,
  BatchIsAuthorizedCommand,
  BatchIsAuthorizedWithTokenCommand,
  CreateIdentitySourceCommand,
  CreatePolicyCommand,
  CreatePolicyStoreAliasCommand,
  CreatePolicyStoreCommand,
  CreatePolicyTemplateCommand,
  DeleteIdentitySourceCommand,
  DeletePolicyCommand,
  DeletePolicyStoreAliasCommand,
  DeletePolicyStoreCommand,
  DeletePolicyTemplateCommand,
  GetIdentitySourceCommand,
  GetPolicyCommand,
  GetPolicyStoreAliasCommand,
  GetPolicyStoreCommand,
  GetPolicyTemplateCommand,
  GetSchemaCommand,
  IsAuthorizedCommand,
  IsAuthorizedWithTokenCommand,
  ListIdentitySourcesCommand,
  ListPoliciesCommand,
  ListPolicyStoreAliasesCommand,
  ListPolicyStoresCommand,
  ListPolicyTemplatesCommand,
  ListTagsForResourceCommand,
  PutSchemaCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateIdentitySourceCommand,
  UpdatePolicyCommand,
  UpdatePolicyStoreCommand,
  UpdatePolicyTemplateCommand,
  VerifiedPermissionsClient,
} from '@aws-sdk/client-verifiedpermissions';
import { expect } from 'vitest';
import { openIssuer } from '../../../src/authz/issuer.contract.ts';
import type { ServiceUnderTest } from '../conformance.ts';
import type { FrontUnderTest } from '../front.ts';

/** A policy store with one of each in it. */
interface World {
  readonly policyStoreId: string;
  readonly policyId: string;
  readonly policyTemplateId: string;
  readonly identitySourceId: string;
  /** Of Alice. */
  readonly accessToken: string;
}

const alice = { entityType: 'User', entityId: 'alice' };
const beach = { entityType: 'Photo', entityId: 'beach' };
const view = { actionType: 'Action', actionId: 'view' };
const asked = { principal: alice, action: view, resource: beach };
const statement = 'permit(principal == User::"alice", action, resource);';
const sharing = 'permit(principal == ?principal, action, resource == ?resource);';
const aliasName = 'policy-store-alias/conformance';
const openId = (issuer: string): object => ({
  openIdConnectConfiguration: { issuer, tokenSelection: { accessTokenOnly: {} } },
});
const configuration = openId('https://issuer.example');
const arnOf = ({ policyStoreId }: World): string =>
  `arn:aws:verifiedpermissions::000000000000:policy-store/${policyStoreId}`;

let world: Promise<World> | undefined;

async function makeWorld(front: FrontUnderTest): Promise<World> {
  const issuer = await openIssuer();
  const accessToken = await issuer.token();
  const client = new VerifiedPermissionsClient(front.config());
  const { policyStoreId = '' } = await client.send(
    new CreatePolicyStoreCommand({ validationSettings: { mode: 'OFF' } }),
  );
  const [policy, template, source] = await Promise.all([
    client.send(new CreatePolicyCommand({ policyStoreId, definition: { static: { statement } } })),
    client.send(new CreatePolicyTemplateCommand({ policyStoreId, statement: sharing })),
    client.send(
      new CreateIdentitySourceCommand({
        policyStoreId,
        configuration: {
          openIdConnectConfiguration: { issuer: issuer.url, tokenSelection: { accessTokenOnly: {} } },
        },
        principalEntityType: 'User',
      }),
    ),
  ]);
  const { policyId = '' } = policy;
  const { policyTemplateId = '' } = template;
  const { identitySourceId = '' } = source;
  return { policyStoreId, policyId, policyTemplateId, identitySourceId, accessToken };
}

/** An input that speaks of the policy store, and of what is in it. */
const within =
  (input: (made: World) => object = () => ({})) =>
  async (front: FrontUnderTest): Promise<object> => {
    world ??= makeWorld(front);
    const made = await world;
    return { policyStoreId: made.policyStoreId, ...input(made) };
  };

/** As `within`, with Alice's token. */
const withToken = (input: () => object = () => ({})) => within(({ accessToken }) => ({ ...input(), accessToken }));

const refused = (message: RegExp) => ({ name: 'ValidationException', status: 400, message });
const missing = { name: 'ResourceNotFoundException', status: 404 };
/** Members of an account look, and change nothing. */
const denied = { name: 'AccessDeniedException', status: 403, message: /is not authorized to perform/ };
const empty = (output: object): void => expect(output).toEqual({ $metadata: expect.anything() });
const dates = { createdDate: expect.any(Date), lastUpdatedDate: expect.any(Date) };
const noStore = { input: {}, error: refused(/policyStoreId/) };
const noSuchStore = { input: { policyStoreId: 'none' }, error: missing };

/** In the order in which a script would call them; what is deleted comes last. */
const verifiedPermissions: ServiceUnderTest = {
  client: VerifiedPermissionsClient,
  mismatch: 'InvalidSignatureException',
  cases: [
    {
      command: CreatePolicyStoreCommand,
      good: { validationSettings: { mode: 'STRICT' } },
      expect: (output) => expect(output).toMatchObject({ policyStoreId: expect.stringMatching(/^\w{22}$/), ...dates }),
      missing: { input: {}, error: refused(/validationSettings/) },
      wrong: { input: { validationSettings: { mode: 'LAX' } }, error: refused(/validationSettings.mode/) },
      stranger: denied,
    },
    {
      command: GetPolicyStoreCommand,
      good: within(),
      expect: (output) => expect(output).toMatchObject({ validationSettings: { mode: 'OFF' }, ...dates }),
      missing: noStore,
      wrong: noSuchStore,
      stranger: missing,
    },
    {
      command: ListPolicyStoresCommand,
      good: {},
      expect: ({ policyStores }) => expect(policyStores).toContainEqual(expect.objectContaining(dates)),
      wrong: { input: { maxResults: 0 }, error: refused(/maxResults/) },
      stranger: ({ policyStores }) => expect(policyStores).toEqual([]),
    },
    {
      command: UpdatePolicyStoreCommand,
      good: within(() => ({ validationSettings: { mode: 'OFF' }, description: 'conformance' })),
      expect: (output) => expect(output).toMatchObject({ arn: expect.any(String), ...dates }),
      missing: { input: within(), error: refused(/validationSettings/) },
      wrong: {
        input: within(() => ({ validationSettings: { mode: 'OFF' }, deletionProtection: 'MAYBE' })),
        error: refused(/deletionProtection/),
      },
      stranger: denied,
    },
    {
      command: PutSchemaCommand,
      good: within(() => ({
        definition: { cedarJson: '{"": {"entityTypes": {"User": {}, "Photo": {}}, "actions": {}}}' },
      })),
      expect: (output) => expect(output).toMatchObject({ namespaces: [], ...dates }),
      missing: { input: within(), error: refused(/definition/) },
      wrong: { input: within(() => ({ definition: { cedarJson: '{"": 1}' } })), error: refused(/cedarJson/) },
      stranger: denied,
    },
    {
      command: GetSchemaCommand,
      good: within(),
      expect: (output) => expect(output).toMatchObject({ schema: expect.stringContaining('Photo'), ...dates }),
      missing: noStore,
      wrong: noSuchStore,
      stranger: missing,
    },
    {
      command: CreatePolicyCommand,
      good: within(() => ({ definition: { static: { statement } } })),
      expect: (output) => expect(output).toMatchObject({ policyType: 'STATIC', effect: 'Permit', principal: alice }),
      missing: { input: within(), error: refused(/definition/) },
      wrong: {
        input: within(() => ({ definition: { static: { statement: 'permit(principal);' } } })),
        error: refused(/definition\.static\.statement/),
      },
      stranger: denied,
    },
    {
      command: GetPolicyCommand,
      good: within(({ policyId }) => ({ policyId })),
      expect: (output) => expect(output).toMatchObject({ definition: { static: { statement } }, ...dates }),
      missing: { input: within(), error: refused(/policyId/) },
      wrong: { input: within(() => ({ policyId: 'none' })), error: missing },
      stranger: missing,
    },
    {
      command: BatchGetPolicyCommand,
      good: within(({ policyStoreId, policyId }) => ({ requests: [{ policyStoreId, policyId }] })),
      expect: ({ results, errors }) => expect([results, errors]).toMatchObject([[{ policyType: 'STATIC' }], []]),
      missing: { input: {}, error: refused(/requests/) },
      wrong: { input: { requests: [] }, error: refused(/1 to 100/) },
      stranger: ({ results, errors }) =>
        expect([results, errors]).toMatchObject([[], [{ code: 'POLICY_STORE_NOT_FOUND' }]]),
    },
    {
      command: ListPoliciesCommand,
      good: within(() => ({ filter: { principal: { identifier: alice } } })),
      expect: ({ policies }) => expect(policies).toContainEqual(expect.objectContaining({ principal: alice })),
      missing: noStore,
      wrong: { input: within(() => ({ maxResults: 51 })), error: refused(/maxResults/) },
      stranger: missing,
    },
    {
      command: UpdatePolicyCommand,
      good: within(({ policyId }) => ({ policyId, definition: { static: { statement } } })),
      expect: (output) => expect(output).toMatchObject({ policyType: 'STATIC', ...dates }),
      missing: { input: within(), error: refused(/policyId/) },
      wrong: {
        input: within(({ policyId }) => ({
          policyId,
          definition: { static: { statement: statement.replace('permit', 'forbid') } },
        })),
        error: refused(/effect must stay/),
      },
      stranger: denied,
    },
    {
      command: CreatePolicyTemplateCommand,
      good: within(() => ({ statement: sharing, name: 'name/sharing' })),
      expect: (output) => expect(output).toMatchObject({ policyTemplateId: expect.any(String), ...dates }),
      missing: { input: within(), error: refused(/statement/) },
      wrong: { input: within(() => ({ statement: sharing, name: 'sharing' })), error: refused(/name/) },
      stranger: denied,
    },
    {
      command: GetPolicyTemplateCommand,
      good: within(({ policyTemplateId }) => ({ policyTemplateId })),
      expect: (output) => expect(output).toMatchObject({ statement: sharing, ...dates }),
      missing: { input: within(), error: refused(/policyTemplateId/) },
      wrong: { input: within(() => ({ policyTemplateId: 'none' })), error: missing },
      stranger: missing,
    },
    {
      command: ListPolicyTemplatesCommand,
      good: within(),
      expect: ({ policyTemplates }) => expect(policyTemplates).toMatchObject([{}, { name: 'name/sharing' }]),
      missing: noStore,
      wrong: { input: within(() => ({ nextToken: 'made-up' })), error: refused(/page token/) },
      stranger: missing,
    },
    {
      command: UpdatePolicyTemplateCommand,
      good: within(({ policyTemplateId }) => ({ policyTemplateId, statement: sharing })),
      expect: (output) => expect(output).toMatchObject(dates),
      missing: { input: within(({ policyTemplateId }) => ({ policyTemplateId })), error: refused(/statement/) },
      wrong: {
        input: within(({ policyTemplateId }) => ({
          policyTemplateId,
          statement: sharing.replace('principal ==', 'principal in'),
        })),
        error: refused(/principal must stay/),
      },
      stranger: denied,
    },
    {
      command: CreateIdentitySourceCommand,
      good: within(() => ({ configuration })),
      expect: (output) => expect(output).toMatchObject({ identitySourceId: expect.any(String), ...dates }),
      missing: { input: within(), error: refused(/configuration/) },
      wrong: {
        input: within(() => ({ configuration: { cognitoUserPoolConfiguration: { userPoolArn: 'pool' } } })),
        error: refused(/userPoolArn/),
      },
      stranger: denied,
    },
    {
      command: GetIdentitySourceCommand,
      good: within(({ identitySourceId }) => ({ identitySourceId })),
      expect: (output) => expect(output).toMatchObject({ principalEntityType: 'User', ...dates }),
      missing: { input: within(), error: refused(/identitySourceId/) },
      wrong: { input: within(() => ({ identitySourceId: 'none' })), error: missing },
      stranger: missing,
    },
    {
      command: ListIdentitySourcesCommand,
      good: within(() => ({ maxResults: 1 })),
      expect: ({ identitySources, nextToken }) =>
        expect([identitySources, nextToken]).toMatchObject([[{ principalEntityType: 'User' }], expect.any(String)]),
      missing: noStore,
      wrong: { input: within(() => ({ maxResults: 51 })), error: refused(/maxResults/) },
      stranger: missing,
    },
    {
      command: IsAuthorizedCommand,
      good: within(() => asked),
      expect: (output) =>
        expect(output).toMatchObject({
          decision: 'ALLOW',
          determiningPolicies: expect.arrayContaining([{ policyId: expect.any(String) }]),
          errors: [],
        }),
      missing: noStore,
      wrong: {
        input: within(() => ({ principal: { entityType: 'no name', entityId: 'x' } })),
        error: refused(/principal/),
      },
      stranger: missing,
    },
    {
      command: BatchIsAuthorizedCommand,
      good: within(() => ({ requests: [asked, { ...asked, principal: { ...alice, entityId: 'bob' } }] })),
      expect: ({ results }) => expect(results).toMatchObject([{ decision: 'ALLOW' }, { decision: 'DENY' }]),
      missing: { input: within(), error: refused(/requests/) },
      wrong: { input: within(() => ({ requests: [] })), error: refused(/1 to 30/) },
      stranger: missing,
    },
    {
      command: TagResourceCommand,
      good: within((made) => ({ resourceArn: arnOf(made), tags: { team: 'photos' } })),
      expect: empty,
      missing: { input: within((made) => ({ resourceArn: arnOf(made) })), error: refused(/tags/) },
      wrong: { input: { resourceArn: 'arn:aws:s3:::bucket', tags: {} }, error: refused(/resourceArn/) },
      stranger: denied,
    },
    {
      command: ListTagsForResourceCommand,
      good: within((made) => ({ resourceArn: arnOf(made) })),
      expect: ({ tags }) => expect(tags).toEqual({ team: 'photos' }),
      missing: { input: {}, error: refused(/resourceArn/) },
      wrong: { input: { resourceArn: 'pool' }, error: refused(/resourceArn/) },
      stranger: missing,
    },
    {
      command: UntagResourceCommand,
      good: within((made) => ({ resourceArn: arnOf(made), tagKeys: ['team'] })),
      expect: empty,
      missing: { input: within((made) => ({ resourceArn: arnOf(made) })), error: refused(/tagKeys/) },
      wrong: { input: { resourceArn: 'pool', tagKeys: [] }, error: refused(/resourceArn/) },
      stranger: denied,
    },
    {
      command: CreatePolicyStoreAliasCommand,
      good: within(() => ({ aliasName })),
      expect: (output) => expect(output).toMatchObject({ aliasName, createdAt: expect.any(Date) }),
      missing: { input: { aliasName }, error: refused(/policyStoreId/) },
      wrong: { input: within(() => ({ aliasName: 'photos' })), error: refused(/aliasName/) },
      stranger: denied,
    },
    {
      command: GetPolicyStoreAliasCommand,
      good: { aliasName },
      expect: (output) => expect(output).toMatchObject({ state: 'Active' }),
      missing: { input: {}, error: refused(/aliasName/) },
      wrong: { input: { aliasName: 'policy-store-alias/none' }, error: missing },
      stranger: missing,
    },
    {
      command: ListPolicyStoreAliasesCommand,
      good: {},
      expect: ({ policyStoreAliases }) => expect(policyStoreAliases).toMatchObject([{ aliasName }]),
      wrong: { input: { maxResults: 51 }, error: refused(/maxResults/) },
      stranger: ({ policyStoreAliases }) => expect(policyStoreAliases).toEqual([]),
    },
    {
      command: IsAuthorizedWithTokenCommand,
      good: withToken(() => asked),
      expect: ({ decision, principal }) => expect([decision, principal]).toEqual(['ALLOW', alice]),
      missing: { input: within(() => asked), error: refused(/identityToken/) },
      wrong: { input: within(() => ({ ...asked, accessToken: 'a.b.c' })), error: refused(/no JSON web token/) },
      stranger: missing,
    },
    {
      command: BatchIsAuthorizedWithTokenCommand,
      good: withToken(() => ({ requests: [asked] })),
      expect: ({ results, principal }) => expect([results, principal]).toMatchObject([[{ decision: 'ALLOW' }], alice]),
      missing: { input: withToken(), error: refused(/requests/) },
      wrong: { input: withToken(() => ({ requests: [] })), error: refused(/1 to 30/) },
      stranger: missing,
    },
    {
      command: UpdateIdentitySourceCommand,
      good: within(({ identitySourceId }) => ({ identitySourceId, updateConfiguration: configuration })),
      expect: (output) => expect(output).toMatchObject(dates),
      missing: {
        input: within(({ identitySourceId }) => ({ identitySourceId })),
        error: refused(/updateConfiguration/),
      },
      wrong: {
        input: within(({ identitySourceId }) => ({
          identitySourceId,
          updateConfiguration: openId('http://issuer.example'),
        })),
        error: refused(/issuer: must begin with https/),
      },
      stranger: denied,
    },
    {
      command: DeleteIdentitySourceCommand,
      good: within(({ identitySourceId }) => ({ identitySourceId })),
      expect: empty,
      missing: { input: within(), error: refused(/identitySourceId/) },
      wrong: { input: within(() => ({ identitySourceId: 'none' })), error: missing },
      stranger: denied,
    },
    {
      command: DeletePolicyCommand,
      good: within(({ policyId }) => ({ policyId })),
      expect: empty,
      missing: { input: within(), error: refused(/policyId/) },
      wrong: { input: { policyStoreId: 'none', policyId: 'none' }, error: missing },
      stranger: denied,
    },
    {
      command: DeletePolicyTemplateCommand,
      good: within(({ policyTemplateId }) => ({ policyTemplateId })),
      expect: empty,
      missing: { input: within(), error: refused(/policyTemplateId/) },
      wrong: { input: within(() => ({ policyTemplateId: 'none' })), error: missing },
      stranger: denied,
    },
    {
      command: DeletePolicyStoreAliasCommand,
      good: { aliasName },
      expect: empty,
      missing: { input: {}, error: refused(/aliasName/) },
      wrong: { input: { aliasName, deletionMode: 'Never' }, error: refused(/deletionMode/) },
      stranger: denied,
    },
    {
      command: DeletePolicyStoreCommand,
      good: within(),
      expect: empty,
      missing: noStore,
      stranger: denied,
    },
  ],
};
export default verifiedPermissions;
