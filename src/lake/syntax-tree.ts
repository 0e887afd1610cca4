import { Fault } from '#kernel';

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
const reasons: Readonly<Record<string, string>> = {
  Set: 'it has a clause SETTINGS, which Yagura sets itself. Leave it out',
  ColumnsApplyTransformer: 'APPLY is not answered. Call the function on each column',
  QueryParameter: 'it has a parameter without a value',
  Explain: 'EXPLAIN may only stand at its beginning',
};

const tableFunctions = new Set(['numbers', 'numbers_mt', 'generateseries', 'generate_series']);

/**
 * Reads what `EXPLAIN AST` printed: a node a line, its depth in blanks. Throws `BadQuery` for a node that is not known,
 * a table elsewhere, or a function that is read like a table.
 */
export function readTree(lines: readonly string[], databases: readonly string[], database: string): Named {
  const functions = new Set<string>();
  let above: { depth: number; kind: string }[] = [];
  for (const line of lines) {
    const { depth, kind, name } = nodeOf(line);
    above = above.filter((node) => node.depth < depth);
    const parent = above.at(-1)?.kind;
    above.push({ depth, kind });
    if (kind === 'TableIdentifier') refuseTable(name, database);
    if (kind === 'Identifier') refuseForeign(name, databases, database);
    if (kind === 'Function' && parent === 'TableExpression') refuseTableFunction(name);
    else if (kind === 'Function') functions.add(name);
  }
  return { functions: [...functions] };
}

function nodeOf(line: string): { depth: number; kind: string; name: string } {
  const match = /^( *)(\S+)(?: (.*?))?(?: \(alias .*\))?(?: \(children \d+\))?$/s.exec(line);
  const [, blanks = '', kind = '', name = ''] = match ?? [];
  if (!known.has(kind)) refuse(reasons[kind] ?? `${kind === '' ? 'part of it' : kind} is not known to be harmless`);
  return { depth: blanks.length, kind, name };
}

function refuseTable(name: string, database: string): void {
  const own = name.startsWith(`${database}.`) ? name.slice(database.length + 1) : name;
  if (!/^\w+$/.test(own)) refuse(`it reads ${name}, and only tables of Yagura may be read`);
}

/** After IN, an identifier may be a table as well. */
function refuseForeign(name: string, databases: readonly string[], database: string): void {
  const first = name.split('.')[0] ?? '';
  if (name.includes('.') && first !== database && databases.includes(first))
    refuse(`it names ${name}, and only tables of Yagura may be read`);
}

function refuseTableFunction(name: string): void {
  if (!tableFunctions.has(name.toLowerCase())) refuse(`it reads ${name}(), and only tables of Yagura may be read`);
}

function refuse(why: string): never {
  throw new Fault('BadQuery', `The query is not answered: ${why}.`);
}
