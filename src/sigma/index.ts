/**
 * sigma: the text of rules (Sigma 2.1) becomes trees, trees become predicates and SQL, and a set of rules an
 * index, so that an event meets only the rules that could match it.
 *
 * Invariant: no I/O, no clock. The index loses no match, and no rule can hang the process: other people's
 * expressions run in time proportional to the text.
 * Called by detect (events as they come, windows over what matched) and cli (rules list, test, explain).
 */
export { correlate, correlateAll, type Alert } from './correlate.ts';
export { fits } from './fits.ts';
export type { Hit } from './hits.ts';
export { correlationSql } from './correlation-sql.ts';
export { matchedFields } from './matched-fields.ts';
export { mayBeFulfilled } from './may-be-fulfilled.ts';
export { parseRules, type ParsedRules } from './parse-rules.ts';
export { accountsIn, isForEveryone } from './policy-text.ts';
export { ruleSet, type RuleSet } from './rule-set.ts';
export { ruleToSql } from './rule-to-sql.ts';
export type { Correlation, Described, Level, LogsourceOf, Rule, RuleProblem } from './rule.ts';
export { problemAt } from './trouble.ts';
