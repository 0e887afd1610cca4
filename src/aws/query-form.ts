import { Malformed } from './malformed.ts';
import { fold } from './fold.ts';
import type { Shape } from './schemas.ts';
import { queryText } from './text-values.ts';
import { formDecoded, pairsOf } from './wire.ts';

/** The parameters of a form, nested by the dots in their names: `Tags.member.1.Key=a`. */
export interface FormNode {
  text?: string;
  readonly inner: Map<string, FormNode>;
}

const mostParameters = 10_000;
const deepest = 50;

/** Reads a form. Of two parameters with the same name the last counts. Throws `Malformed` when there are absurdly many. */
export function readForm(text: string): FormNode {
  const pairs = pairsOf(text, formDecoded);
  if (pairs.length > mostParameters) throw new Malformed(`There are more than ${mostParameters} parameters.`);
  const root: FormNode = { inner: new Map() };
  for (const [name, value] of pairs) {
    const steps = name.split('.');
    if (steps.length > deepest) throw new Malformed('A parameter is nested too deep.');
    steps.reduce(stepInto, root).text = value;
  }
  return root;
}

function stepInto(node: FormNode, step: string): FormNode {
  const known = node.inner.get(step) ?? { inner: new Map<string, FormNode>() };
  node.inner.set(step, known);
  return known;
}

/** Reads a shape from a form, as one of the two query protocols nests it. */
export type FormReader = (shape: Shape) => (node: FormNode) => unknown;

interface Style {
  readonly keyOf: (name: string, member: Shape) => string;
  readonly flatLists: boolean;
}

type Read = (node: FormNode) => unknown;

/** The members of a structure that a form gives, each read as its shape says. */
const structureReader =
  (keyOf: Style['keyOf']) =>
  (shape: Shape, of: (shape: Shape) => Read): Read => {
    const members = [...shape.structIterator()].map(([name, member]) => ({
      name,
      key: keyOf(name, member),
      read: of(member),
    }));
    return ({ inner }) => {
      const found: Record<string, unknown> = {};
      for (const { name, key, read } of members) {
        const node = inner.get(key);
        if (node !== undefined) found[name] = read(node);
      }
      return found;
    };
  };

function formReader({ keyOf, flatLists }: Style): FormReader {
  const structure = structureReader(keyOf);
  const isFlat = (shape: Shape): boolean => flatLists || shape.getMergedTraits().xmlFlattened === 1;
  return fold<[FormNode], unknown>({
    structure,
    union: structure,
    list(shape, of) {
      const value = shape.getValueSchema();
      const [read, flat] = [of(value), isFlat(shape)];
      const step = value.getMergedTraits().xmlName ?? 'member';
      return (node) => items(flat ? node : node.inner.get(step)).map(read);
    },
    map(shape, of) {
      const value = shape.getValueSchema();
      const [read, flat] = [of(value), isFlat(shape)];
      const names = entryNames(shape);
      return (node) => entries(items(flat ? node : node.inner.get('entry')), names, read);
    },
    ...simple,
  });
}

const fromText = (shape: Shape): Read => {
  const read = queryText(shape);
  return ({ text }) => read(text ?? '');
};

const simple = {
  unit: () => () => undefined,
  string: fromText,
  boolean: fromText,
  number: fromText,
  timestamp: fromText,
  blob: fromText,
  bigInteger: fromText,
  bigDecimal: fromText,
  document: fromText,
};

const entryNames = (map: Shape) => ({
  key: map.getKeySchema().getMergedTraits().xmlName ?? 'key',
  value: map.getValueSchema().getMergedTraits().xmlName ?? 'value',
});

/** What stands under 1, 2, 3 and so on, in this order. `List=` is an empty list. */
const items = (node: FormNode | undefined): FormNode[] =>
  [...(node?.inner ?? [])]
    .filter(([step]) => /^\d{1,9}$/.test(step))
    .toSorted(([one], [other]) => Number(one) - Number(other))
    .map(([, inner]) => inner);

const entries = (nodes: readonly FormNode[], names: { key: string; value: string }, read: Read): unknown =>
  Object.fromEntries(
    nodes.map(({ inner }) => {
      const value = inner.get(names.value);
      return [inner.get(names.key)?.text ?? '', value && read(value)];
    }),
  );

/** awsQuery: members under their XML names, lists as `List.member.1`. */
export const awsQueryForm: FormReader = formReader({
  keyOf: (name, member) => member.getMergedTraits().xmlName ?? name,
  flatLists: false,
});

/** ec2Query: names begin with a capital letter, and lists are flat: `List.1`. */
export const ec2QueryForm: FormReader = formReader({
  keyOf(name, member) {
    const { ec2QueryName, xmlName } = member.getMergedTraits();
    const key = xmlName ?? name;
    return typeof ec2QueryName === 'string' ? ec2QueryName : key.charAt(0).toUpperCase() + key.slice(1);
  },
  flatLists: true,
});
