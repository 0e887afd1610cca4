import type { Text } from '#kernel';
import { refusals, refuse } from './refuse-query.ts';

/** What a statement's syntax tree names. */
export interface Named {
  /** Functions that compute values. */
  readonly functions: readonly string[];
}

/** Nodes that may stand in the tree of a query; anything else is refused, also what newer engines bring. */
const known = new Set([
  'ArrayJoin',
  'Asterisk',
  'ColumnsExceptTransformer',
  'ColumnsListMatcher',
  'ColumnsRegexpMatcher',
  'ColumnsReplaceTransformer',
  'ColumnsReplaceTransformer::Replacement',
  'ColumnsTransformerList',
  'ExpressionList',
  'Function',
  'Identifier',
  'InterpolateElement',
  'Literal',
  'OrderByElement',
  'QualifiedAsterisk',
  'QualifiedColumnsListMatcher',
  'QualifiedColumnsRegexpMatcher',
  'SampleRatio',
  'SelectIntersectExceptQuery',
  'SelectQuery',
  'SelectWithUnionQuery',
  'Subquery',
  'TableExpression',
  'TableIdentifier',
  'TableJoin',
  'TablesInSelectQuery',
  'TablesInSelectQueryElement',
  'WindowDefinition',
  'WindowListElement',
  'WithElement',
]);

/** Why nodes that people do write are refused. */
const reasons: Readonly<Record<string, Text>> = {
  Set: refusals.clause('SETTINGS'),
  ColumnsApplyTransformer: refusals.apply,
  QueryParameter: refusals.parameter,
  Explain: refusals.explainInside,
};

const tableFunctions = new Set(['numbers', 'numbers_mt', 'generateseries', 'generate_series']);

/** A node of the tree; `parts` counts its children that were read so far. */
interface Node {
  readonly depth: number;
  readonly kind: string;
  readonly name: string;
  parts: number;
}

/**
 * Reads what `EXPLAIN AST` printed: a node a line, its depth in blanks. Throws `BadQuery` for a node that is not known,
 * a table elsewhere, or a function that is read like a table.
 */
export function readTree(lines: readonly string[], databases: readonly string[], database: string): Named {
  const functions = new Set<string>();
  let above: Node[] = [];
  for (const line of lines) {
    const node = nodeOf(line);
    above = above.filter(({ depth }) => depth < node.depth);
    const parent = above.at(-1);
    if (parent !== undefined) parent.parts += 1;
    refuseType(node, parent, above.at(-2));
    if (node.kind === 'TableIdentifier') refuseTable(node.name, database);
    if (node.kind === 'Identifier') refuseForeign(node.name, databases, database);
    if (node.kind === 'Function' && parent?.kind === 'TableExpression') refuseTableFunction(node.name);
    else if (node.kind === 'Function') functions.add(node.name);
    above.push(node);
  }
  return { functions: [...functions] };
}

/** A line is blanks, the kind, a name or a value, and what is said of them in brackets. */
function nodeOf(line: string): Node {
  const bare = line.trimStart();
  const [kind = ''] = bare.split(' ', 1);
  if (!known.has(kind)) refuse(reasons[kind] ?? refusals.unknownPart(kind));
  const rest = bare.slice(kind.length + 1);
  const end = ['(alias ', '(children ']
    .map((word) => rest.indexOf(word))
    .filter((index) => index !== -1)
    .reduce((least, index) => Math.min(least, index), rest.length);
  const name = kind === 'Literal' ? rest : rest.slice(0, end).trimEnd();
  return { depth: line.length - bare.length, kind, name, parts: 0 };
}

/** States of aggregates are bytes that the engine trusts: nobody may write one, nor hide the type of a CAST. */
function refuseType(node: Node, list: Node | undefined, call: Node | undefined): void {
  if (node.kind === 'Literal' && node.name.includes('AggregateFunction')) refuse(refusals.aggregateState);
  const casts = call?.kind === 'Function' && /^_?(?:accurate)?cast/i.test(call.name);
  if (casts && (list?.parts ?? 0) > 1 && node.kind !== 'Literal') refuse(refusals.hiddenType);
}

function refuseTable(name: string, database: string): void {
  const own = name.startsWith(`${database}.`) ? name.slice(database.length + 1) : name;
  if (!/^\w+$/.test(own)) refuse(refusals.foreignTable(name));
}

/** After IN, an identifier may be a table as well. */
function refuseForeign(name: string, databases: readonly string[], database: string): void {
  const first = name.split('.')[0] ?? '';
  if (name.includes('.') && first !== database && databases.includes(first)) refuse(refusals.foreignName(name));
}

function refuseTableFunction(name: string): void {
  if (!tableFunctions.has(name.toLowerCase())) refuse(refusals.foreignTable(`${name}()`));
}
