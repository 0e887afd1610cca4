import type { Comparison } from './comparisons.ts';
import type { Tree } from './tree.ts';

/** Sigma's levels, from the mildest. */
export const levels = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof levels)[number];

/** Which log a rule speaks of; at least one of the three is there, in lower case. */
export interface LogsourceOf {
  readonly product?: string;
  readonly service?: string;
  readonly category?: string;
}

/** What every kind of document says of itself. */
export interface Described {
  /** As written; without one, a name made of what the document looks for. */
  readonly id: string;
  /** The name by which correlations and filters may refer to it. */
  readonly name?: string;
  readonly title: string;
  /** `medium` when the rule says none. */
  readonly level: Level;
  readonly status?: string;
  readonly description: string;
  readonly falsepositives: readonly string[];
  readonly references: readonly string[];
  readonly author?: string;
  readonly tags: readonly string[];
  readonly file: string;
  /** Line of the document's first key, from 1. */
  readonly line: number;
  /** Keys that Sigma does not know, as written: finding, name (when it is a map), explain, respond, tests, gaps. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** What one event can tell. */
export interface Rule extends Described {
  readonly logsource: LogsourceOf;
  /** Condition and selections as one tree, filters merged into it. */
  readonly detection: Tree;
  /** Fields worth showing. */
  readonly fields: readonly string[];
}

export const correlationTypes = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_percentile',
] as const;
export type CorrelationType = (typeof correlationTypes)[number];

/** When a window is worth an alert: every bound holds for what the type counts. */
export interface CorrelationCondition {
  readonly bounds: readonly { readonly compare: Comparison; readonly than: number }[];
  /** Fields whose values are counted or summed; empty for types that count events or rules. */
  readonly fields: readonly string[];
  /** value_percentile: which percentile of the values is compared; absent: the share of each value in percent. */
  readonly percentile?: number;
}

/** What only several events tell together. */
export interface Correlation extends Described {
  readonly type: CorrelationType;
  /** Ids of rules or other correlations, in the order written. */
  readonly rules: readonly string[];
  readonly groupBy: readonly string[];
  readonly timespanSeconds: number;
  readonly condition: CorrelationCondition;
  /** Alias -> id of a rule -> the field that the alias means in its events. */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** True when the rules it names raise findings of their own too. */
  readonly generate: boolean;
}

/** Something about a rule that somebody must mend; the other rules are in force. */
export interface RuleProblem {
  readonly file: string;
  readonly line: number;
  readonly sentence: string;
  readonly remedy: string;
  /** The same for readers of Japanese. */
  readonly ja: { readonly sentence: string; readonly remedy: string };
}
