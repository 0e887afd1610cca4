import type { Text } from '#kernel';
import type { Spool, Spooled } from './spool.ts';

/** A file that is to be read, wherever it lies. */
export interface Incoming {
  /** What messages and the ledger call it: a path, an s3:// address. */
  readonly name: string;
  readonly size: number;
  /** Tells this content from every other without reading it, where the place promises as much (S3 does). */
  readonly identity?: string;
  /** How far a listing has come once this file is durable. */
  readonly mark?: Mark;
  /** Keeps that it could not be fetched, so that it is asked for again. */
  readonly missed?: (why: unknown) => Promise<void>;
  /** Told when the ledger says that it was read. */
  readonly known?: () => Promise<void>;
  /** True for a file of this machine, which may grow. */
  readonly grows?: boolean;
  /** Its bytes. Throws a `Fault` with a sentence when they cannot be had. */
  fetch(spool: Spool): Promise<Spooled>;
}

/** A place in a listing: the last key of a row of keys that begin alike. */
export interface Mark {
  readonly place: string;
  readonly stem: string;
  readonly key: string;
}

/** Where trouble with an input is told: a text that names it, with the remedy. */
export type Tell = (problem: Text) => void;

/** The part of a hash that names a file: 128 bits. */
export const identityOf = (hash: string): string => hash.slice(0, 32);
