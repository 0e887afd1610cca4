import type { Command as Commander } from 'commander';
import type { Knowledge } from '#attack';
import type { RuleBook } from '#detect';
import type { ImportReport } from '#ingest';
import type { Geography } from '#intel';
import type { Clock, Config, Language, Progress, Text } from '#kernel';
import type { Lake } from '#lake';
import type { Source } from '#sources';

/** What a person sees a command do. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  readonly progress: Progress;
  /** True when standard output is a terminal: colours and progress are shown. */
  readonly interactive: boolean;
  readonly columns: number;
}

/** What is known without opening any data: rules, sources, knowledge, where addresses are. */
export interface Library {
  readonly book: RuleBook;
  /** Rules of other people for logs that no source gives. */
  readonly unasked: RuleBook['problems'];
  readonly knowledge: Knowledge;
  readonly sources: readonly Source[];
  readonly geography: Geography;
}

/** Reads logs into a data folder, with detection: in this process, or through the server that has the folder open. */
export interface Importer extends AsyncDisposable {
  /** What is worth knowing before these are read. */
  remarksOn(inputs: readonly string[]): readonly Text[];
  /** What becomes of the logs when the command ends now. */
  left(): Text;
  ingest(inputs: readonly string[], progress: Progress): Promise<ImportReport>;
}

/** A running server: where it is, and how the administrator signs in for the first time. */
export interface Serving extends AsyncDisposable {
  readonly url: string;
  readonly signInLink: string;
  /** True when there were no logs, and a made-up company is shown. */
  readonly simulated: boolean;
  /** The process that showed a made-up company here, and was ended for this one. */
  readonly replaced?: number;
  /** Settles when the first import is over. */
  readonly ready: Promise<ImportReport | undefined>;
}

/** Operations as this machine calls them: with everything permitted, for it holds the data. */
export interface Machine extends AsyncDisposable {
  /** Where programs reach the server that runs, or would run by this configuration. */
  readonly url: string;
  /** True when a server runs, which answers. */
  readonly running: boolean;
  call(service: string, operation: string, input: unknown): Promise<unknown>;
}

/** A lake that lasts as long as one command; made when it is opened, gone when disposed of. */
export interface ScratchPlace extends AsyncDisposable {
  /** The lake, the same one each time; undefined where the engine is not installed. */
  readonly open: () => Promise<Lake | undefined>;
}

/** Picks the language of the terminal. */
export type Say = (text: Text) => string;

/** What `main` hands every command. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** The language of the terminal. */
  readonly language: Language;
  readonly say: Say;
  readonly clock: Clock;
  readonly version: string;
  config(overrides?: Record<string, unknown>): Config;
  library(config: Config, folders?: readonly string[]): Promise<Library>;
  importer(config: Config): Promise<Importer>;
  scratch(config: Config): ScratchPlace;
  /** Opens the lake at an address, as a server would. Throws what keeps it from that. */
  lakeServer(url: string): Promise<AsyncDisposable>;
  serve(config: Config, inputs: readonly string[]): Promise<Serving>;
  /** A new one-time link for the administrator, or for somebody else; the running server, if any, honours it. */
  signInLink(config: Config, person?: string): Promise<string>;
  /** Every operation: of the running server, or in this process when none runs. */
  operations(config: Config): Promise<Machine>;
  /** The operations on people, keys and policies alone: needs the store and nothing else. */
  administration(config: Config): Promise<Machine>;
  /** Settles when somebody asks the process to end. Until it is called, such a signal ends the process at once. */
  stopped(): Promise<void>;
  /** The exit code with which the process will end unless a fault says otherwise. */
  exitWith(code: number): void;
}

/** One command: a file in `commands/` whose default export adds it to the program. */
export type CommandFile = (program: Commander, context: CommandContext) => void;
