import type { Entry } from './entry.ts';

/** A format in which lists come. One file in `formats/`. */
export interface ListFormat {
  /** As GuardDuty calls it: `OTX_CSV`. */
  readonly name: string;
  /** The entries of a list, in its order; what is none of them is passed over. */
  entries(text: string): Iterable<Entry>;
}
