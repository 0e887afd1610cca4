import { useMemo } from 'react';
import { paths } from '../../paths.ts';
import { withSort } from '../findings-search.ts';
import { Beside } from './beside.tsx';
import { shownColumns, useChosenColumns } from './columns.tsx';
import { Grid } from './grid.tsx';
import { Nothing } from './nothing.tsx';
import type { Listing } from './use-listing.ts';

/** The list, and beside it the finding that was chosen. */
export function Listed({ listing }: { listing: Listing }) {
  const { search, show, rows, opened, open } = listing;
  return (
    <div className={opened === undefined ? 'split' : 'split open'}>
      {rows.total === 0 || rows.error !== null ? (
        <Nothing search={search} error={rows.error} show={show} />
      ) : (
        <Rows key={listing.listName} listing={listing} />
      )}
      {opened === undefined ? null : (
        <Beside key={opened} id={opened} known={rows.find(opened)} list={search} close={() => open(undefined)} />
      )}
    </div>
  );
}

function Rows({ listing }: { listing: Listing }) {
  const { search, show, list, rows, onRange, selection, room, opened, keys } = listing;
  const [chosen] = useChosenColumns();
  const ids = chosen.join(' ');
  const columns = useMemo(() => shownColumns(ids.split(' '), room), [ids, room]);
  const total = rows.total ?? 0;
  const some = selection.count(total) > 0;
  return (
    <Grid
      total={total}
      at={rows.at}
      columns={columns}
      room={room}
      active={keys.active}
      moved={keys.moved}
      opened={opened}
      isSelected={selection.has}
      hrefOf={(id) => paths.finding(id, search)}
      onOpen={keys.openByClick}
      onToggle={keys.toggle}
      onRange={onRange}
      sort={list.sort}
      descending={list.descending}
      onSort={(sort, descending) => show(withSort(search, sort, descending))}
      allSelected={selection.all || (some && 'some')}
      onSelectAll={some ? selection.clear : selection.selectAll}
    />
  );
}
