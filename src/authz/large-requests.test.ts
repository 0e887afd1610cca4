import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { readAuthorizationRequest, requestIn } from './authorization-request.ts';
import { openPolicies } from './engine/open-policies.ts';
import { batchText } from './batch.ts';
import { Entity } from './engine/entities.ts';
import { JsonCursor } from './engine/json-cursor.ts';
import { inSlices, slice, wholly } from './engine/slices.ts';
import { EntityUid } from './engine/values.ts';
import { entitiesIn, entitiesOf } from './given-entities.ts';
import { limits } from './limits.ts';

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

it('others are answered while tens of thousands of entities are put together, each in the next', async () => {
  const uid = (n: number) => new EntityUid('User', String(n));
  const chain = Array.from({ length: 50_000 }, (_, n) => new Entity(uid(n), [uid(n + 1)]));
  const { result, turns } = await whileOthersAreAnswered(() => entitiesIn({ entities: chain }, set, false));
  expect(turns).toBeGreaterThanOrEqual(10);
  expect(result.isIn(uid(0), uid(50_000))).toBe(true);
  const [circle, meanwhile] = [new Entity(uid(50_000), [uid(0)]), new Entity(uid(-1), [])];
  const both = [...chain, circle].map(({ uid: one, parents }) => new Entity(one, parents));
  const refused = Promise.resolve(entitiesIn({ entities: both }, set, false));
  expect([...entitiesOf({ entities: [meanwhile] }, set, false)]).toEqual([meanwhile]); // another search for circles
  await expect(refused).rejects.toMatchObject({ message: expect.stringMatching(/^entities\.entityList: .*circle/) });
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

it('a text of megabytes is read in slices as it is read at one go, whatever escapes are in it', async () => {
  const letters = fc.constantFrom('a', '"', '\\', '\n', 'é', '😀', '\0', 'u0041');
  const written = fc.array(fc.tuple(letters, fc.boolean()), { maxLength: 30 }).map((all) => {
    const plain = all.map(([letter, escaped]) => (escaped ? unicode(letter) : JSON.stringify(letter).slice(1, -1)));
    return `"${plain.join('')}"`;
  });
  fc.assert(
    fc.property(written, fc.integer({ min: 1, max: 7 }), (text, letters_) => {
      const cursor = new JsonCursor(`${text},`);
      expect(wholly(cursor.stringInSlices(letters_))).toBe(JSON.parse(text));
      expect(cursor.at).toBe(text.length);
    }),
    { examples: [[`"${unicode('😀')}\\n😀"`, 1]] },
  );
  const long = `"${'\\n'.repeat(500_000)}"`;
  const { turns } = await whileOthersAreAnswered(() => inSlices(new JsonCursor(long).stringInSlices(slice)));
  expect(turns).toBeGreaterThanOrEqual(Math.floor(long.length / slice / 2));
  expect(() => wholly(new JsonCursor('"\\x"').stringInSlices(slice))).toThrow(/a text in it is damaged/);
  expect(() => wholly(new JsonCursor('"ab').stringInSlices(slice))).toThrow(/for it has no end/);
});

const unicode = (letter: string): string =>
  Array.from({ length: letter.length }, (_, at) => `\\u${letter.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
    '',
  );

const most = limits.always.piece;
const big = { set: Array.from({ length: 150_000 }, (_, n) => ({ long: n })) };
const text = 'a"b\n'.repeat(most / 4);

it.each([
  [
    'an entity',
    { entities: { entityList: [{ identifier: identifier('User', 'alice'), attributes: { big } }] } },
    /^entities\.entityList\.0\.attributes\.big\.set\.\d+: /,
  ],
  [
    'an entity in text',
    { entities: { entityList: [{ identifier: identifier('User', 'alice'), attributes: { big: { string: text } } }] } },
    /^entities\.entityList\.0/,
  ],
  ['a context', { context: { contextMap: { big } } }, /^context\.contextMap\.big\.set\.\d+: /],
  ["a context in Cedar's form", { context: { cedarJson: JSON.stringify({ text }) } }, /^context: /],
  ['a member that nobody knows', { more: big.set }, /^more\.\d+: /],
])('%s that is larger than any request of the service is refused with its place', async (_what, input, place) => {
  const request = JSON.stringify({ policyStoreId: 'PS', ...input });
  await expect(async () => requestIn(request, false)).rejects.toMatchObject({
    message: expect.stringMatching(place),
    members: { fieldList: [{ message: expect.stringMatching(/has 1000000 letters at most; divide it/) }] },
  });
});

it("an entity of Cedar's form that is larger than any request of the service is refused", async () => {
  const entities = JSON.stringify([{ uid: { type: 'User', id: 'alice' }, attrs: { text }, parents: [] }]);
  await expect(async () => entitiesIn({ entities }, set, false)).rejects.toMatchObject({
    message: expect.stringMatching(/^entities\.cedarJson: one entity, or the context, has 1000000 letters at most/),
  });
});

it('others are answered between two decisions of a large batch', async () => {
  const requests = Array.from({ length: 30 }, () => ({ text: `{"context":"${'a'.repeat(slice)}"}` }));
  const decision = { decision: 'deny', determining: [], errors: [] } as const;
  const known = z.custom<Parameters<typeof batchText>[1]>().parse({ entities: set.load([]), ready: { set } });
  const room = z.custom<Parameters<typeof batchText>[2]>().parse({ witness: { decide: () => decision } });
  const { result, turns } = await whileOthersAreAnswered(() => batchText(requests, known, room));
  expect(JSON.parse(`[${result}]`)).toHaveLength(30);
  expect(turns).toBeGreaterThanOrEqual(30);
});
