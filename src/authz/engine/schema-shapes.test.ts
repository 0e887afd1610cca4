import { describe, expect, it } from 'vitest';
import { parseSchema } from './parse-schema.ts';

const person = {
  type: 'Record',
  attributes: { age: { type: 'Long' }, boss: { type: 'EntityOrCommon', name: 'User' } },
};
const json = (content: object, common?: object) =>
  JSON.stringify({
    ...(common === undefined ? {} : { '': { commonTypes: common, entityTypes: {}, actions: {} } }),
    App: { actions: {}, ...content },
  });
const attributesOf = (text: string) => [
  ...(parseSchema(text).entityTypes.get('App::User')?.attributes.attributes ?? []),
];

describe('The shape of an entity type', () => {
  const inPlace = attributesOf(json({ entityTypes: { User: { shape: person } } }));

  it.each([
    ['by its name', { shape: { type: 'Person' } }, { Person: person }],
    ['as it may be an entity', { shape: { type: 'EntityOrCommon', name: 'Person' } }, { Person: person }],
    ['by a name of its name', { shape: { type: 'Human' } }, { Human: { type: 'Person' }, Person: person }],
    ['called __proto__', { shape: { type: '__proto__' } }, JSON.parse(`{"__proto__": ${JSON.stringify(person)}}`)],
  ])('may be a common type, %s', (_how, User, commonTypes) => {
    expect(inPlace).toHaveLength(2);
    expect(attributesOf(json({ commonTypes, entityTypes: { User } }))).toEqual(inPlace);
  });

  it('may be a common type of the namespace without a name', () => {
    const age = { type: 'Record', attributes: { age: { type: 'Long' } } };
    const [first] = inPlace;
    expect(attributesOf(json({ entityTypes: { User: { shape: { type: 'Aged' } } } }, { Aged: age }))).toEqual([first]);
  });

  it('that is no record, unknown or goes in a circle is refused', () => {
    for (const commonTypes of [
      { Person: { type: 'Long' } },
      {},
      { Person: { type: 'Other' }, Other: { type: 'Person' } },
    ])
      expect(() => attributesOf(json({ commonTypes, entityTypes: { User: { shape: { type: 'Person' } } } }))).toThrow(
        /^This schema cannot be read/,
      );
  });
});
