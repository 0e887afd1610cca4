import type { Found } from '#detect';
import type { Language } from '#kernel';
import type { Library, Terminal } from '../context.ts';
import { printJsonLines } from './jsonl.ts';
import { printSarif } from './sarif.ts';
import { printText } from './text.ts';

/** What a format is printed with. */
export interface Printing {
  readonly library: Library;
  readonly terminal: Terminal;
  readonly language: Language;
  readonly version: string;
  /** False when an input or a rule could not be used. */
  readonly whole: boolean;
}

type Print = (found: readonly Found[], printing: Printing) => Promise<void>;

/** How findings can be printed: one file a format, and a row here. */
export const formats = {
  text: printText,
  jsonl: printJsonLines,
  sarif: printSarif,
} as const satisfies Readonly<Record<string, Print>>;

export type FormatName = keyof typeof formats;
