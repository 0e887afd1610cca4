import { useState, type MouseEvent } from 'react';
import { listKeysWords } from '../../i18n/findings.ts';
import type { ListOfFindings } from '../../operations.ts';
import { useDecide, type Meant } from '../../parts/decide.tsx';
import { useMay } from '../../parts/may.tsx';
import { isForBrowser } from '../../parts/go.tsx';
import { useShortcuts } from '../../parts/shortcuts.tsx';
import { useKeptPlace } from './kept-place.ts';
import type { Rows } from './use-rows.ts';
import type { Selection } from './use-selection.ts';

interface Listed {
  readonly list: ListOfFindings;
  readonly listName: string;
  readonly rows: Rows;
  readonly selection: Selection;
  readonly opened: string | undefined;
  readonly open: (id: string | undefined) => void;
  readonly focusFilter: () => void;
}

/** What keys and clicks do to the list. The active row is the one that keys act on. */
export function useListKeys(listed: Listed) {
  const { rows, selection, opened, open, listName } = listed;
  const [{ active, moved }, setActive] = useActive(listName, (rows.total ?? 0) - 1);
  const idAt = (index: number): string | undefined => rows.at(index)?.id;
  const move = (to: number): void => {
    const index = Math.max(0, Math.min(to, (rows.total ?? 0) - 1));
    setActive(index, true);
    const id = idAt(index);
    if (opened !== undefined && id !== undefined) open(id);
  };
  const openAt = (index: number): void => {
    setActive(index, false);
    const id = idAt(index);
    if (id !== undefined) open(id);
  };
  const toggle = (index: number, { shiftKey }: { shiftKey: boolean }): void => {
    const [first, last] = [Math.min(active, index), Math.max(active, index)];
    const between = Array.from({ length: last - first + 1 }, (_, step) => idAt(first + step));
    const id = idAt(index);
    if (shiftKey) selection.add(between.filter((one) => one !== undefined));
    else if (id !== undefined) selection.toggle(id);
    setActive(index, false);
  };
  useKeys({ ...listed, active, move, openAt, toggle });
  return {
    active,
    moved,
    toggle,
    openByClick: (index: number, event: MouseEvent) => {
      if (isForBrowser(event)) return;
      event.preventDefault();
      openAt(index);
    },
  };
}

interface Keys extends Listed {
  readonly active: number;
  readonly move: (to: number) => void;
  readonly openAt: (index: number) => void;
  readonly toggle: (index: number, event: { shiftKey: boolean }) => void;
}

function useKeys({ list, rows, selection, opened, open, focusFilter, active, move, openAt, toggle }: Keys): void {
  const decide = useDecide();
  const mayDecide = useMay('yagura:UpdateFindings');
  const total = rows.total ?? 0;
  const meant = (): Meant | undefined => {
    if (selection.count(total) > 0) return selection.meant(list, rows);
    const row = rows.at(active);
    return row && { which: { ids: [row.id] }, count: 1, judged: row.verdict !== undefined };
  };
  const onMeant = (run: (meant: Meant) => void) => (): void => {
    const those = meant();
    if (those !== undefined) run(those);
  };
  const deciding = [
    {
      keys: ['e'],
      about: listKeysWords.archive,
      run: onMeant((those) => {
        decide.archive(those, list.archived !== true);
        selection.clear();
      }),
    },
    { keys: ['v'], about: listKeysWords.judge, run: onMeant(decide.judge) },
  ];
  useShortcuts([
    { keys: ['j', 'ArrowDown'], about: listKeysWords.next, run: () => move(active + 1) },
    { keys: ['k', 'ArrowUp'], about: listKeysWords.previous, run: () => move(active - 1) },
    { keys: ['Home'], about: listKeysWords.first, run: () => move(0) },
    { keys: ['End'], about: listKeysWords.last, run: () => move(total - 1) },
    { keys: ['Enter', 'o'], about: listKeysWords.open, run: () => openAt(active) },
    { keys: ['x'], about: listKeysWords.select, run: () => toggle(active, { shiftKey: false }) },
    ...(mayDecide ? deciding : []),
    { keys: ['/'], about: listKeysWords.filter, run: focusFilter },
    {
      keys: ['Escape'],
      about: listKeysWords.leave,
      run: () => (opened === undefined ? selection.clear() : open(undefined)),
    },
  ]);
}

/** The row that keys act on: the first of a list that was just opened; `moved` counts how often a key moved it. */
function useActive(listName: string, last: number) {
  const { place, keep } = useKeptPlace();
  const [state, set] = useState({ active: place.active, moved: 0, listName });
  if (state.listName !== listName) set({ active: 0, moved: 0, listName });
  const active = Math.max(0, Math.min(state.active, last));
  const setActive = (index: number, byKey: boolean): void => {
    keep({ active: index });
    set(({ moved }) => ({ active: index, moved: byKey ? moved + 1 : moved, listName }));
  };
  return [{ active, moved: state.moved }, setActive] as const;
}
