import { Fault } from '#kernel';
import type { Comparison, Filter, Path, Term } from './filter.ts';
import { dialects, type Dialect, type SqlDialect } from './sql-dialects.ts';

/** Where a database keeps what a filter asks about. Names of tables and columns may hold dots: `photos.owner_id`. */
export interface SqlColumns {
  /** The id of the unknown entity itself. */
  readonly id: string;
  /**
   * The column of each attribute, by its names joined with dots: `owner`, `address.city`. Entities are kept as their
   * ids, sets as JSON lists. An attribute that is missing is NULL.
   */
  readonly attributes: Readonly<Record<string, string>>;
  /**
   * A table of who is in what, over any number of steps: for `in`. Its columns are `type`, `id`, `ancestor_type`,
   * `ancestor_id`.
   */
  readonly ancestors?: string;
}

/** A condition for WHERE, and the values of its parameters in order. */
export interface SqlCondition {
  readonly text: string;
  readonly parameters: readonly (string | number | bigint | boolean)[];
}

/**
 * A filter as SQL. Values are parameters, never text. Throws `BadInput` when a column is missing, and `Unsupported` with
 * what a database cannot compare.
 */
export function sqlOf(filter: Filter, columns: SqlColumns, dialect: SqlDialect): SqlCondition {
  const writer = new SqlWriter(columns, dialects[dialect]);
  const text = writer.condition(filter);
  return { text, parameters: writer.parameters };
}

class SqlWriter {
  readonly parameters: (string | number | bigint | boolean)[] = [];
  private readonly columns: SqlColumns;
  private readonly dialect: Dialect;

  constructor(columns: SqlColumns, dialect: Dialect) {
    this.columns = columns;
    this.dialect = dialect;
  }

  condition(filter: Filter): string {
    if ('always' in filter) return filter.always ? '1 = 1' : '1 = 0';
    if ('all' in filter) return `(${filter.all.map((part) => this.condition(part)).join(' AND ')})`;
    if ('any' in filter) return `(${filter.any.map((part) => this.condition(part)).join(' OR ')})`;
    if ('not' in filter) return `NOT ${this.condition(filter.not)}`;
    if ('present' in filter) return `${this.column(filter.present)} IS NOT NULL`;
    if ('empty' in filter) return this.dialect.isEmpty(this.column(filter.empty));
    return `(${this.compared(filter.compare, filter.left, filter.right)})`;
  }

  private compared(comparison: Comparison, left: Term, right: Term): string {
    if (comparison === 'in') return this.within(left, right);
    if (comparison === 'like')
      return this.dialect.like(this.side(left), this.parameter(this.dialect.pattern(valueOf(right))));
    if (comparison === 'contains') return this.contains(left, right);
    const operator = comparison === '!=' ? '<>' : comparison === '==' ? '=' : comparison;
    return `${this.side(left)} ${operator} ${this.side(right)}`;
  }

  private contains(left: Term, right: Term): string {
    if ('attribute' in left && 'value' in right) {
      const column = this.column(left.attribute);
      return this.dialect.contains(column, this.parameter(this.dialect.item(plain(right.value))));
    }
    throw unsupported('a set with an attribute inside it');
  }

  private within(left: Term, right: Term): string {
    const { ancestors } = this.columns;
    const entity = 'value' in right ? entityOf(right.value) : undefined;
    if (!('attribute' in left) || entity === undefined) throw unsupported('two attributes with `in`');
    const column = this.column(left.attribute);
    const type = left.entity;
    const itself = type === undefined || type === entity.type ? `${column} = ${this.parameter(entity.id)} OR ` : '';
    if (ancestors === undefined || type === undefined)
      throw new Fault('BadInput', {
        en: 'This filter asks who is in what. Name the table of ancestors.',
        ja: 'このフィルターは所属関係を調べます。所属関係のテーブル（ancestors）を指定してください。',
      });
    const table = this.dialect.name(ancestors);
    const row = `${table}.type = ${this.parameter(type)} AND ${table}.id = ${column}`;
    const above = `${table}.ancestor_type = ${this.parameter(entity.type)} AND ${table}.ancestor_id = ${this.parameter(entity.id)}`;
    return `${itself}EXISTS (SELECT 1 FROM ${table} WHERE ${row} AND ${above})`;
  }

  private side(term: Term): string {
    return 'attribute' in term ? this.column(term.attribute) : this.parameter(this.dialect.value(plain(term.value)));
  }

  private column(path: Path): string {
    const name = path.length === 0 ? this.columns.id : this.columns.attributes[path.join('.')];
    if (name !== undefined) return this.dialect.name(name);
    throw new Fault('BadInput', {
      en: `The attribute ${path.join('.')} has no column. Name one, or the filter cannot ask for it.`,
      ja: `属性 ${path.join('.')} に対応する列がありません。列を指定してください。`,
    });
  }

  private parameter(value: string | number | bigint | boolean): string {
    this.parameters.push(value);
    return this.dialect.parameter(this.parameters.length);
  }
}

/** What a column holds of a value: of an entity its id. */
function plain(json: unknown): string | number | bigint | boolean {
  const entity = entityOf(json);
  if (entity !== undefined) return entity.id;
  if (typeof json === 'string' || typeof json === 'boolean' || typeof json === 'number' || typeof json === 'bigint')
    return json;
  throw unsupported('sets, records, decimals, addresses and times');
}

const valueOf = (term: Term): string => String('value' in term ? term.value : '');

function entityOf(json: unknown): { readonly type: string; readonly id: string } | undefined {
  if (typeof json !== 'object' || json === null || !('__entity' in json)) return undefined;
  const { __entity: uid } = json;
  if (typeof uid !== 'object' || uid === null || !('type' in uid) || !('id' in uid)) return undefined;
  return { type: String(uid.type), id: String(uid.id) };
}

const unsupported = (what: string): Fault =>
  new Fault('Unsupported', {
    en: `SQL cannot compare ${what} here. Use the filter as JSON, or ask about each entity by itself.`,
    ja: `SQL では ${what} を比較できません。JSON のフィルターを使うか、エンティティごとに調べてください。`,
  });
