import { useState } from 'react';
import type { ListOfFindings, Update } from '../../operations.ts';

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
  readonly which: (list: ListOfFindings) => Pick<Update, 'ids' | 'fitting'>;
}

/** The selection in a list, empty again when the list is another one. */
export function useSelection(listName: string): Selection {
  const [{ name, ids, all }, set] = useState(nothingIn(listName));
  if (name !== listName) set(nothingIn(listName));
  const choose = (chosen: ReadonlySet<string>): void => set({ name: listName, ids: chosen, all: false });
  return {
    all,
    has: (id) => all || ids.has(id),
    toggle: (id) => choose(ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set([...ids, id])),
    add: (more) => choose(new Set([...ids, ...more])),
    selectAll: () => set({ name: listName, ids: new Set(), all: true }),
    clear: () => set(nothingIn(listName)),
    count: (total) => (all ? total : ids.size),
    which: ({ where, archived }) => (all ? { fitting: { where, archived } } : { ids: [...ids] }),
  };
}

const nothingIn = (name: string) => ({ name, ids: new Set<string>() as ReadonlySet<string>, all: false });
