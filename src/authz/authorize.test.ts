import { BatchIsAuthorizedCommand, IsAuthorizedCommand } from '@aws-sdk/client-verifiedpermissions';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { alice, beach, bob, own, photo, photoService, refused, view } from './photos.contract.ts';

const { client, stranger, service, storeWith, create, decide } = await photoService();
afterAll(() => service[Symbol.asyncDispose]());

const store = await storeWith();
await create(
  store,
  'permit(principal in Photos::Group::"friends", action, resource) when { context has n && context.n == 9007199254740993 };',
);
await create(
  store,
  'permit(principal, action == Photos::Action::"edit", resource) when { principal.address.isLoopback() && principal.getTag("k") == "v" };',
);
await create(store, own);

describe('A decision', () => {
  it('takes typed values of every kind, exact to 64 bits', async () => {
    const body = (n: string): string =>
      `{"policyStoreId":"${store}","principal":{"entityType":"Photos::User","entityId":"bob"},"action":{"actionType":"Photos::Action","actionId":"view"},"resource":{"entityType":"Photos::Photo","entityId":"beach"},"context":{"contextMap":{"n":{"long":${n}}}},"entities":{"entityList":[{"identifier":{"entityType":"Photos::User","entityId":"bob"},"parents":[{"entityType":"Photos::Group","entityId":"friends"}]}]}}`;
    expect(JSON.parse(await post(body('9007199254740993')))).toMatchObject({ decision: 'ALLOW' });
    expect(JSON.parse(await post(body('9007199254740992')))).toMatchObject({ decision: 'DENY' });
    const entity = {
      identifier: alice,
      attributes: { address: { ipaddr: '127.0.0.1' } },
      tags: { k: { string: 'v' } },
    };
    expect(
      await decide(store, { action: { ...view, actionId: 'edit' }, entities: { entityList: [entity] } }),
    ).toMatchObject({ decision: 'ALLOW' });
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
      await decide(store, {
        entities: { cedarJson: JSON.stringify(entities) },
        context: { cedarJson: '{"n": 9007199254740993}' },
      }),
    ).toMatchObject({ decision: 'ALLOW' });
    const wrong = decide(store, {
      entities: { cedarJson: JSON.stringify([{ ...entities[0], attrs: { level: 'high' } }]) },
    });
    await expect(wrong).rejects.toMatchObject({
      ...refused('ValidationException', 400, /level/),
      fieldList: [{ path: 'entities.cedarJson' }],
    });
    await expect(decide(store, { context: { cedarJson: '{"n": 1.5}' } })).rejects.toMatchObject({
      ...refused('ValidationException', 400, /not whole/),
      fieldList: [{ path: 'context.cedarJson' }],
    });
  });

  it('takes the last of two entities of one name', async () => {
    expect(await decide(store, { entities: { entityList: [photo(bob), photo(alice)] } })).toMatchObject({
      decision: 'ALLOW',
    });
    expect(await decide(store, { entities: { entityList: [photo(alice), photo(bob)] } })).toMatchObject({
      decision: 'DENY',
    });
  });

  it('refuses what it cannot use, with the member', async () => {
    const action = { identifier: { entityType: 'Photos::Action', entityId: 'view' }, parents: [] };
    await expect(decide(store, { entities: { entityList: [action] } })).rejects.toMatchObject({
      ...refused('ValidationException', 400, /actions come from the schema/),
      fieldList: [{ path: 'entities.entityList.0' }],
    });
    const circle = [alice, bob].map((identifier, place, all) => ({ identifier, parents: [all[1 - place] ?? alice] }));
    await expect(decide(store, { entities: { entityList: circle } })).rejects.toMatchObject(
      refused('ValidationException', 400, /its own ancestor/),
    );
    await expect(decide(store, { context: { contextMap: { x: { decimal: '1.23456' } } } })).rejects.toMatchObject({
      fieldList: [{ path: 'context.contextMap.x.decimal' }],
    });
    await expect(decide(store, { principal: { entityType: 'a b', entityId: '' } })).rejects.toMatchObject({
      fieldList: [{ path: 'principal.entityType' }],
    });
    expect(await post(`{"policyStoreId":"${store}","context":{}}`)).toMatch(/exactly one of contextMap and cedarJson/);
    expect(await post(`{"policyStoreId":"${store}","context":{"contextMap":{"a":{"string":"x","long":1}}}}`)).toMatch(
      /exactly one of the kinds/,
    );
    expect(await post('{"principal":')).toMatch(/ValidationException/);
    await expect(stranger.send(new IsAuthorizedCommand({ policyStoreId: store }))).rejects.toMatchObject(
      refused('ResourceNotFoundException', 404),
    );
  });

  it('is had in batches about one principal or one resource', async () => {
    const requests = [alice, bob].map((principal) => ({ principal, action: view, resource: beach }));
    const { results } = await client.send(
      new BatchIsAuthorizedCommand({ policyStoreId: store, requests, entities: { entityList: [photo()] } }),
    );
    expect(results).toMatchObject([
      { request: { principal: alice, action: view, resource: beach }, decision: 'ALLOW' },
      { request: { principal: bob }, decision: 'DENY', determiningPolicies: [], errors: [] },
    ]);
    const mixed = [requests[0] ?? {}, { principal: bob, action: view, resource: alice }];
    await expect(
      client.send(new BatchIsAuthorizedCommand({ policyStoreId: store, requests: mixed })),
    ).rejects.toMatchObject(refused('ValidationException', 400, /must be the same/));
    const many = Array.from({ length: 31 }, () => requests[0] ?? {});
    await expect(
      client.send(new BatchIsAuthorizedCommand({ policyStoreId: store, requests: many })),
    ).rejects.toMatchObject(refused('ValidationException', 400, /1 to 30/));
    const broken = [requests[0] ?? {}, { ...requests[1], context: { cedarJson: '[' } }];
    await expect(
      client.send(new BatchIsAuthorizedCommand({ policyStoreId: store, requests: broken })),
    ).rejects.toMatchObject({ fieldList: [{ path: 'requests.1.context.cedarJson' }] });
  });
});

/** The answer to a request whose body is sent letter by letter as it is, signed by the SDK's own signer. */
async function post(body: string): Promise<string> {
  const command = new IsAuthorizedCommand({ policyStoreId: 'x' });
  command.middlewareStack.add(
    (next) => (given) => {
      const request = z.custom<{ body: unknown; headers: Record<string, string> }>().parse(given.request);
      request.body = body;
      request.headers['content-length'] = String(Buffer.byteLength(body));
      return next(given);
    },
    { step: 'build', priority: 'low' },
  );
  return client.send(command).then(JSON.stringify, String);
}
