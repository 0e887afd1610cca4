import {
  BatchGetPolicyCommand,
  BatchIsAuthorizedCommand,
  CreatePolicyCommand,
  CreatePolicyStoreAliasCommand,
  CreatePolicyStoreCommand,
  CreatePolicyTemplateCommand,
  DeletePolicyCommand,
  DeletePolicyStoreAliasCommand,
  DeletePolicyStoreCommand,
  DeletePolicyTemplateCommand,
  GetPolicyCommand,
  GetPolicyStoreAliasCommand,
  GetPolicyStoreCommand,
  GetPolicyTemplateCommand,
  GetSchemaCommand,
  IsAuthorizedCommand,
  ListPoliciesCommand,
  ListPolicyStoreAliasesCommand,
  ListPolicyStoresCommand,
  ListPolicyTemplatesCommand,
  ListTagsForResourceCommand,
  PutSchemaCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdatePolicyCommand,
  UpdatePolicyStoreCommand,
  UpdatePolicyTemplateCommand,
  type IsAuthorizedCommandInput,
} from '@aws-sdk/client-verifiedpermissions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceUnderTest, type ServiceUnderTest } from './verified-permissions.contract.ts';

const schema = {
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

const alice = { entityType: 'Photos::User', entityId: 'alice' };
const bob = { entityType: 'Photos::User', entityId: 'bob' };
const beach = { entityType: 'Photos::Photo', entityId: 'beach' };
const view = { actionType: 'Photos::Action', actionId: 'view' };
const own =
  'permit(principal, action in Photos::Action::"look", resource is Photos::Photo) when { resource.owner == principal };';

describe('Verified Permissions', () => {
  let service: ServiceUnderTest;
  let store = '';

  const storeWith = async (mode: 'OFF' | 'STRICT' = 'OFF', withSchema = true): Promise<string> => {
    const { policyStoreId = '' } = await service.client.send(
      new CreatePolicyStoreCommand({ validationSettings: { mode } }),
    );
    if (withSchema)
      await service.client.send(
        new PutSchemaCommand({ policyStoreId, definition: { cedarJson: JSON.stringify(schema) } }),
      );
    return policyStoreId;
  };
  const create = async (statement: string, policyStoreId = store): Promise<string> =>
    (await service.client.send(new CreatePolicyCommand({ policyStoreId, definition: { static: { statement } } })))
      .policyId ?? '';
  const decide = (input: Partial<IsAuthorizedCommandInput> = {}) =>
    service.client.send(
      new IsAuthorizedCommand({ policyStoreId: store, principal: alice, action: view, resource: beach, ...input }),
    );
  const photo = (owner = alice) => ({
    identifier: beach,
    attributes: { owner: { entityIdentifier: owner }, private: { boolean: false } },
  });
  const refused = (name: string, status: number, message = /./) => ({
    name,
    $metadata: { httpStatusCode: status },
    message: expect.stringMatching(message),
  });

  beforeAll(async () => {
    service = await serviceUnderTest();
  });
  afterAll(() => service[Symbol.asyncDispose]());

  describe('a policy store', () => {
    it('is made, shown, changed, listed and deleted', async () => {
      const made = await service.client.send(
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
      expect(await service.client.send(new GetPolicyStoreCommand({ policyStoreId, tags: true }))).toMatchObject({
        validationSettings: { mode: 'OFF' },
        description: 'for tests',
        deletionProtection: 'ENABLED',
        cedarVersion: 'CEDAR_4',
        encryptionState: { default: {} },
        tags: { team: 'photos' },
      });
      await expect(service.client.send(new DeletePolicyStoreCommand({ policyStoreId }))).rejects.toMatchObject(
        refused('InvalidStateException', 406),
      );
      await service.client.send(
        new UpdatePolicyStoreCommand({
          policyStoreId,
          validationSettings: { mode: 'STRICT' },
          deletionProtection: 'DISABLED',
        }),
      );
      expect(await service.client.send(new GetPolicyStoreCommand({ policyStoreId }))).toMatchObject({
        validationSettings: { mode: 'STRICT' },
        description: 'for tests',
      });
      await service.client.send(new DeletePolicyStoreCommand({ policyStoreId }));
      await service.client.send(new DeletePolicyStoreCommand({ policyStoreId })); // and again
      await expect(service.client.send(new GetPolicyStoreCommand({ policyStoreId }))).rejects.toMatchObject({
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
        const page = await service.client.send(new ListPolicyStoresCommand({ maxResults: 5, nextToken }));
        expect(page.policyStores?.length).toBeLessThanOrEqual(5);
        seen.push(...(page.policyStores ?? []).map(({ policyStoreId = '' }) => policyStoreId));
        ({ nextToken } = page);
      } while (nextToken !== undefined);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(made));
      await expect(service.client.send(new ListPolicyStoresCommand({ maxResults: 51 }))).rejects.toMatchObject(
        refused('ValidationException', 400, /maxResults/),
      );
      await expect(service.client.send(new ListPolicyStoresCommand({ nextToken: 'made-up' }))).rejects.toMatchObject(
        refused('ValidationException', 400),
      );
      expect((await service.stranger.send(new ListPolicyStoresCommand({}))).policyStores).toEqual([]);
    });

    it('has tags', async () => {
      const policyStoreId = await storeWith('OFF', false);
      const resourceArn = `arn:aws:verifiedpermissions::111122223333:policy-store/${policyStoreId}`;
      await service.client.send(new TagResourceCommand({ resourceArn, tags: { a: '1', b: '2' } }));
      await service.client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['a', 'x'] }));
      expect((await service.client.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual({ b: '2' });
      const many = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, '']));
      await expect(service.client.send(new TagResourceCommand({ resourceArn, tags: many }))).rejects.toMatchObject(
        refused('TooManyTagsException', 400),
      );
    });

    it('has aliases, which are made once, and whose names are free again only after a hard deletion', async () => {
      const [one, other] = [await storeWith(), await storeWith()];
      const aliasName = 'policy-store-alias/photos';
      const made = await service.client.send(new CreatePolicyStoreAliasCommand({ aliasName, policyStoreId: one }));
      expect(made.aliasArn).toBe(`arn:aws:verifiedpermissions:ap-northeast-1:111122223333:${aliasName}`);
      expect(
        (await service.client.send(new CreatePolicyStoreAliasCommand({ aliasName, policyStoreId: one }))).createdAt,
      ).toEqual(made.createdAt);
      await expect(
        service.client.send(new CreatePolicyStoreAliasCommand({ aliasName, policyStoreId: other })),
      ).rejects.toMatchObject(refused('ConflictException', 409));
      const policyId = await create(own, aliasName);
      expect((await service.client.send(new GetPolicyCommand({ policyStoreId: one, policyId }))).policyStoreId).toBe(
        one,
      );
      expect(await decide({ policyStoreId: aliasName, entities: { entityList: [photo()] } })).toMatchObject({
        decision: 'ALLOW',
      });
      expect(
        (await service.client.send(new ListPolicyStoreAliasesCommand({ filter: { policyStoreId: one } })))
          .policyStoreAliases,
      ).toMatchObject([{ aliasName, state: 'Active' }]);

      await service.client.send(new DeletePolicyStoreAliasCommand({ aliasName }));
      expect(await service.client.send(new GetPolicyStoreAliasCommand({ aliasName }))).toMatchObject({
        state: 'PendingDeletion',
      });
      await expect(decide({ policyStoreId: aliasName })).rejects.toMatchObject(
        refused('ResourceNotFoundException', 404),
      );
      await expect(
        service.client.send(new CreatePolicyStoreAliasCommand({ aliasName, policyStoreId: one })),
      ).rejects.toMatchObject(refused('ConflictException', 409, /pending deletion/));
      await service.client.send(new DeletePolicyStoreAliasCommand({ aliasName, deletionMode: 'HardDelete' }));
      await service.client.send(new DeletePolicyStoreAliasCommand({ aliasName, deletionMode: 'HardDelete' }));
      await service.client.send(new CreatePolicyStoreAliasCommand({ aliasName, policyStoreId: other }));
    });
  });

  describe('a schema', () => {
    it('is put and shown, and is judged', async () => {
      const policyStoreId = await storeWith('STRICT', false);
      await expect(service.client.send(new GetSchemaCommand({ policyStoreId }))).rejects.toMatchObject({
        ...refused('ResourceNotFoundException', 404),
        resourceType: 'SCHEMA',
      });
      const put = (cedarJson: string) =>
        service.client.send(new PutSchemaCommand({ policyStoreId, definition: { cedarJson } }));
      expect((await put(JSON.stringify(schema))).namespaces).toEqual(['Photos']);
      expect((await service.client.send(new GetSchemaCommand({ policyStoreId }))).schema).toBe(JSON.stringify(schema));
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
      const policyId = await create(statement, policyStoreId);
      const other = structuredClone(schema);
      other.Photos.entityTypes.User.shape.attributes.level.type = 'String';
      await service.client.send(
        new PutSchemaCommand({ policyStoreId, definition: { cedarJson: JSON.stringify(other) } }),
      );
      expect((await service.client.send(new GetPolicyCommand({ policyStoreId, policyId }))).definition).toEqual({
        static: { statement },
      });
      const update = service.client.send(
        new UpdatePolicyCommand({
          policyStoreId,
          policyId,
          definition: { static: { statement: statement.replace('3', '4') } },
        }),
      );
      await expect(update).rejects.toMatchObject(refused('ValidationException', 400, /String/));
    });

    it('is needed where policies are validated, and not where they are not', async () => {
      await expect(create(own, await storeWith('STRICT', false))).rejects.toMatchObject(
        refused('ValidationException', 400, /no schema/),
      );
      expect(await create('permit(principal == Nobody::"x", action, resource);', await storeWith('OFF'))).toMatch(
        /^\w{22}$/,
      );
    });

    it('refuses policies that no action applies to', async () => {
      const policyStoreId = await storeWith('STRICT');
      await expect(
        create('permit(principal is Photos::Group, action == Photos::Action::"view", resource);', policyStoreId),
      ).rejects.toMatchObject(refused('ValidationException', 400, /applicable action/));
      expect(
        await create('permit(principal, action == Photos::Action::"view", resource) when { false };', policyStoreId),
      ).toMatch(/^\w{22}$/);
    });
  });

  describe('a policy', () => {
    beforeAll(async () => {
      store = await storeWith();
    });

    it('is made, shown, updated and deleted, and the next decision knows it', async () => {
      const policyId = await create(own);
      const entities = { entityList: [photo()] };
      expect(await decide({ entities })).toMatchObject({
        decision: 'ALLOW',
        determiningPolicies: [{ policyId }],
        errors: [],
      });
      expect(await service.client.send(new GetPolicyCommand({ policyStoreId: store, policyId }))).toMatchObject({
        policyType: 'STATIC',
        effect: 'Permit',
        actions: [{ actionType: 'Photos::Action', actionId: 'look' }],
        definition: { static: { statement: own } },
      });
      const statement = own.replace('when { resource.owner == principal }', 'when { resource.missing == principal }');
      await service.client.send(
        new UpdatePolicyCommand({
          policyStoreId: store,
          policyId,
          definition: { static: { statement, description: 'd' } },
        }),
      );
      expect(await decide({ entities })).toMatchObject({
        decision: 'DENY',
        determiningPolicies: [],
        errors: [{ errorDescription: expect.stringContaining(policyId) }],
      });
      await service.client.send(new DeletePolicyCommand({ policyStoreId: store, policyId }));
      await service.client.send(new DeletePolicyCommand({ policyStoreId: store, policyId }));
      expect(await decide({ entities })).toMatchObject({ decision: 'DENY', errors: [] });
    });

    it('keeps effect, principal and resource for ever', async () => {
      const policyId = await create('permit(principal == Photos::User::"alice", action, resource);');
      const update = (statement: string) =>
        service.client.send(
          new UpdatePolicyCommand({ policyStoreId: store, policyId, definition: { static: { statement } } }),
        );
      await expect(update('forbid(principal == Photos::User::"alice", action, resource);')).rejects.toMatchObject(
        refused('ValidationException', 400, /effect/),
      );
      await expect(update('permit(principal == Photos::User::"bob", action, resource);')).rejects.toMatchObject(
        refused('ValidationException', 400, /principal/),
      );
      await expect(
        update('permit(principal == Photos::User::"alice", action, resource is Photos::Photo);'),
      ).rejects.toMatchObject(refused('ValidationException', 400, /resource/));
      await update(
        'permit(principal == Photos::User::"alice", action == Photos::Action::"edit", resource) unless { false };',
      );
    });

    it('has a name that stands for its id, is its own, and can be taken back', async () => {
      const made = await service.client.send(
        new CreatePolicyCommand({ policyStoreId: store, definition: { static: { statement: own } }, name: 'name/own' }),
      );
      expect(
        await service.client.send(new GetPolicyCommand({ policyStoreId: store, policyId: 'name/own' })),
      ).toMatchObject({ policyId: made.policyId, name: 'name/own' });
      const twin = service.client.send(
        new CreatePolicyCommand({ policyStoreId: store, definition: { static: { statement: own } }, name: 'name/own' }),
      );
      await expect(twin).rejects.toMatchObject({
        ...refused('ConflictException', 409),
        resources: [{ resourceId: made.policyId, resourceType: 'POLICY' }],
      });
      await service.client.send(new UpdatePolicyCommand({ policyStoreId: store, policyId: 'name/own', name: '' }));
      await expect(
        service.client.send(new GetPolicyCommand({ policyStoreId: store, policyId: 'name/own' })),
      ).rejects.toMatchObject(refused('ResourceNotFoundException', 404));
    });

    it('that cannot be read is refused with the place', async () => {
      await expect(create('permit(principal, action, resource) when { 1 + };')).rejects.toMatchObject({
        ...refused('ValidationException', 400),
        fieldList: [{ path: 'definition.static.statement', message: expect.stringMatching(/line 1, column 48/) }],
      });
      await expect(
        create(`permit(principal, action, resource) when { ${'('.repeat(3_000)}true${')'.repeat(3_000)} };`),
      ).rejects.toMatchObject(refused('ValidationException', 400, /nested too deeply/));
      await expect(create('')).rejects.toMatchObject(refused('ValidationException', 400));
    });

    it('is made once for one token, for eight hours', async () => {
      const input = { policyStoreId: store, definition: { static: { statement: own } }, clientToken: 'same-token' };
      const first = await service.client.send(new CreatePolicyCommand(input));
      const [again, atOnce] = await Promise.all([
        service.client.send(new CreatePolicyCommand(input)),
        service.client.send(new CreatePolicyCommand(input)),
      ]);
      expect([again.policyId, atOnce.policyId, again.createdDate]).toEqual([
        first.policyId,
        first.policyId,
        first.createdDate,
      ]);
      const other = service.client.send(new CreatePolicyCommand({ ...input, name: 'name/other' }));
      await expect(other).rejects.toMatchObject({
        ...refused('ConflictException', 409),
        resources: [{ resourceId: first.policyId, resourceType: 'POLICY' }],
      });
      service.later = 9 * 3_600_000;
      expect((await service.client.send(new CreatePolicyCommand(input))).policyId).not.toBe(first.policyId);
      service.later = 0;
    });

    it('is listed by what its head says, page by page', async () => {
      const policyStoreId = await storeWith();
      const everybody = await create('permit(principal, action, resource);', policyStoreId);
      const ofAlice = await create('forbid(principal == Photos::User::"alice", action, resource);', policyStoreId);
      const ids = async (filter: object): Promise<unknown> =>
        (await service.client.send(new ListPoliciesCommand({ policyStoreId, filter }))).policies?.map(
          ({ policyId }) => policyId,
        );
      expect(await ids({})).toEqual([everybody, ofAlice]);
      expect(await ids({ principal: { unspecified: true } })).toEqual([everybody]);
      expect(await ids({ principal: { identifier: alice } })).toEqual([ofAlice]);
      expect(await ids({ policyType: 'TEMPLATE_LINKED' })).toEqual([]);
      const first = await service.client.send(new ListPoliciesCommand({ policyStoreId, maxResults: 1 }));
      const second = await service.client.send(
        new ListPoliciesCommand({ policyStoreId, maxResults: 1, nextToken: first.nextToken }),
      );
      expect([first.policies?.[0]?.policyId, second.policies?.[0]?.policyId, second.nextToken]).toEqual([
        everybody,
        ofAlice,
        undefined,
      ]);
    });

    it('is had in batches, with an error for each that is not there', async () => {
      const policyId = await create(own);
      const requests = [
        { policyStoreId: store, policyId },
        { policyStoreId: store, policyId: 'none' },
        { policyStoreId: 'none', policyId },
        { policyStoreId: 'policy-store-alias/none', policyId },
      ];
      const { results, errors } = await service.client.send(new BatchGetPolicyCommand({ requests }));
      expect(results).toMatchObject([{ policyId, definition: { static: { statement: own } } }]);
      expect(errors?.map(({ code }) => code)).toEqual([
        'POLICY_NOT_FOUND',
        'POLICY_STORE_NOT_FOUND',
        'POLICY_STORE_ALIAS_NOT_FOUND',
      ]);
    });
  });

  describe('a template', () => {
    const statement = 'permit(principal == ?principal, action == Photos::Action::"view", resource == ?resource);';
    let policyTemplateId = '';

    beforeAll(async () => {
      store = await storeWith('STRICT');
      policyTemplateId =
        (
          await service.client.send(
            new CreatePolicyTemplateCommand({ policyStoreId: store, statement, name: 'name/share' }),
          )
        ).policyTemplateId ?? '';
    });

    it('makes policies, shows its changes in them, and takes them with it', async () => {
      const templateLinked = { policyTemplateId: 'name/share', principal: bob, resource: beach };
      const made = await service.client.send(
        new CreatePolicyCommand({ policyStoreId: store, definition: { templateLinked } }),
      );
      expect(made).toMatchObject({
        policyType: 'TEMPLATE_LINKED',
        principal: bob,
        resource: beach,
        effect: 'Permit',
        actions: [view],
      });
      const policyId = made.policyId ?? '';
      expect(await decide({ principal: bob })).toMatchObject({
        decision: 'ALLOW',
        determiningPolicies: [{ policyId }],
      });
      expect(await decide({ principal: alice })).toMatchObject({ decision: 'DENY' });
      expect(
        (await service.client.send(new ListPoliciesCommand({ policyStoreId: store, filter: { policyTemplateId } })))
          .policies,
      ).toMatchObject([{ policyId, definition: { templateLinked: { policyTemplateId } } }]);
      const update = service.client.send(
        new UpdatePolicyCommand({ policyStoreId: store, policyId, definition: { static: { statement: own } } }),
      );
      await expect(update).rejects.toMatchObject(refused('ValidationException', 400, /template/));

      await service.client.send(
        new UpdatePolicyTemplateCommand({
          policyStoreId: store,
          policyTemplateId,
          statement: statement.replace('"view"', '"edit"'),
        }),
      );
      expect(await decide({ principal: bob })).toMatchObject({ decision: 'DENY' });
      expect((await service.client.send(new GetPolicyCommand({ policyStoreId: store, policyId }))).actions).toEqual([
        { ...view, actionId: 'edit' },
      ]);
      const other = service.client.send(
        new UpdatePolicyTemplateCommand({
          policyStoreId: store,
          policyTemplateId,
          statement: statement.replace('permit', 'forbid'),
        }),
      );
      await expect(other).rejects.toMatchObject(refused('ValidationException', 400, /effect/));
      expect(
        (await service.client.send(new ListPolicyTemplatesCommand({ policyStoreId: store }))).policyTemplates,
      ).toMatchObject([{ policyTemplateId, name: 'name/share' }]);

      await service.client.send(new DeletePolicyTemplateCommand({ policyStoreId: store, policyTemplateId }));
      await expect(service.client.send(new GetPolicyCommand({ policyStoreId: store, policyId }))).rejects.toMatchObject(
        { ...refused('ResourceNotFoundException', 404), resourceType: 'POLICY' },
      );
      await expect(
        service.client.send(new GetPolicyTemplateCommand({ policyStoreId: store, policyTemplateId })),
      ).rejects.toMatchObject({ resourceType: 'POLICY_TEMPLATE' });
    });

    it('must constrain principal and resource, and have its slots filled', async () => {
      const make = (text: string) =>
        service.client.send(new CreatePolicyTemplateCommand({ policyStoreId: store, statement: text }));
      await expect(make('permit(principal == ?principal, action, resource);')).rejects.toMatchObject(
        refused('ValidationException', 400, /constrain both/),
      );
      await expect(make('permit(principal, action, resource);')).rejects.toMatchObject(
        refused('ValidationException', 400, /slot/),
      );
      const { policyTemplateId: id = '' } = await make(statement);
      const fill = (link: object) =>
        service.client.send(
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

  describe('a decision', () => {
    beforeAll(async () => {
      store = await storeWith();
      await create(
        'permit(principal in Photos::Group::"friends", action, resource) when { context has n && context.n == 9007199254740993 };',
      );
      await create(
        'permit(principal, action == Photos::Action::"edit", resource) when { principal.address.isLoopback() && principal.getTag("k") == "v" };',
      );
      await create(own);
    });

    it('takes typed values of every kind, exact to 64 bits', async () => {
      const body = (n: string): string =>
        `{"policyStoreId":"${store}","principal":{"entityType":"Photos::User","entityId":"bob"},"action":{"actionType":"Photos::Action","actionId":"view"},"resource":{"entityType":"Photos::Photo","entityId":"beach"},"context":{"contextMap":{"n":{"long":${n}}}},"entities":{"entityList":[{"identifier":{"entityType":"Photos::User","entityId":"bob"},"parents":[{"entityType":"Photos::Group","entityId":"friends"}]}]}}`;
      expect(JSON.parse(await post(service, 'IsAuthorized', body('9007199254740993'))).decision).toBe('ALLOW');
      expect(JSON.parse(await post(service, 'IsAuthorized', body('9007199254740992'))).decision).toBe('DENY');
      const entity = {
        identifier: alice,
        attributes: { address: { ipaddr: '127.0.0.1' } },
        tags: { k: { string: 'v' } },
      };
      expect(await decide({ action: { ...view, actionId: 'edit' }, entities: { entityList: [entity] } })).toMatchObject(
        { decision: 'ALLOW' },
      );
    });

    it("takes Cedar's JSON, read as the schema says", async () => {
      const entities = [
        { uid: { type: 'Photos::User', id: 'alice' }, attrs: { level: 1, address: '::1' }, parents: [], tags: {} },
        {
          uid: { type: 'Photos::Photo', id: 'beach' },
          attrs: { owner: { type: 'Photos::User', id: 'alice' }, private: false },
          parents: [],
        },
      ];
      expect(
        await decide({
          entities: { cedarJson: JSON.stringify(entities) },
          context: { cedarJson: '{"n": 9007199254740993}' },
        }),
      ).toMatchObject({ decision: 'ALLOW' });
      const wrong = decide({ entities: { cedarJson: JSON.stringify([{ ...entities[0], attrs: { level: 'high' } }]) } });
      await expect(wrong).rejects.toMatchObject({
        ...refused('ValidationException', 400, /level/),
        fieldList: [{ path: 'entities.cedarJson' }],
      });
      await expect(decide({ context: { cedarJson: '{"n": 1.5}' } })).rejects.toMatchObject(
        refused('ValidationException', 400, /not whole/),
      );
    });

    it('takes the last of two entities of one name', async () => {
      expect(await decide({ entities: { entityList: [photo(bob), photo(alice)] } })).toMatchObject({
        decision: 'ALLOW',
      });
      expect(await decide({ entities: { entityList: [photo(alice), photo(bob)] } })).toMatchObject({
        decision: 'DENY',
      });
    });

    it('refuses what it cannot use, with the member', async () => {
      const action = { identifier: { entityType: 'Photos::Action', entityId: 'view' }, parents: [] };
      await expect(decide({ entities: { entityList: [action] } })).rejects.toMatchObject({
        ...refused('ValidationException', 400, /actions come from the schema/),
        fieldList: [{ path: 'entities.entityList.0' }],
      });
      const circle = [alice, bob].map((identifier, place, all) => ({ identifier, parents: [all[1 - place] ?? alice] }));
      await expect(decide({ entities: { entityList: circle } })).rejects.toMatchObject(
        refused('ValidationException', 400, /its own ancestor/),
      );
      await expect(decide({ context: { contextMap: { x: { decimal: '1.23456' } } } })).rejects.toMatchObject({
        fieldList: [{ path: 'context.contextMap.x.decimal' }],
      });
      await expect(decide({ principal: { entityType: 'a b', entityId: '' } })).rejects.toMatchObject({
        fieldList: [{ path: 'principal.entityType' }],
      });
      expect(await post(service, 'IsAuthorized', `{"policyStoreId":"${store}","context":{}}`)).toMatch(
        /exactly one of contextMap and cedarJson/,
      );
      expect(
        await post(
          service,
          'IsAuthorized',
          `{"policyStoreId":"${store}","context":{"contextMap":{"a":{"string":"x","long":1}}}}`,
        ),
      ).toMatch(/exactly one of the kinds/);
      expect(await post(service, 'IsAuthorized', '{"principal":')).toMatch(/ValidationException/);
      await expect(service.stranger.send(new IsAuthorizedCommand({ policyStoreId: store }))).rejects.toMatchObject(
        refused('ResourceNotFoundException', 404),
      );
    });

    it('is had in batches about one principal or one resource', async () => {
      const requests = [alice, bob].map((principal) => ({ principal, action: view, resource: beach }));
      const { results } = await service.client.send(
        new BatchIsAuthorizedCommand({ policyStoreId: store, requests, entities: { entityList: [photo()] } }),
      );
      expect(results).toMatchObject([
        { request: { principal: alice, action: view, resource: beach }, decision: 'ALLOW' },
        { request: { principal: bob }, decision: 'DENY', determiningPolicies: [], errors: [] },
      ]);
      const mixed = [requests[0] ?? {}, { principal: bob, action: view, resource: alice }];
      await expect(
        service.client.send(new BatchIsAuthorizedCommand({ policyStoreId: store, requests: mixed })),
      ).rejects.toMatchObject(refused('ValidationException', 400, /must be the same/));
      const many = Array.from({ length: 31 }, () => requests[0] ?? {});
      await expect(
        service.client.send(new BatchIsAuthorizedCommand({ policyStoreId: store, requests: many })),
      ).rejects.toMatchObject(refused('ValidationException', 400, /1 to 30/));
    });
  });
});

/** A request whose body is sent letter by letter as it is, signed by the SDK's own signer. */
async function post({ client }: ServiceUnderTest, operation: string, body: string): Promise<string> {
  const command = new IsAuthorizedCommand({ policyStoreId: 'x' });
  let answer = '';
  command.middlewareStack.add(
    (next) => (given) => {
      const { request } = given;
      const { headers } = Object(request);
      Object.assign(Object(request), { body });
      headers['content-length'] = String(Buffer.byteLength(body));
      headers['x-amz-target'] = `VerifiedPermissions.${operation}`;
      return next(given);
    },
    { step: 'build', priority: 'low' },
  );
  command.middlewareStack.add(
    (next) => async (given) => {
      const result = await next(given);
      return result;
    },
    { step: 'deserialize' },
  );
  try {
    answer = JSON.stringify(await client.send(command));
  } catch (error) {
    answer = String(error);
  }
  return answer;
}
