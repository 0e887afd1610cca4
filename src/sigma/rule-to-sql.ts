import { isPlaceMatcher } from './compile.ts';
import { cellSql } from './matchings.ts';
import { accountsSql } from './policy-text.ts';
import type { Rule } from './rule.ts';
import { presentSql, textsSql, type SqlFields } from './sql-cells.ts';
import type { CellMatcher, Matcher, PlaceMatcher, Test, Tree, Where } from './tree.ts';

/** Where to look: the table is the caller's to name, this gives the condition alone. */
export interface RuleSqlOptions extends SqlFields {
  readonly table?: string | undefined;
}

/**
 * The condition of a rule for a WHERE of ClickHouse: true for the rows whose events the predicate matches.
 * Every text of the rule is a quoted literal. It differs from the predicate in what the engines themselves see
 * otherwise: letters outside ASCII in rare cases, and a key with dots that stands below the top of the event.
 */
export function ruleToSql(rule: Rule, options: RuleSqlOptions): string {
  return treeSql(rule.detection, options);
}

function treeSql(tree: Tree, fields: SqlFields): string {
  switch (tree.kind) {
    case 'test':
      return testSql(tree, fields);
    case 'not':
      return `NOT ${treeSql(tree.of, fields)}`;
    case 'all':
      return joined(
        ' AND ',
        tree.of.map((child) => treeSql(child, fields)),
      );
    case 'any':
      return joined(
        ' OR ',
        tree.of.map((child) => treeSql(child, fields)),
      );
    case 'at least':
      return `(${tree.of.map((child) => `toUInt8(${treeSql(child, fields)})`).join(' + ')} >= ${tree.count})`;
  }
}

const joined = (joint: string, conditions: readonly string[]): string => `(${conditions.join(joint)})`;

function testSql(test: Test, fields: SqlFields): string {
  const each = (matchers: readonly Matcher[]): string => anySql(test.field, matchers, fields);
  return test.every
    ? joined(
        ' AND ',
        test.matchers.map((matcher) => each([matcher])),
      )
    : each(test.matchers);
}

/** Any of the matchers; those that look at cells share one look at them. */
function anySql(field: string, matchers: readonly Matcher[], fields: SqlFields): string {
  const places = matchers.filter(isPlaceMatcher).map((matcher) => placeSql(field, matcher, fields));
  const cells = matchers.filter((matcher): matcher is CellMatcher => !isPlaceMatcher(matcher));
  return joined(' OR ', cells.length === 0 ? places : [cellsSql(field, cells, fields), ...places]);
}

function cellsSql(field: string, matchers: readonly CellMatcher[], fields: SqlFields): string {
  if (field !== '')
    return `arrayExists(t -> ${joined(
      ' OR ',
      matchers.map((matcher) => cellSql(matcher, 't')),
    )}, ${textsSql(field, fields)})`;
  const { raw } = fields;
  return raw === undefined
    ? 'false'
    : joined(
        ' OR ',
        matchers.map((matcher) => cellSql(matcher, raw)),
      );
}

function placeSql(field: string, matcher: PlaceMatcher, fields: SqlFields): string {
  if (matcher.kind === 'null') return `empty(${textsSql(field, fields)})`;
  if (matcher.kind === 'exists') return `${matcher.present ? '' : 'NOT '}${presentSql(field, fields)}`;
  if (matcher.kind === 'outsiders') return outsidersSql(textsSql(field, fields), textsSql(matcher.field, fields));
  const fold = (text: string): string => (matcher.cased ? text : `lowerUTF8(${text})`);
  return `arrayExists(t -> arrayExists(u -> ${comparers[matcher.where](fold('t'), fold('u'))}, ${textsSql(matcher.field, fields)}), ${textsSql(field, fields)})`;
}

const outsidersSql = (policies: string, own: string): string =>
  `(notEmpty(${own}) AND arrayExists(t -> arrayExists(a -> NOT has(${own}, a), ${accountsSql('t')}), ${policies}))`;

const comparers: Readonly<Record<Where, (text: string, other: string) => string>> = {
  equal: (text, other) => `${text} = ${other}`,
  startswith: (text, other) => `startsWith(${text}, ${other})`,
  endswith: (text, other) => `endsWith(${text}, ${other})`,
  contains: (text, other) => `position(${text}, ${other}) > 0`,
};
