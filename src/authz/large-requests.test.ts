import { expect, it } from 'vitest';
import { readAuthorizationRequest, requestIn } from './authorization-request.ts';
import { openPolicies } from './engine/open-policies.ts';
import { entitiesIn, entitiesOf } from './given-entities.ts';
import { slice } from './slices.ts';

const photos = Array.from({ length: 20_000 }, (_, n) => String(n));
const identifier = (entityType: string, entityId: string) => ({ entityType, entityId });
const entityList = photos.map((photo) => ({
  identifier: identifier('Photo', photo),
  attributes: { owner: { entityIdentifier: identifier('User', 'alice') } },
  parents: [identifier('Album', 'summer')],
}));
const cedarJson = JSON.stringify(
  photos.map((id) => ({
    uid: { type: 'Photo', id },
    attrs: { owner: { __entity: { type: 'User', id: 'alice' } } },
    parents: [{ type: 'Album', id: 'summer' }],
  })),
);
const set = openPolicies({ policies: 'permit(principal, action, resource in Album::"summer");' });

/** What comes of some work, and how often the event loop went round meanwhile: each time others were answered. */
async function whileOthersAreAnswered<Result>(work: () => Result | Promise<Result>) {
  let [turns, done] = [0, false];
  const turn = (): void => {
    turns += 1;
    if (!done) setImmediate(turn);
  };
  const begun = Promise.resolve().then(work);
  setImmediate(turn);
  const result = await begun.finally(() => (done = true));
  return { result, turns };
}

it('others are answered while a request with a long list of entities is read', async () => {
  const text = JSON.stringify({ policyStoreId: 'PS', entities: { entityList } });
  const { result, turns } = await whileOthersAreAnswered(() => requestIn(text, false));
  expect(turns).toBeGreaterThanOrEqual(Math.floor(text.length / slice / 2));
  const atOnce = readAuthorizationRequest(text);
  expect([...entitiesOf(result, set, false)].map(({ uid }) => uid.written)).toEqual(
    [...entitiesOf(atOnce, set, false)].map(({ uid }) => uid.written),
  );
});

it("others are answered while a long text of entities in Cedar's form is read", async () => {
  const request = { entities: cedarJson };
  const { result, turns } = await whileOthersAreAnswered(() => entitiesIn(request, set, false));
  expect(turns).toBeGreaterThanOrEqual(Math.floor(cedarJson.length / slice / 2));
  expect([...result]).toHaveLength(photos.length);
});

it('what is wrong far down in a long list is told with its place', async () => {
  const broken = { ...entityList[0], attributes: { size: { long: 'large' } } };
  const text = JSON.stringify({ policyStoreId: 'PS', entities: { entityList: [...entityList, broken] } });
  await expect(async () => requestIn(text, false)).rejects.toMatchObject({
    name: 'Fault',
    members: { fieldList: [{ path: 'entities.entityList.20000.attributes.size.long' }] },
  });
  const twisted = `${cedarJson.slice(0, -1)},{"uid":{"type":"Photo","id":"x"},"attrs":{"a":1.5},"parents":[]}]`;
  await expect(async () => entitiesIn({ entities: twisted }, set, false)).rejects.toMatchObject({
    message: expect.stringMatching(/entities\.cedarJson: the number 1\.5 is not whole/),
  });
});
