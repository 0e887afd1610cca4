import type { Entities } from '@cedar-policy/cedar-wasm/nodejs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownJson } from '#kernel';
import { askCedar } from './cedar.ts';
import { fuzzRuns } from './fuzz-runs.contract.ts';
import { openPolicies } from './open-policies.ts';
import { parseSchema } from './parse-schema.ts';
import { schema } from './random-cedar.contract.ts';
import type { EntityJson } from './read-entities.ts';

const set = openPolicies({ schema: parseSchema(schema) });
const free = openPolicies({});

const attributes = { n: 1, s: 'a', b: true, set: [1], r: { x: 1 } };
const user = (attrs: object, rest: object = {}): unknown[] => [
  { uid: { type: 'User', id: 'a' }, attrs: { ...attributes, ...attrs }, parents: [], ...rest },
];

/** Pieces of entities, good and bad, that are put into good entities. */
const pieces: fc.Arbitrary<unknown> = fc.letrec<{ piece: unknown }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom(0, 1.5, -1, true, null, '', 'a', '1.0', '1.00000', '::1', '2024-02-30', '2024-02-28', '1d'),
    fc.constantFrom(
      { type: 'User', id: 'x' },
      { type: 'Color', id: 'red' },
      { type: 'Color', id: 'green' },
      { __entity: { type: 'User', id: 'x' } },
      { __entity: { type: 'a b', id: 'x' } },
      { __entity: { type: 'User' } },
      { __entity: { type: 'User', id: 'x' }, more: 1 },
      { __extn: { fn: 'decimal', arg: '1.0' } },
      { fn: 'ip', arg: '1.2.3.4' },
      { __extn: { fn: 'ip', arg: '1.2.3.4.5' } },
      { __extn: { fn: 'nothing', arg: '' } },
      {
        __extn: {
          fn: 'offset',
          args: [{ __extn: { fn: 'datetime', arg: '2024-01-01' } }, { __extn: { fn: 'duration', arg: '1d' } }],
        },
      },
      { __expr: 'User::"a"' },
      { x: 1 },
      { x: 1, 'y z': 'b' },
      { x: 'b' },
      {},
    ),
    fc.array(tie('piece'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('x', 'y z', 'n'), tie('piece'), { maxKeys: 2 }),
  ),
})).piece;

const names = fc.constantFrom('n', 's', 'b', 'set', 'r', 'u', 'c', 'dec', 'ip', 'at', 'len', 'unknown');
const parent = fc.constantFrom(
  { type: 'Team', id: '0' },
  { type: 'Org', id: '0' },
  { type: 'User', id: 'z' },
  { __entity: { type: 'Team', id: '0' } },
  { type: 'Team' },
  { type: 'if', id: '0' },
);
const rest = fc.record(
  {
    parents: fc.array(parent, { maxLength: 2 }),
    tags: fc.dictionary(fc.constantFrom('k', 'l'), pieces, { maxKeys: 2 }),
  },
  { requiredKeys: [] },
);

/** Whether Cedar's own library takes entities. */
function cedarTakes(entities: unknown, by?: string): boolean {
  const data: Entities = ownJson(JSON.stringify(entities));
  return (
    askCedar('checkParseEntities', { entities: data, ...(by === undefined ? {} : { schema: by }) }).type === 'success'
  );
}

const takes = (load: () => unknown): boolean => {
  try {
    load();
    return true;
  } catch {
    return false;
  }
};

const entitiesOf = (list: unknown): EntityJson[] => ownJson(JSON.stringify(list));

describe('Entities', () => {
  it('are taken and refused as Cedar does, with a schema', { timeout: 0 }, () => {
    fc.assert(
      fc.property(names, pieces, rest, (name, piece, more) => {
        const entities = user({ [name]: piece }, more);
        expect(takes(() => set.load(entitiesOf(entities)))).toBe(cedarTakes(entities, schema));
      }),
      fuzzRuns(1 / 3),
    );
  });

  it('are taken and refused as Cedar does, without a schema', { timeout: 0 }, () => {
    fc.assert(
      fc.property(names, pieces, rest, (name, piece, more) => {
        const entities = user({ [name]: piece }, more);
        expect(takes(() => free.load(entitiesOf(entities)))).toBe(cedarTakes(entities));
      }),
      fuzzRuns(),
    );
  });
});
