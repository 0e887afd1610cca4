import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Store } from '#store';
import type { AttributeKind, Value } from './attributes.ts';
import type { Comparison, Condition, Test } from './criteria.ts';
import { feedbacks } from './finding.ts';
import { holds } from './holds.ts';
import { severityByRank } from './severity.ts';

type Sql = RawBuilder<unknown>;
type Dialect = Store['dialect'];

/** Attributes that change without a new event stand in columns: f is `findings`, g `guardduty_findings`. */
const columns: Readonly<Record<string, Sql>> = {
  id: sql.ref('f.id'),
  type: sql.ref('f.type'),
  accountid: sql.ref('g.account'),
  region: sql.ref('g.region'),
  createdat: sql.ref('f.created_at'),
  updatedat: sql.ref('f.updated_at'),
  'service.count': sql.ref('f.count'),
  'service.eventfirstseen': sql.ref('f.first_seen'),
  'service.eventlastseen': sql.ref('f.last_seen'),
};

/** Columns that hold a few codes, and the value of the attribute for each. */
const codes: Readonly<
  Record<string, { column: Sql; values: readonly (readonly [string | number, readonly Value[]])[] }>
> = {
  severity: {
    column: sql.ref('f.severity_rank'),
    values: severityByRank.map((severity, rank) => [rank, [severity]] as const),
  },
  'service.archived': {
    column: sql.ref('f.archived'),
    values: [
      [0, ['false']],
      [1, ['true']],
    ],
  },
  'service.userfeedback': {
    column: sql.ref('f.verdict'),
    values: [['', []], ...Object.entries(feedbacks).map(([verdict, feedback]) => [verdict, [feedback]] as const)],
  },
};

/** True of an attribute that is not kept in the document of a finding. */
export const standsInColumn = (attribute: string): boolean => attribute in columns || attribute in codes;

/**
 * A condition as SQL over `findings f`, `guardduty_findings g` and `guardduty_documents d`.
 * INVARIANT: it holds exactly where `holdsAll` does for the finding's values.
 */
export function conditionSql({ attribute, kind, tests }: Condition, dialect: Dialect): RawBuilder<SqlBool> {
  const each = tests.map((test) => {
    const code = codes[attribute];
    if (code !== undefined) return codeSql(code, test);
    const column = columns[attribute];
    return column === undefined
      ? documentSql({ attribute, kind, test }, dialect)
      : signed(test, scalarSql(column, positive(test), dialect));
  });
  return sql<SqlBool>`(${sql.join(each, sql` and `)})`;
}

function codeSql({ column, values }: (typeof codes)[string], test: Test): RawBuilder<SqlBool> {
  const fitting = values.filter(([, value]) => holds(test, value)).map(([code]) => code);
  return fitting.length === 0 ? nowhere : sql<SqlBool>`${column} in (${sql.join(fitting)})`;
}

const nowhere = sql<SqlBool>`1 = 0`;

interface Asked {
  readonly attribute: string;
  readonly kind: AttributeKind;
  readonly test: Test;
}

/** Any of the values in the document. Where a text must be equal, rows that do not hold it anywhere are not parsed. */
function documentSql({ attribute, kind, test }: Asked, dialect: Dialect): RawBuilder<SqlBool> {
  const asked = positive(test);
  const value = dialect === 'sqlite' || kind === 'text' || kind === 'boolean' ? sql`one.value` : sql`one.value::float8`;
  const within = scalarSql(value, asked, dialect);
  const found = sql<SqlBool>`exists (select 1 from ${elements(attribute, dialect)} where ${within})`;
  if (asked.comparison !== 'equals' || kind === 'number' || kind === 'time') return signed(test, found);
  const find = sql.raw(dialect === 'sqlite' ? 'instr' : 'strpos');
  const held = asked.operands.map((operand) => sql`${find}(d.attributes, ${JSON.stringify(operand)}) > 0`);
  return signed(test, sql<SqlBool>`((${sql.join(held, sql` or `)}) and ${found})`);
}

/** The values of an attribute as a table `one` with a column `value`. Attributes are known names, never a user's text. */
const elements = (attribute: string, dialect: Dialect): Sql =>
  dialect === 'sqlite'
    ? sql`json_each(d.attributes, ${sql.lit(`$."${attribute}"`)}) as one`
    : sql`jsonb_array_elements_text(d.attributes::jsonb -> ${sql.lit(attribute)}) as one(value)`;

const opposites: Readonly<Partial<Record<Comparison, Comparison>>> = { notEquals: 'equals', notMatches: 'matches' };

const positive = ({ comparison, operands }: Test): Test => ({
  comparison: opposites[comparison] ?? comparison,
  operands,
});

const signed = ({ comparison }: Test, condition: RawBuilder<SqlBool>): RawBuilder<SqlBool> =>
  comparison in opposites ? sql<SqlBool>`not (${condition})` : condition;

const symbols: Readonly<Partial<Record<Comparison, string>>> = { above: '>', atLeast: '>=', below: '<', atMost: '<=' };

function scalarSql(value: Sql, { comparison, operands }: Test, dialect: Dialect): RawBuilder<SqlBool> {
  const symbol = symbols[comparison];
  if (symbol !== undefined) return sql<SqlBool>`${value} ${sql.raw(symbol)} ${operands[0]}`;
  if (comparison === 'matches')
    return sql<SqlBool>`(${sql.join(
      operands.map((operand) => likeSql(value, String(operand), dialect)),
      sql` or `,
    )})`;
  const comparable = operands.filter((operand) => !Number.isNaN(operand)); // no number equals what is none
  return comparable.length === 0 ? nowhere : sql<SqlBool>`${value} in (${sql.join(comparable)})`;
}

/** SQLite's LIKE does not tell cases apart, its GLOB does; PostgreSQL's LIKE does. */
const likeSql = (value: Sql, pattern: string, dialect: Dialect): RawBuilder<SqlBool> =>
  dialect === 'sqlite'
    ? sql<SqlBool>`${value} glob ${pattern.replaceAll('[', '[[]')}`
    : sql<SqlBool>`${value} like ${pattern.replaceAll(/[%_!]/g, '!$&').replaceAll('*', '%').replaceAll('?', '_')} escape '!'`;

/** In which order findings are listed. */
export interface Sorting {
  readonly value: RawBuilder<string | number | null>;
  /** Some findings have no value; they come last. */
  readonly nullable: boolean;
  readonly descending: boolean;
}

/** Sorts by an attribute; of several values the first counts. */
export function sortingOf(
  { attribute, kind, descending }: { attribute: string; kind: AttributeKind; descending: boolean },
  dialect: Dialect,
): Sorting {
  const column = codes[attribute]?.column ?? columns[attribute];
  if (column !== undefined) return { value: sql`${column}`, nullable: false, descending };
  const isText = kind === 'text' || kind === 'boolean';
  const first =
    dialect === 'sqlite'
      ? sql<string | number>`json_extract(d.attributes, ${sql.lit(`$."${attribute}"[0]`)})`
      : sql<string | number>`(d.attributes::jsonb -> ${sql.lit(attribute)} ->> 0)${sql.raw(isText ? '' : '::float8')}`;
  return { value: first, nullable: true, descending };
}
