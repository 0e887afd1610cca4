/** Everything about a comparison of numbers: Sigma's name for it, what it does, and SQL's sign. */
export const comparisons = {
  lt: { holds: (left: number, right: number) => left < right, sql: '<' },
  lte: { holds: (left: number, right: number) => left <= right, sql: '<=' },
  gt: { holds: (left: number, right: number) => left > right, sql: '>' },
  gte: { holds: (left: number, right: number) => left >= right, sql: '>=' },
  eq: { holds: (left: number, right: number) => left === right, sql: '=' },
  neq: { holds: (left: number, right: number) => left !== right, sql: '!=' },
} as const;

export type Comparison = keyof typeof comparisons;

/** The text of a cell as a number; undefined for what is none, the empty text included. */
export function numberOf(text: string): number | undefined {
  if (!/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(text)) return undefined;
  return Number(text);
}
