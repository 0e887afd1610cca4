import type { Found } from './window-rows.ts';
import { generatedNames } from './generated-names.ts';

/** Looks once more at what a window's SQL found, with what SQL cannot tell. Gives the row with more columns, or nothing. */
export type Judgement = (row: Found, thresholds: Readonly<Record<string, unknown>>) => Found | undefined;

/** The judgements that a window may name, and the thresholds that each asks for. */
export const judgements = {
  generatedNames: { asks: ['generated', 'answered'], judge: generatedNames },
} as const satisfies Record<string, { readonly asks: readonly string[]; readonly judge: Judgement }>;

export type JudgementName = keyof typeof judgements;
export const judgementNames = ['generatedNames'] as const satisfies readonly JudgementName[];
