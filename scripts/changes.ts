// Where the code of a file can be changed so that a test should notice: what `npm run mutation` draws from.
import { readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { z } from 'zod';

/** The text from `start` up to `end` of a file, in UTF-16 units, becomes another. */
export interface Change {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function changesOf(file: string): Change[] {
  const source = readFileSync(file, 'utf8');
  return [...nodesIn(parseSync(file, source).program)].flatMap((node) => {
    const change = Object.hasOwn(changed, node.type) ? changed[node.type]?.(node, source) : undefined;
    return change === undefined ? [] : [{ file, ...change }];
  });
}

const Node = z.looseObject({ type: z.string(), start: z.number(), end: z.number() });
type Node = z.infer<typeof Node>;

const pairs: readonly [string, string][] = [
  ['===', '!=='],
  ['<', '<='],
  ['>', '>='],
  ['&&', '||'],
  ['+', '-'],
  ['*', '/'],
  ['some', 'every'],
  ['startsWith', 'endsWith'],
  ['min', 'max'],
];
const other = new Map([['??', '&&'], ...pairs, ...pairs.map(([one, two]): [string, string] => [two, one])]);

/** What stands in the place of a node, by its type: nothing where there is nothing to change. */
const changed: Readonly<Record<string, (node: Node, source: string) => Omit<Change, 'file'> | undefined>> = {
  BinaryExpression: operator,
  LogicalExpression: operator,
  IfStatement: (node, source) => negated(Node.parse(node['test']), source),
  ConditionalExpression: (node, source) => negated(Node.parse(node['test']), source),
  ExpressionStatement: ({ start, end }) => ({ start, end, text: ';' }),
  Literal: ({ start, end, value }) =>
    typeof value === 'number' || typeof value === 'boolean'
      ? { start, end, text: typeof value === 'number' ? `${value + 1}` : `${!value}` }
      : undefined,
  MemberExpression(node) {
    const { start, end, name } = Node.parse(node['property']);
    const text = other.get(String(name));
    return text === undefined ? undefined : { start, end, text };
  },
};

function operator(node: Node, source: string): Omit<Change, 'file'> | undefined {
  const [from, to] = [Node.parse(node['left']).end, Node.parse(node['right']).start];
  const sign = String(node['operator']);
  const start = source.indexOf(sign, from);
  const text = other.get(sign);
  return text === undefined || start > to ? undefined : { start, end: start + sign.length, text };
}

const negated = ({ start, end }: Node, source: string) => ({ start, end, text: `!(${source.slice(start, end)})` });

/** Every node of a syntax tree but those of types and imports. */
function* nodesIn(value: unknown): Generator<Node> {
  const { data: node } = Node.safeParse(value);
  if (node !== undefined && /^TS.*Type|^TSInterface|^Import/.test(node.type)) return;
  if (node !== undefined) yield node;
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* nodesIn(part);
}
