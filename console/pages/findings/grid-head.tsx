import { columnWords } from '../../i18n/column.ts';
import { findingsWords } from '../../i18n/findings.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { Sort } from '../findings-search.ts';
import { useChoice } from '../../parts/choice.ts';
import { useZone } from '../../parts/figures.tsx';
import { lookOf, type Column } from './columns.tsx';

export interface HeadProps {
  readonly columns: readonly Column[];
  readonly sort: Sort;
  readonly descending: boolean;
  readonly onSort: (sort: Sort, descending: boolean) => void;
  readonly allSelected: boolean | 'some';
  readonly onSelectAll: () => void;
}

/** The headings: select all, and by which column the list is sorted. */
export function GridHead({ columns, allSelected, onSelectAll, sort, descending, onSort }: HeadProps) {
  const { say } = useSpeech();
  const [sorting, setSorting] = useChoice({ sort, descending }, (by) => onSort(by.sort, by.descending));
  return (
    <div role="rowgroup" className="grid-head">
      <div role="row" aria-rowindex={1} className="grid-row">
        <span role="columnheader" className="grid-check">
          <input
            type="checkbox"
            aria-label={say(findingsWords.selectAll)}
            checked={allSelected === true}
            ref={(box) => {
              if (box !== null) box.indeterminate = allSelected === 'some';
            }}
            onChange={onSelectAll}
          />
        </span>
        {columns.map((column) => (
          <Heading
            key={column.id}
            column={column}
            {...sorting}
            onSort={(by, falling) => setSorting({ sort: by, descending: falling })}
          />
        ))}
      </div>
    </div>
  );
}

type HeadingProps = Pick<HeadProps, 'sort' | 'descending' | 'onSort'> & { column: Column };

function Heading({ column: { id, header, sort: by, figure, time }, sort, descending, onSort }: HeadingProps) {
  const { say } = useSpeech();
  const zone = useZone();
  const name = time === true ? say(header) + zone : say(header);
  const look = lookOf({ id, figure });
  if (by === undefined)
    return (
      <span role="columnheader" className={look}>
        {name}
      </span>
    );
  const sorted = by === sort;
  return (
    <span role="columnheader" className={look} aria-sort={sorted ? (descending ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        title={say(findingsWords.sortBy, { column: say(columnWords[by]) })}
        onClick={() => onSort(by, sorted ? !descending : true)}
      >
        {name}
        <span aria-hidden className={sorted ? 'sort-mark on' : 'sort-mark'}>
          {sorted && !descending ? '▲' : '▼'}
        </span>
      </button>
    </span>
  );
}
