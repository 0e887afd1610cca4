import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { one, writeAddress } from '../../address.ts';
import { useGo } from '../../parts/go.tsx';
import { useSame } from '../../parts/same.ts';
import { useScreen } from '../../parts/screen.ts';
import { paths } from '../../paths.ts';
import { listOf, listPart, type FindingsSearch } from '../findings-search.ts';
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
  const search = useMemo(() => listPart(address), [listName]);
  const list = useMemo(() => listOf(search), [search]);
  const [range, onRange] = useState({ first: 0, last: 0 });
  const rows = useRows(list, range);
  const selection = useSelection(listName);
  const split = useScreen('(min-width: 1280px)');
  const opened = split ? one(address, 'open') : undefined;
  const open = useOpen(address, split);
  const focusFilter = (): void => filter.current?.focus();
  const keys = useListKeys({ list, listName, rows, selection, opened, open, focusFilter });
  const show = useSame((wanted: FindingsSearch) => go(paths.findings(listPart(wanted))));
  return { search, show, filter, list, listName, rows, onRange, selection, split, opened, open, keys };
}

/** Opens a finding beside the list where there is room, and as a page where there is none. */
function useOpen(search: FindingsSearch, split: boolean): (id: string | undefined) => void {
  const go = useGo();
  return (id) => {
    if (id === undefined) go(paths.findings(listPart(search)));
    else if (split) go(paths.findings({ ...search, open: [id] }), one(search, 'open') !== undefined);
    else go(paths.finding(id, listPart(search)));
  };
}
