import type {
  Change,
  Condition,
  Counted,
  Counting,
  Finding,
  Note,
  Occurrence,
  Order,
  Place,
  Ranked,
  Restriction,
  Search,
  SearchResult,
  Sought,
  Step,
  Summary,
  Verdict,
} from '#findings';
import type { Dismissed as DismissedProposal, Proposal as SuppressionProposal, Suppression } from '#guardduty';
import type { Answers } from '#investigate';
import type { Nothing } from './nothing.ts';

export type { Answers, Change, Condition, Finding, Note, Occurrence, Ranked, Summary, Verdict };
export type { DismissedProposal, Suppression, SuppressionProposal };

/** Which findings a list shows, and in which order. */
export interface ListOfFindings extends Order {
  where: Condition[];
  archived: boolean | 'any';
}

export type Level = Finding['severity'];

/** A decision about findings: those with these ids, or all that fit. */
export interface Update {
  ids?: string[];
  fitting?: Pick<Restriction, 'archived'> & { where?: Condition[] };
  archived?: boolean;
  verdict?: Verdict | 'none';
  reason?: string;
}

/** What findings are ranked by, among those that fit. */
export interface RankInput {
  where: Condition[];
  by: 'type' | 'account' | 'resource' | 'principal';
  order?: 'most' | 'least';
  limit?: number;
}

/** Findings: listed, explained, judged, suppressed. */
export interface FindingOperations {
  GetSummary: { input: { from?: string; to?: string }; output: Summary };
  ListFindings: { input: Search; output: SearchResult };
  GetFinding: {
    input: { id: string };
    output: { finding: Finding; answers: Answers; occurrences: Occurrence[]; more: number; steps: Step[] };
  };
  ListOccurrences: { input: { id: string; limit?: number; offset?: number }; output: { occurrences: Occurrence[] } };
  CountFindings: { input: Counting; output: Counted };
  GetFindingRanks: { input: RankInput; output: Ranked };
  GetFindingPlace: { input: Sought; output: Place };
  UpdateFindings: { input: Update; output: { updated: number; undo?: string | undefined } };
  UndoUpdate: { input: { undo: string }; output: { updated: number } };
  ListSuppressionProposals: {
    input: Nothing;
    output: { proposals: SuppressionProposal[]; dismissed: DismissedProposal[] };
  };
  AcceptSuppressionProposal: { input: { id: string }; output: { filter: string; archived: number } };
  DismissSuppressionProposal: { input: { id: string }; output: Nothing };
  RestoreSuppressionProposal: { input: { id: string }; output: Nothing };
  ListSuppressions: { input: Nothing; output: { suppressions: Suppression[] } };
  EndSuppression: {
    input: Pick<Suppression, 'account' | 'region' | 'filter'> & { restore: boolean };
    output: { restored: number };
  };
  ListHistory: { input: { finding: string }; output: { changes: Change[]; notes: Note[] } };
  AddNote: { input: { finding: string; text: string }; output: Note };
  DeleteNote: { input: { id: string }; output: Nothing };
}
