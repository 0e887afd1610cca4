import { comparisons } from './comparisons.ts';
import { countsRules, fieldOf } from './hits.ts';
import type { Correlation, CorrelationType } from './rule.ts';
import { jsonText } from './sql-cells.ts';
import { quoted } from './sql-text.ts';

/** Where the hits are. */
export interface CorrelationSqlOptions {
  /** A table with the columns time DateTime64(3), rule, event_id and raw (the event as JSON). */
  readonly hitsTable: string;
  /** Trusted SQL over that table: which hits to look at, such as a span of time. */
  readonly where?: string | undefined;
  /** The correlations that this one may name; they are computed within the query. */
  readonly correlations?: readonly Correlation[] | undefined;
}

/**
 * One ClickHouse query with the alerts of a correlation, a row each: `group_values` Array(String) in the order of
 * groupBy, `first` and `last` in milliseconds since 1970 (Int64), `hits` (how many), `event_ids` Array(String) in
 * the order of time. The same alerts as `correlate` gives. Events themselves are not carried along: of a rule that
 * matches every second event there would be no memory for them.
 */
export function correlationSql(correlation: Correlation, options: CorrelationSqlOptions): string {
  return `WITH hits AS (${groupedSql(correlation, options)}),
moments AS (${momentsSql(correlation, 'hits')}),
runs AS (
  SELECT group_values, min(start) AS first, max(at) AS last
  FROM (SELECT *, sum(fresh) OVER (PARTITION BY group_values ORDER BY at, rule, event_id ROWS UNBOUNDED PRECEDING) AS run
    FROM (SELECT *, start > lagInFrame(at, 1, ${beforeAll}) OVER (PARTITION BY group_values ORDER BY at, rule, event_id ROWS UNBOUNDED PRECEDING) AS fresh
      FROM moments))
  GROUP BY group_values, run)
SELECT runs.group_values AS group_values, first, last, count() AS hits,
  arrayDistinct(arrayFilter(id -> id != '', arrayMap(one -> one.3, arraySort(groupArray((at, rule, event_id)))))) AS event_ids
FROM hits INNER JOIN runs ON runs.group_values = hits.group_values
WHERE hits.at >= first AND hits.at <= last
GROUP BY group_values, first, last
ORDER BY first, group_values
SETTINGS ${modest}`;
}

/**
 * Groups and values are read before hits are put in order, so that events are not sorted with them; and of some thousand
 * events at once, for what is taken out of them on the way is kept several times for each.
 */
const modest = 'query_plan_execute_functions_after_sorting = 0, max_block_size = 4096';

const beforeAll = 'toInt64(-9223372036854775807)';

/** Every hit with its group and values, each event once (once for each rule where rules are counted); `more`: a column. */
function groupedSql(correlation: Correlation, options: CorrelationSqlOptions, more = ''): string {
  const identity = countsRules(correlation) ? 'rule, identity' : 'identity';
  return `SELECT rule, event_id, at, ${more}${list(correlation, correlation.groupBy)} AS group_values, ${list(correlation, correlation.condition.fields)} AS counted,
    if(event_id = '', concat('#', toString(rowNumberInAllBlocks())), event_id) AS identity
  FROM (${sourcesSql(correlation, options)})
  ORDER BY at, rule, event_id
  LIMIT 1 BY ${identity}`;
}

function list(correlation: Correlation, names: readonly string[]): string {
  return names.length === 0 ? 'emptyArrayString()' : `[${names.map((name) => textSql(correlation, name)).join(', ')}]`;
}

/** The text of a field; an alias means another field for each rule. */
function textSql(correlation: Correlation, name: string): string {
  const fields = correlation.rules.map((rule) => ({ rule, field: fieldOf(correlation, name, rule) }));
  const own = fields.filter(({ field }) => field !== name);
  if (own.length === 0) return jsonText(name, 'raw');
  return `multiIf(${own.map(({ rule, field }) => `rule = ${quoted(rule)}, ${jsonText(field, 'raw')}`).join(', ')}, ${jsonText(name, 'raw')})`;
}

/** The hits of rules from the table, and of correlations from their own queries. */
function sourcesSql(correlation: Correlation, options: CorrelationSqlOptions): string {
  const inner = (options.correlations ?? []).filter(({ id }) => correlation.rules.includes(id));
  const rules = correlation.rules.filter((id) => !inner.some((one) => one.id === id));
  const wanted = `rule IN (${rules.map(quoted).join(', ')})${options.where === undefined ? '' : ` AND (${options.where})`}`;
  const own = `SELECT rule, event_id, toUnixTimestamp64Milli(time) AS at, raw FROM ${options.hitsTable} WHERE ${wanted}`;
  const others = inner.map(
    (one) =>
      `SELECT ${quoted(one.id)} AS rule, event_id, at, raw FROM (${momentsSql(one, `(${groupedSql(one, options, 'raw, ')})`)})`,
  );
  return [...(rules.length === 0 ? [] : [own]), ...others].join(' UNION ALL ');
}

/** The hits at which the correlation is fulfilled, each with the start of its window. */
function momentsSql(correlation: Correlation, hits: string): string {
  if (correlation.type === 'temporal_ordered') return orderedSql(correlation, hits);
  const span = correlation.timespanSeconds * 1000;
  return `SELECT * FROM (SELECT *, ${figureSql(correlation)} AS figure, min(at) OVER span AS start FROM ${hits}
    WINDOW span AS (PARTITION BY group_values ORDER BY at RANGE BETWEEN ${span} PRECEDING AND CURRENT ROW))
  WHERE ${holdsSql(correlation)}`;
}

/** The figure of a window for each type; of shares there are several. */
const figures: Readonly<Record<Exclude<CorrelationType, 'temporal_ordered' | 'value_percentile'>, string>> = {
  event_count: 'count() OVER span',
  value_count: "uniqExactIf(counted, NOT has(counted, '')) OVER span",
  temporal: 'uniqExact(rule) OVER span',
  value_sum: 'sum(toFloat64OrNull(trimBoth(counted[1]))) OVER span',
  value_avg: 'avg(toFloat64OrNull(trimBoth(counted[1]))) OVER span',
};

function figureSql({ type, condition: { percentile } }: Correlation): string {
  if (type === 'temporal_ordered') return '0';
  if (type !== 'value_percentile') return figures[type];
  if (percentile !== undefined)
    return `quantileExact(${percentile / 100})(toFloat64OrNull(trimBoth(counted[1]))) OVER span`;
  return "sumMap(if(has(counted, ''), [], [toString(counted)]), if(has(counted, ''), [], [toUInt64(1)])) OVER span";
}

function holdsSql({ type, condition: { bounds, percentile } }: Correlation): string {
  const within = (figure: string): string =>
    bounds.map(({ compare, than }) => `${figure} ${comparisons[compare].sql} ${than}`).join(' AND ');
  if (type !== 'value_percentile' || percentile !== undefined) return within('figure');
  return `arrayExists(share -> ${within('share')}, arrayMap(n -> 100 * n / arraySum(figure.2), figure.2))`;
}

/** A chain of windows: each level knows when the latest chain of the rules so far began. */
function orderedSql({ rules, timespanSeconds }: Correlation, hits: string): string {
  const last = rules.length - 1;
  const levels = rules
    .slice(0, last)
    .reduce(
      (inner, rule, place) =>
        `(SELECT *, max(if(rule = ${quoted(rule)}, ${place === 0 ? 'toNullable(at)' : `begin${place - 1}`}, NULL)) OVER (PARTITION BY group_values ORDER BY at RANGE UNBOUNDED PRECEDING) AS begin${place} FROM ${inner})`,
      hits,
    );
  const start = last === 0 ? 'at' : `assumeNotNull(begin${last - 1})`;
  const known = last === 0 ? 'true' : `begin${last - 1} IS NOT NULL`;
  return `SELECT *, ${start} AS start FROM ${levels} WHERE rule = ${quoted(rules[last] ?? '')} AND ${known} AND at - ${start} <= ${timespanSeconds * 1000}`;
}
