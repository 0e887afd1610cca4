import { z } from 'zod';
import { quoted, type Engine } from './engine.ts';
import { refuseFunctions } from './functions.ts';
import type { Limits } from './lake.ts';
import { refusals, refuse } from './refuse-query.ts';
import { readTree } from './syntax-tree.ts';

const longest = 100_000;

/** Statements that need no look inside: they name a table of the database in use, or none. */
const plain = /^(?:SHOW TABLES|(?:DESCRIBE|SHOW CREATE) TABLE (?:(\w+)\.)?\w+)$/;
const explaining =
  /^EXPLAIN (?:(?:AST|SYNTAX|QUERY TREE|PLAN|PIPELINE|ESTIMATE) )?(?:\w+ = \d+(?:, \w+ = \d+)* )?(?=SELECT|WITH|\()/;

/**
 * The statement of a user in the engine's own spelling, if it reads Yagura's tables and nothing else.
 * Everything is judged by the engine: its parser spells the statement anew (comments and odd quotes are gone, and a
 * second statement is an error), its syntax tree may hold only what is known to be harmless, and its resolved tree may
 * touch only tables of Yagura's database.
 * INVARIANT: the text that was judged is the text that runs, and nothing is run before the text and the syntax tree
 * have passed: resolving already runs subqueries, and INTO OUTFILE writes a file even where writing is forbidden.
 */
export async function judge(engine: Engine, sql: string, limits: Limits): Promise<string> {
  const budget = { ...limits, rows: 1_000_000 };
  const statement = await spelled(engine, sql, budget);
  if (statement === 'SHOW TABLES') return "SHOW TABLES NOT LIKE '\\\\_tmp\\\\_%'"; // what the engine is putting in a place
  const bare = plain.exec(statement);
  if (bare !== null && (bare[1] ?? engine.database) === engine.database) return statement;
  const select = statement.replace(explaining, '');
  if (!/^(SELECT|WITH|\()/.test(select)) refuse(refusals.statement);
  refuseClauses(select);
  const tree = readTree(
    await explained(engine, `EXPLAIN AST SELECT * FROM (${select})`, budget),
    await databases(engine),
    engine.database,
  );
  await refuseFunctions(engine, tree.functions);
  refuseTables(await explained(engine, `EXPLAIN QUERY TREE ${select}`, budget), engine.database);
  return statement;
}

/** The statement as the engine's formatter writes it: one line, no comments, keywords in capitals. */
async function spelled(engine: Engine, sql: string, limits: Limits): Promise<string> {
  if (sql.length > longest) refuse(refusals.tooLong(longest));
  if (/[^\P{Cc}\t\n\r]/u.test(sql)) refuse(refusals.controlCharacter);
  const [line = ''] = await lines(engine, `SELECT formatQuerySingleLine(${quoted(sql)}) AS line`, limits);
  return line;
}

const explained = (engine: Engine, sql: string, limits: Limits): Promise<string[]> => lines(engine, sql, limits);

const Lines = z.object({ data: z.array(z.tuple([z.string()])) });

async function lines(engine: Engine, sql: string, limits: Limits): Promise<string[]> {
  return Lines.parse(JSON.parse(await engine.ask(sql, limits))).data.map(([line]) => line);
}

async function databases(engine: Engine): Promise<string[]> {
  const rows = await engine.read<{ name: string }>('SELECT name FROM system.databases');
  return rows.map(({ name }) => name);
}

/** What stands outside of quotes in the formatter's spelling decides; a name in quotes may not hide a line break. */
function refuseClauses(select: string): void {
  const quotes = /'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/g;
  if (select.match(quotes)?.some((part) => part.startsWith('`') && /\\[^`\\]/.test(part)))
    refuse(refusals.nameWithControlCharacter);
  const clause = /\b(?:INTO OUTFILE|OUTFILE|FORMAT(?!\()|SETTINGS)\b/.exec(select.replaceAll(quotes, "''"))?.[0];
  if (clause !== undefined) refuse(refusals.clause(clause));
}

const harmlessFunctions = /^(?:numbers|numbers_mt|generateSeries|generate_series)$/;

/** INVARIANT: names that the engine resolved. `system.one` is read when there is no FROM; a recursive WITH has no database. */
function refuseTables(tree: readonly string[], database: string): void {
  for (const line of tree) {
    const table = /^ *TABLE id: .*table_name: (.+)$/.exec(line)?.[1];
    if (table !== undefined && !/^(?:system\.one|\w+)$/.test(table) && !table.startsWith(`${database}.`))
      refuse(refusals.foreignTable(table));
    const called = /^ *TABLE_FUNCTION id: .*table_function_name: (\w+)/.exec(line)?.[1];
    if (called !== undefined && !harmlessFunctions.test(called)) refuse(refusals.foreignTable(`${called}()`));
  }
}
