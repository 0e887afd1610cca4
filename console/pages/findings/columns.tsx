import Box from '@cloudscape-design/components/box';
import type { TableProps } from '@cloudscape-design/components/table';
import { useSpeech } from '../../i18n/language.tsx';
import type { Finding } from '../../operations.ts';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { SeverityBadge } from '../../parts/severity.tsx';
import { paths } from '../../paths.ts';

/** What the list shows of a finding; a `sortingField` is a column that the server can sort by. */
export function useFindingColumns(): TableProps.ColumnDefinition<Finding>[] {
  const { say } = useSpeech();
  const { count } = useFigures();
  const named = (name: 'principal' | 'resource') => ({
    id: name,
    header: say(`column.${name}`),
    minWidth: 160,
    cell: (finding: Finding) => <span className="name">{finding[name] || say('none')}</span>,
  });
  return [
    {
      id: 'severity',
      header: say('column.severity'),
      sortingField: 'severity',
      width: 120,
      cell: ({ severity }) => <SeverityBadge level={severity} />,
    },
    {
      id: 'finding',
      header: say('column.finding'),
      isRowHeader: true,
      minWidth: 260,
      cell: (one) => <Name of={one} />,
    },
    named('principal'),
    named('resource'),
    { id: 'account', header: say('column.account'), width: 150, cell: (one) => <Place of={one} /> },
    { id: 'count', header: say('column.count'), sortingField: 'count', width: 90, cell: (one) => count(one.count) },
    {
      id: 'lastSeen',
      header: say('column.lastSeen'),
      sortingField: 'lastSeen',
      width: 180,
      cell: ({ lastSeen }) => <Moment at={lastSeen} />,
    },
  ];
}

function Name({ of: { id, title, type } }: { of: Finding }) {
  const { pick } = useSpeech();
  return (
    <>
      <Go to={paths.finding(id)}>{pick(title)}</Go>
      <Small text={type} />
    </>
  );
}

function Place({ of: { account, region } }: { of: Finding }) {
  const { say } = useSpeech();
  return (
    <>
      {account || say('unknown')}
      <Small text={region} />
    </>
  );
}

const Small = ({ text }: { text: string }) => (
  <Box variant="small" color="text-body-secondary" display="block">
    <span className="name">{text}</span>
  </Box>
);
