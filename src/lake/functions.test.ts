// Opens no lake.
import { expect, test } from 'vitest';
import { refuseFunctions } from './functions.ts';

/** What an engine would say of its functions: name, kinds, whether it aggregates, who made it. */
const known = [
  ['count', 'Aggregate Functions', 1, 'System'],
  ['upper', 'String', 0, 'System'],
  ['file', 'Other', 0, 'System'],
  ['bar', 'Other', 0, 'System'],
  ['tojson', 'JSON, String', 0, 'System'],
  ['mixed', 'String, Introspection', 0, 'System'],
  ['own', 'String', 0, 'SQLUserDefined'],
  ['twice', 'String', 0, 'System'],
  ['twice', 'Introspection', 0, 'System'],
  ['arrayif', 'Introspection', 0, 'System'],
  ['array', 'Arrays', 0, 'System'],
] as const;

const asked: string[] = [];
const engine = {
  read: <T>(sql: string): Promise<T[]> => {
    asked.push(sql);
    const rows = known.map(([name, kind, aggregate, origin]) => ({ name, kind, aggregate, origin }));
    return Promise.resolve(JSON.parse(JSON.stringify(rows.filter(({ name }) => sql.includes(`'${name}'`)))));
  },
};
const refused = (name: string) =>
  expect(refuseFunctions(engine, ['count', name])).rejects.toMatchObject({ code: 'BadQuery' });
const taken = (name: string) => expect(refuseFunctions(engine, ['count', name])).resolves.toBeUndefined();

test.each([
  'upper',
  'UPPER',
  'bar',
  'toJSON',
  'countIf',
  'countIfOrNull',
  'countDistinctIf',
  'lambda',
  'EXISTS',
  'array',
])('%s only computes', taken);

test.each([
  ['file', 'it reads files'],
  ['mixed', 'one of its kinds is not harmless'],
  ['own', 'somebody made it'],
  ['twice', 'one of two of the same name is not harmless'],
  ['unheardOf', 'nobody knows it'],
  ['unheardOfIf', 'nobody knows what it is made of'],
  ['upperIf', 'it is no aggregate, so that this is something else'],
  ['arrayIf', 'it is a function by itself, whatever its name looks like'],
  ['If', 'nothing remains of it'],
])('%s is refused: %s', refused);

test('what is part of the language alone is not asked of the engine', async () => {
  asked.length = 0;
  await refuseFunctions(engine, ['lambda', 'untuple']);
  expect(asked).toEqual([]);
});

test('a name with a quotation mark does not leave the question', async () => {
  asked.length = 0;
  await expect(refuseFunctions(engine, ["x') OR ('1' = '1"])).rejects.toMatchObject({ code: 'BadQuery' });
  expect(asked[0]).toContain(String.raw`x\') or (\'1\' = \'1`);
});
