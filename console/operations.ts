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
import type { EventFields, Preview, RuleDetail, RuleLine } from '#detect';
import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/browser';
import type { Answers } from '#investigate';
import type { Asked, EventCondition, EventCounts, EventLine, EventPage, EventSearch } from '#trail';
import type { Language, Text } from '#kernel';
import type { PolicyOperations } from './policy-operations.ts';

export type { EventFields, Preview, RuleDetail, RuleLine };
export type { Ranked };
export type { DismissedProposal, Suppression, SuppressionProposal };
export type { EventCondition, EventCounts, EventLine, EventPage };
export type { Answers, Change, Condition, Finding, Note, Occurrence, Summary, Text, Verdict };

/** Which findings a list shows, and in which order. */
export interface ListOfFindings extends Order {
  where: Condition[];
  archived: boolean | 'any';
}

/** What became of a log file that was sent: `events` by source, and what could not be read. */
export interface PushReport {
  /** What the server calls the file: the path under which quarantine has it. */
  name: string;
  filesSkipped: number;
  events: Readonly<Record<string, number>>;
  refused: number;
  problems: readonly Text[];
  /** What is older than is kept: `first` is the time of the first event of its kind, `until` when it is dropped. */
  old: readonly { table: string; first: number; until: number }[];
}

export type Level = Finding['severity'];

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

/** What is known of one log source. */
export interface SourceState {
  name: string;
  title: Text;
  about: Text;
  table: string;
  events: number;
  files: number;
  refused: number;
  /** Events a day, of the newest days that have any. */
  days: { day: string; count: number }[];
  gaps: { from: string; to: string; hours: number }[];
  firstSeen?: string | undefined;
  lastSeen?: string | undefined;
  lastRead?: string | undefined;
}

/** A folder, bucket or queue that is watched. */
export interface PlaceState {
  address: string;
  kind: 'folder' | 'bucket' | 'queue';
  files: number;
  lastDelivery?: string | undefined;
  lastLook?: string | undefined;
  problem?: Text | undefined;
}

/** A list of addresses and domains: those that come with Yagura, feeds, and those that people gave. */
export interface ListState {
  name: string;
  title: Text;
  from: 'yagura' | 'feed' | 'people';
  entries: number;
  inForce: boolean;
  date: string;
  problem?: Text | undefined;
}

/** What was tried at a place, and how it went. */
export interface TriedStep {
  ok: boolean;
  said: Text;
  remedy?: Text | undefined;
}

/** A record, line or file that could not be read. */
export interface Refused {
  time: string;
  file: string;
  path: string;
  line: number;
  reason: Text;
  remedy: Text;
  source: string;
  text: string;
}

export interface RuleProblem {
  file: string;
  line: number;
  sentence: string;
  remedy: string;
  ja: { sentence: string; remedy: string };
}

export interface Table {
  columns: { name: string; type: string }[];
  rows: unknown[][];
  truncated: boolean;
  milliseconds: number;
}

export interface PushTokenState {
  name: string;
  createdBy: string;
  createdAt: string;
  usedAt?: string | undefined;
}

/** A passkey of whoever is signed in. */
export interface PasskeyState {
  id: string;
  name: string;
  createdAt: string;
  usedAt: string | null;
}

/** A sign-in on the page that has not ended. */
export interface SessionState {
  id: string;
  person: string;
  method: string;
  address: string;
  agent: string;
  createdAt: string;
  seenAt: string;
  expiresAt: string;
  current: boolean;
}

export type RoleName = 'administrator' | 'analyst' | 'responder' | 'auditor' | 'member';

export interface PersonState {
  name: string;
  role: RoleName;
  account: string;
  disabled: boolean;
}

/** An access key without its secret. `person` is empty when it is a role's. */
export interface AccessKeyState {
  id: string;
  person: string;
  role: string;
  account: string;
  active: boolean;
  createdBy: string;
  createdAt: string;
  expiresAt?: string | undefined;
  usedAt?: string | undefined;
}

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

/** Where an event stands in the lake. */
export type EventPlace = Pick<EventLine, 'table' | 'time' | 'file' | 'position'>;

type Nothing = Record<string, never>;

/** Every operation that the page calls: what goes in and what comes out. */
export interface Operations extends PolicyOperations {
  GetPreferences: { input: Nothing; output: { preferences: Record<string, string> } };
  SetPreference: { input: { name: string; value: string | null }; output: Nothing };
  GetCaller: { input: Nothing; output: { name: string; role: string; account: string; arn: string } };
  ListWaysIn: { input: Nothing; output: { passwordSince: string | null; passkeys: PasskeyState[] } };
  SetPassword: { input: { password: string; present?: string }; output: Nothing };
  RemovePassword: { input: Nothing; output: Nothing };
  StartPasskey: { input: { origin: string }; output: PublicKeyCredentialCreationOptionsJSON };
  AddPasskey: { input: { name: string; origin: string; made: RegistrationResponseJSON }; output: Nothing };
  RemovePasskey: { input: { id: string }; output: Nothing };
  ListSessions: { input: { everybody: boolean }; output: { sessions: SessionState[] } };
  EndSession: { input: { id: string }; output: Nothing };
  CreateSignInLink: { input: { person: string; origin: string }; output: { link: string } };
  ListPeople: { input: Nothing; output: { people: PersonState[] } };
  CreatePerson: { input: { name: string; role: RoleName; account?: string }; output: { person: PersonState } };
  UpdatePerson: {
    input: { name: string; role?: RoleName; account?: string; disabled?: boolean };
    output: { person: PersonState };
  };
  ListAccessKeys: { input: Nothing; output: { keys: AccessKeyState[] } };
  CreateAccessKey: { input: { person: string }; output: { accessKeyId: string; secretAccessKey: string } };
  RevokeAccessKey: { input: { id: string }; output: Nothing };
  GetStatus: { input: Nothing; output: Status };
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
  GetSystem: { input: Nothing; output: SystemState };
  ListSources: { input: Nothing; output: { sources: SourceState[] } };
  ListPlaces: { input: Nothing; output: { places: PlaceState[]; region: string } };
  ListLists: { input: Nothing; output: { lists: ListState[] } };
  UpdateFeeds: { input: { names: string[] }; output: { feeds: { name: string }[] } };
  TryPlace: { input: { address: string }; output: { steps: TriedStep[] } };
  ListQuarantine: {
    input: { cursor?: string; path?: string; limit?: number };
    output: { items: Refused[]; total: number; next?: string };
  };
  ReplayQuarantine: { input: Nothing; output: { replayed?: number; taken?: number; refused?: number } };
  ListRules: { input: Nothing; output: { rules: RuleLine[]; problems: RuleProblem[] } };
  GetRule: { input: { id: string }; output: RuleDetail };
  CheckRule: {
    input: { id: string };
    output: { tests: { name: string; expected: 'fires' | 'quiet'; passed: boolean }[] };
  };
  SwitchRule: { input: { id: string; on: boolean }; output: Nothing };
  PreviewRule: { input: { text: string }; output: Preview };
  WriteRule: { input: { text: string }; output: { id: string } };
  DeleteRule: { input: { id: string }; output: Nothing };
  ApplyRule: { input: { id: string }; output: { matched: number; more: boolean } };
  GetEventFields: { input: EventPlace; output: EventFields };
  SearchEvents: { input: EventSearch; output: EventPage };
  CountEvents: { input: Asked & { buckets?: number }; output: EventCounts };
  CountEventValues: {
    input: Asked & { by: EventCondition['property']; like?: string; limit?: number };
    output: { values: { value: string; count: number }[] };
  };
  GetEvent: {
    input: EventPlace;
    output: { event: Record<string, unknown>; columns: Record<string, unknown>; path: string };
  };
  RunQuery: { input: { sql: string }; output: Table };
  ListPushTokens: { input: Nothing; output: { tokens: PushTokenState[] } };
  CreatePushToken: { input: { name: string }; output: { token: string } };
  DeletePushToken: { input: { name: string }; output: Nothing };
}
