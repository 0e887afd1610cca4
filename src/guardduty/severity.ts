import { levels, type Level } from '#attack';

/**
 * GuardDuty's number for each of our levels. Whole numbers, for its own console filters by whole numbers:
 * low 1 to 3, medium 4 to 6, high 7 and 8, critical 9 and 10 (source: the GuardDuty User Guide, "Findings severity levels").
 */
const numbers: Readonly<Record<Level, number>> = { informational: 1, low: 2, medium: 5, high: 8, critical: 9 };

export const severityOf = (level: Level): number => numbers[level];

/** The numbers in the order of `severity_rank`. */
export const severityByRank: readonly number[] = levels.map((level) => numbers[level]);
