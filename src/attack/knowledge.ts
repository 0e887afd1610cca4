import type { TextFile, Text } from '#kernel';
import type { KnowledgeFile, NextStep, Tactic, Technique } from './entries.ts';
import { Shelf } from './shelf.ts';
import { brokenReferences } from './references.ts';
import { nextSteps, type Position } from './next-steps.ts';
import { readKnowledgeFile, type KnowledgeProblem } from './read-file.ts';

/** A note on one AWS call, with its names resolved. */
export interface ApiNote {
  /** service:Action, without the version that Lambda writes into event names. */
  readonly call: string;
  /** What attackers use the call for. */
  readonly abuse: Text;
  /** What the call looks like when nothing is wrong. */
  readonly harmless: Text;
  readonly tactics: readonly Tactic[];
  readonly techniques: readonly Technique[];
}

/** What is known about attacks on AWS. Every text is in English and Japanese. */
export interface Knowledge {
  /** All tactics in the order of the kill chain. */
  readonly tactics: readonly Tactic[];
  readonly techniques: readonly Technique[];
  /** By slug (defense-evasion, defense_evasion) or number (TA0005). */
  tactic(id: string): Tactic | undefined;
  /** By number, in either case: T1562.008, t1562.008. */
  technique(id: string): Technique | undefined;
  /** By service (iam, iam.amazonaws.com) and action (UpdateFunctionCode20150331v2 finds UpdateFunctionCode). */
  api(service: string, action: string): ApiNote | undefined;
  /** What attackers do next from here, the likeliest first; at most eight steps, never one of the calls already made. */
  nextSteps(position: Position): readonly NextStep[];
}

/**
 * Reads content/knowledge. An entry that cannot be read is reported and left out; the rest is taken,
 * as is a reference to something that is not there.
 */
export function knowledge(files: readonly TextFile[]): { knowledge: Knowledge; problems: readonly KnowledgeProblem[] } {
  const read = files.map(readKnowledgeFile);
  const good = read.flatMap((file) => (Array.isArray(file) ? [] : [file]));
  const shelf = new Shelf(good.map(({ entries }) => entries));
  return {
    knowledge: bookOf(shelf),
    problems: [...read.flatMap((file) => (Array.isArray(file) ? file : [])), ...brokenReferences(good, shelf)],
  };
}

/** The entries of all files that can be read, with nothing said of the others. */
export const knowledgeFiles = (files: readonly TextFile[]): KnowledgeFile[] =>
  files.map(readKnowledgeFile).flatMap((read) => (Array.isArray(read) ? [] : [read.entries]));

/** The same knowledge from files that have been read. */
export const knowledgeOf = (files: readonly KnowledgeFile[]): Knowledge => bookOf(new Shelf(files));

function bookOf(shelf: Shelf): Knowledge {
  return {
    tactics: shelf.tactics,
    techniques: shelf.techniques,
    tactic: (id) => shelf.tactic(id),
    technique: (id) => shelf.technique(id),
    api: (service, action) => shelf.note(service, action),
    nextSteps: (position) => nextSteps(shelf.follows, position),
  };
}
