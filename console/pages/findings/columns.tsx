import type { TableProps } from '@cloudscape-design/components/table';
import { useSyncExternalStore } from 'react';
import { useSpeech } from '../../i18n/language.tsx';
import { columnWords } from '../../i18n/column.ts';
import { figuresWords } from '../../i18n/figures.ts';
import type { Finding } from '../../operations.ts';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { Small } from '../../parts/row.tsx';
import { SeverityBadge } from '../../parts/severity.tsx';
import { ShortName } from '../../parts/short-name.tsx';
import { paths } from '../../paths.ts';

/** The columns for which a screen has room, by their ids. */
export function useRoom(): string[] {
  const narrow = useSyncExternalStore(onWidth, () => screen.matches);
  return narrow ? ['severity', 'finding', 'principal', 'lastSeen'] : every;
}

const every = ['severity', 'finding', 'principal', 'resource', 'account', 'count', 'lastSeen'];
const screen = window.matchMedia('(max-width: 1100px)');

function onWidth(changed: () => void): () => void {
  screen.addEventListener('change', changed);
  return () => screen.removeEventListener('change', changed);
}

/** What the list shows of a finding; a `sortingField` is a column that the server can sort by. */
export function useFindingColumns(): TableProps.ColumnDefinition<Finding>[] {
  const { say } = useSpeech();
  const { count } = useFigures();
  const named = (name: 'principal' | 'resource') => ({
    id: name,
    header: say(columnWords[name]),
    minWidth: 130,
    cell: (finding: Finding) => <ShortName of={finding[name] || say(figuresWords.none)} />,
  });
  return [
    {
      id: 'severity',
      header: say(columnWords.severity),
      sortingField: 'severity',
      minWidth: 110,
      cell: ({ severity }) => <SeverityBadge level={severity} />,
    },
    {
      id: 'finding',
      header: say(columnWords.finding),
      isRowHeader: true,
      minWidth: 250,
      cell: (one) => <Name of={one} />,
    },
    named('principal'),
    named('resource'),
    { id: 'account', header: say(columnWords.account), minWidth: 150, cell: (one) => <Place of={one} /> },
    {
      id: 'count',
      header: say(columnWords.count),
      sortingField: 'count',
      minWidth: 90,
      cell: (one) => count(one.count),
    },
    {
      id: 'lastSeen',
      header: say(columnWords.lastSeen),
      sortingField: 'lastSeen',
      minWidth: 170,
      cell: ({ lastSeen }) => <Moment at={lastSeen} />,
    },
  ];
}

function Name({ of: { id, title, type } }: { of: Finding }) {
  const { say } = useSpeech();
  return (
    <>
      <Go to={paths.finding(id)}>{say(title)}</Go>
      <Small>{type}</Small>
    </>
  );
}

function Place({ of: { account, region } }: { of: Finding }) {
  const { say } = useSpeech();
  return (
    <>
      {account || say(figuresWords.unknown)}
      <Small>{region}</Small>
    </>
  );
}
