import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import { getRouteApi } from '@tanstack/react-router';
import { startTransition, useEffect, useEffectEvent, useMemo, useOptimistic, useRef, useState } from 'react';
import { one, readAddress, writeAddress } from '../../address.ts';
import { useGo } from '../../parts/go.tsx';
import { painted } from '../../parts/painted.ts';
import { useSame } from '../../parts/same.ts';
import { useScreen } from '../../parts/screen.ts';
import { paths } from '../../paths.ts';
import { findingsSearch, listOf, listPart, type FindingsSearch } from '../findings-search.ts';
import type { Room } from './columns.tsx';
import { useListKeys } from './use-list-keys.ts';
import { useRows } from './use-rows.ts';
import { useSelection } from './use-selection.ts';

const route = getRouteApi('/frame/findings');

export type Listing = ReturnType<typeof useListing>;

/** Everything that the list of findings knows and can do; what it shows comes from the address. */
export function useListing() {
  const address = route.useSearch();
  const go = useGo();
  const filter = useRef<PropertyFilterProps.Ref>(null);
  const listName = writeAddress(listPart(address));
  // What the list shows is another only when its name is: what depends on it alone stays as it was drawn.
  const search = useMemo(() => findingsSearch(readAddress(listName)), [listName]);
  const list = useMemo(() => listOf(search), [search]);
  const [range, onRange] = useState({ first: 0, last: 0 });
  const rows = useRows(list, range);
  const selection = useSelection(listName);
  const split = useScreen('(min-width: 1280px)');
  const small = useScreen('(max-width: 560px)');
  const room: Room = split ? 'wide' : small ? 'small' : 'narrow';
  const [opened, open] = useOpened(address, split);
  const focusFilter = (): void => filter.current?.focus();
  const keys = useListKeys({ list, listName, rows, selection, opened, open, focusFilter });
  const show = useSame((wanted: FindingsSearch) => go(paths.findings(listPart(wanted))));
  return { search, show, filter, list, listName, rows, onRange, selection, room, opened, open, keys };
}

type Open = (id: string | undefined) => void;

/**
 * The finding beside the list, and how to open another: beside it where there is room, as a page where there is none.
 * The address says which, but is written once the finding stands there: a key need not wait for the router.
 */
function useOpened(search: FindingsSearch, split: boolean): readonly [string | undefined, Open] {
  const go = useGo();
  const there = one(search, 'open');
  const [opened, setOpened] = useOptimistic(there);
  const wanted = useRef(there);
  const write = (id: string | undefined): void => {
    if (id === undefined) go(paths.findings(listPart(search)));
    else go(paths.findings({ ...search, open: [id] }), there !== undefined);
  };
  const beside: Open = (id) => {
    wanted.current = id;
    startTransition(async () => {
      setOpened(id);
      await painted();
      if (wanted.current === id) write(id); // a key that is held passes many, and only the last is where one is
    });
  };
  const arrive = useEffectEvent(() => {
    // An address that was sent from a wide screen shows its finding on a narrow one, too.
    if (!split && there !== undefined) go(paths.finding(there, listPart(search)), true);
  });
  useEffect(() => arrive(), []);
  const asPage: Open = (id) => (id === undefined ? write(id) : go(paths.finding(id, listPart(search))));
  return split ? [opened, beside] : [undefined, asPage];
}
