import type { Text } from '#kernel';
import type { Nothing } from './nothing.ts';

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

export interface PushTokenState {
  name: string;
  createdBy: string;
  createdAt: string;
  usedAt?: string | undefined;
}

/** Where logs and lists come from, and what could not be read. */
export interface SourceOperations {
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
  ListPushTokens: { input: Nothing; output: { tokens: PushTokenState[] } };
  CreatePushToken: { input: { name: string }; output: { token: string } };
  DeletePushToken: { input: { name: string }; output: Nothing };
}
