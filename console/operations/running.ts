import type { Language, Text } from '#kernel';
import type { Nothing } from './nothing.ts';

/** The phase that the program is in, and how far long work has come. */
export interface Status {
  version: string;
  startedAt: string;
  simulated: boolean;
  language: Language;
  phase: 'starting' | 'importing' | 'ready';
  steps: { what: Text; done: number; total?: number; unit: string; rate?: number }[];
  problems: Text[];
  /** Absent while the lake does not answer. */
  counts?: { events: number; findings: number };
}

/** What runs: sizes are in bytes. */
export interface SystemState {
  version: string;
  node: string;
  startedAt: string;
  language: Language;
  lake: { place: 'in process' | 'server'; bytes: number };
  store: { dialect: 'sqlite' | 'postgres'; bytes: number };
  files: { done: number; refused: number; started: number; last?: string | undefined };
  watched: string[];
  tables: { name: string; rows: number; bytes: number; keeps: string }[];
}

/** What runs, and how far it is. */
export interface RunningOperations {
  GetStatus: { input: Nothing; output: Status };
  GetSystem: { input: Nothing; output: SystemState };
}
