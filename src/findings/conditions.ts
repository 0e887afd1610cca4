import type { RawBuilder, SqlBool } from 'kysely';
import { sql } from '#store';
import { z } from 'zod';
import { levels } from '#attack';
import { Fault, type Text } from '#kernel';
import type { FindingRow } from './tables.ts';

/** How the values of a property compare. */
type Kind = 'text' | 'words' | 'level' | 'number' | 'time';

/** Every property by which findings can be restricted. */
export const Property = z.enum([
  'text',
  'severity',
  'type',
  'account',
  'region',
  'source',
  'principal',
  'resource',
  'rule',
  'tactic',
  'technique',
  'verdict',
  'count',
  'firstSeen',
  'lastSeen',
  'createdAt',
  'updatedAt',
]);
export type Property = z.infer<typeof Property>;

/** The column of each property, and how its values compare; `text` is looked for in several. */
const columns: Readonly<Record<Exclude<Property, 'text'>, { column: keyof FindingRow; kind: Kind }>> = {
  severity: { column: 'severity_rank', kind: 'level' },
  type: { column: 'type', kind: 'text' },
  account: { column: 'account', kind: 'text' },
  region: { column: 'region', kind: 'text' },
  source: { column: 'source', kind: 'text' },
  principal: { column: 'principal', kind: 'text' },
  resource: { column: 'resource', kind: 'text' },
  rule: { column: 'rule', kind: 'text' },
  tactic: { column: 'tactics', kind: 'words' },
  technique: { column: 'techniques', kind: 'words' },
  verdict: { column: 'verdict', kind: 'text' },
  count: { column: 'count', kind: 'number' },
  firstSeen: { column: 'first_seen', kind: 'time' },
  lastSeen: { column: 'last_seen', kind: 'time' },
  createdAt: { column: 'created_at', kind: 'time' },
  updatedAt: { column: 'updated_at', kind: 'time' },
};

/** Any of the values, none of them, holding one of them, holding none of them, at least, at most. */
export const operators = ['=', '!=', ':', '!:', '>=', '<='] as const;

/** One restriction: `{ property: 'account', operator: '!=', values: ['111122223333'] }`. */
export const Condition = z.strictObject({
  property: Property,
  operator: z.enum(operators),
  values: z.array(z.string().max(2048)).min(1).max(200),
});
export type Condition = z.infer<typeof Condition>;

/** The column that holds a property. */
export const columnOf = (property: Exclude<Property, 'text'>): keyof FindingRow => columns[property].column;

/** What a condition asks of a row. Throws `BadInput` for a value that its property cannot have. */
export function conditionSql({ property, operator, values }: Condition): RawBuilder<SqlBool> {
  const negative = operator.startsWith('!');
  const positive = property === 'text' ? joined(values.map(mentions)) : anyOf({ property, operator, values });
  return negative ? sql<SqlBool>`not ${positive}` : positive;
}

const textual: readonly (keyof FindingRow)[] = ['title_en', 'title_ja', 'type', 'principal', 'resource', 'account'];

/** Any of the textual columns holds the text. */
const mentions = (text: string): RawBuilder<SqlBool> => joined(textual.map((name) => holds(sql.ref(name), text)));

const joined = (conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${sql.join(conditions, sql` or `)})`;

interface Asked extends Condition {
  readonly property: Exclude<Property, 'text'>;
}

/** Any of the values; that none is meant is said by the caller. */
function anyOf({ property, operator, values }: Asked): RawBuilder<SqlBool> {
  const { column, kind } = columns[property];
  const asked = sql.ref(column);
  if (operator === '>=' || operator === '<=')
    return compared(
      asked,
      operator,
      values.map((value) => measure(value, kind, property)),
    );
  const each = values.map((value) =>
    operator.endsWith(':') ? holds(asked, value) : equals(asked, value, { kind, property }),
  );
  return joined(each);
}

const compared = (asked: RawBuilder<unknown>, operator: '>=' | '<=', values: readonly number[]): RawBuilder<SqlBool> =>
  operator === '>='
    ? sql<SqlBool>`${asked} >= ${Math.min(...values)}`
    : sql<SqlBool>`${asked} <= ${Math.max(...values)}`;

function equals(
  asked: RawBuilder<unknown>,
  value: string,
  of: { kind: Kind; property: Property },
): RawBuilder<SqlBool> {
  if (of.kind === 'words') return holds(sql`' ' || ${asked} || ' '`, ` ${value} `);
  return of.kind === 'text'
    ? sql<SqlBool>`${asked} = ${value}`
    : sql<SqlBool>`${asked} = ${measure(value, of.kind, of.property)}`;
}

/** The text holds the value, in either case as far as the database knows it; what the reader writes means itself. */
export function holds(asked: RawBuilder<unknown>, value: string): RawBuilder<SqlBool> {
  const pattern = `%${value.replaceAll(/[%_!]/g, '!$&')}%`;
  return sql<SqlBool>`lower(${asked}) like lower(${pattern}) escape '!'`;
}

/** A value that has an order, as its column keeps it. */
function measure(value: string, kind: Kind, property: Property): number {
  const measured = kind === 'level' ? rankOf(value) : kind === 'time' ? Date.parse(value) : Number(value);
  if (!(kind === 'text' || kind === 'words') && value.trim() !== '' && Number.isFinite(measured)) return measured;
  const [shown, form] = [value.slice(0, 100), forms[kind]];
  throw new Fault('BadInput', {
    en: `"${shown}" is no value of ${property} that can be compared. ${form.en}`,
    ja: `"${shown}" は ${property} と大小を比べられる値ではありません。${form.ja}`,
  });
}

const rankOf = (value: string): number => {
  const rank = levels.findIndex((level) => level === value);
  return rank === -1 ? Number.NaN : rank;
};

const unordered: Text = {
  en: 'Text has no order; use =, !=, : or !:.',
  ja: '文字列に大小はありません。=、!=、:、!: を使ってください。',
};
const forms: Readonly<Record<Kind, Text>> = {
  text: unordered,
  words: unordered,
  level: { en: `Write ${levels.join(', ')}.`, ja: `${levels.join('、')} のいずれかを書いてください。` },
  number: { en: 'Write a whole number.', ja: '整数を書いてください。' },
  time: {
    en: 'Write a time such as 2026-01-31T00:00:00Z.',
    ja: '2026-01-31T00:00:00Z のような時刻を書いてください。',
  },
};
