import { useState } from 'react';
import type { ListOfFindings } from '../../operations.ts';
import type { Meant } from '../../parts/decide.tsx';
import type { Rows } from './use-rows.ts';

/** Which findings are selected: some by their ids, or all that fit. */
export interface Selection {
  readonly all: boolean;
  readonly has: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  readonly add: (ids: readonly string[]) => void;
  readonly selectAll: () => void;
  readonly clear: () => void;
  /** How many are selected of a list with so many findings. */
  readonly count: (total: number) => number;
  /** What a decision means of a list with these rows. */
  readonly meant: (list: ListOfFindings, rows: Rows) => Meant;
}

/** The selection in a list, empty again when the list is another one. */
export function useSelection(listName: string): Selection {
  const [{ name, ids, all }, set] = useState(nothingIn(listName));
  if (name !== listName) set(nothingIn(listName));
  const count = (total: number): number => (all ? total : ids.size);
  const choose = (chosen: ReadonlySet<string>): void => set({ name: listName, ids: chosen, all: false });
  return {
    all,
    has: (id) => all || ids.has(id),
    toggle: (id) => choose(ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set([...ids, id])),
    add: (more) => choose(new Set([...ids, ...more])),
    selectAll: () => set({ name: listName, ids: new Set(), all: true }),
    clear: () => set(nothingIn(listName)),
    count,
    meant: ({ where, archived }, rows) => ({
      which: all ? { fitting: { where, archived } } : { ids: [...ids] },
      count: count(rows.total ?? 0),
      judged: all || [...ids].some((id) => rows.find(id)?.verdict !== undefined),
    }),
  };
}

interface Selected {
  readonly name: string;
  readonly ids: ReadonlySet<string>;
  readonly all: boolean;
}

const nothingIn = (name: string): Selected => ({ name, ids: new Set(), all: false });
