import type { PolicyItem } from '../../policy-operations.ts';
import { membersOf, parsedSchema } from './schema-names.ts';

/** What is asked on the test bench, as one writes it there. */
export interface Question {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: string;
  readonly entities: string;
}

/** Where there is no schema: an application in which people share photos. */
const photos: Question = {
  principal: 'User::"alice"',
  action: 'Action::"view"',
  resource: 'Photo::"beach"',
  context: '{}',
  entities: '[]',
};

/** The first question that the schema allows, with entities that have the attributes which it wants. */
export function exampleQuestion(items: readonly PolicyItem[]): Question {
  for (const [namespace, holds] of Object.entries(membersOf(parsedSchema(items))))
    for (const [action, { appliesTo }] of Object.entries(membersOf(membersOf(holds)['actions'])).map(withMembers)) {
      const [who, which] = ['principalTypes', 'resourceTypes'].map((name) => firstOf(membersOf(appliesTo)[name]));
      if (who === undefined || which === undefined) continue;
      const types = membersOf(membersOf(holds)['entityTypes']);
      const [principal, resource] = [within(namespace, who), within(namespace, which)];
      return {
        principal: `${principal}::"alice"`,
        action: `${within(namespace, 'Action')}::"${action}"`,
        resource: `${resource}::"example"`,
        context: written(attributesOf(namespace, membersOf(appliesTo)['context'])),
        entities: written([
          { uid: { type: principal, id: 'alice' }, attrs: attributesOf(namespace, shapeOf(types[who])), parents: [] },
          {
            uid: { type: resource, id: 'example' },
            attrs: attributesOf(namespace, shapeOf(types[which])),
            parents: [],
          },
        ]),
      };
    }
  return photos;
}

/** The actions of the schema as Cedar writes them; none where there is no schema. */
export const actionsOf = (items: readonly PolicyItem[]): string[] =>
  Object.entries(membersOf(parsedSchema(items))).flatMap(([namespace, holds]) =>
    Object.keys(membersOf(membersOf(holds)['actions'])).map((name) => `${within(namespace, 'Action')}::"${name}"`),
  );

const withMembers = ([name, value]: [string, unknown]): [string, Readonly<Record<string, unknown>>] => [
  name,
  membersOf(value),
];

const firstOf = (value: unknown): string | undefined => {
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  return typeof first === 'string' ? first : undefined;
};

/** A name without a namespace is of the one that it stands in. */
const within = (namespace: string, name: string): string =>
  namespace === '' || name.includes('::') ? name : `${namespace}::${name}`;

const shapeOf = (type: unknown): unknown => membersOf(type)['shape'];

/** A value for each attribute that must be there and whose type is plain; what the schema names elsewhere is left to the reader. */
function attributesOf(namespace: string, record: unknown): Record<string, unknown> {
  const attributes = Object.entries(membersOf(membersOf(record)['attributes'])).map(withMembers);
  return Object.fromEntries(
    attributes.flatMap(([name, type]) => {
      const value = type['required'] === false ? undefined : valueOf(namespace, type);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

const values: Readonly<Record<string, (namespace: string, type: Readonly<Record<string, unknown>>) => unknown>> = {
  String: () => 'text',
  Long: () => 0,
  Boolean: () => false,
  Bool: () => false,
  Set: () => [],
  Record: (namespace, type) => attributesOf(namespace, type),
  Entity: (namespace, { name }) =>
    typeof name === 'string' ? { __entity: { type: within(namespace, name), id: 'alice' } } : undefined,
};

const valueOf = (namespace: string, type: Readonly<Record<string, unknown>>): unknown =>
  values[String(type['type'])]?.(namespace, type);

const written = (value: unknown): string => JSON.stringify(value, undefined, 2);
