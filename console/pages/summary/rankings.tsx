import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { useSpeech, type Word } from '../../i18n/language.tsx';
import type { Level, Summary } from '../../operations.ts';
import { Moment, useFigures } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { SeverityBadge } from '../../parts/severity.tsx';
import { Empty } from '../../parts/states.tsx';
import { paths } from '../../paths.ts';

interface Ranked {
  readonly key: string;
  readonly what: ReactNode;
  readonly count: number;
  readonly lastSeen: string;
  readonly severity: Level;
}

/** Which kinds of finding there are most of. */
export function CommonTypes({ types }: { types: Summary['types'] }) {
  const { pick } = useSpeech();
  const { percent } = useFigures();
  const rows = types.map((type) => ({
    ...type,
    key: type.type,
    what: (
      <>
        <Go to={paths.findings({ type: type.type })}>{pick(type.title)}</Go> ({percent(type.share)})
      </>
    ),
  }));
  return <Ranking title="types.title" help="types.help" column="column.finding" rows={rows} />;
}

/** Which kinds of finding there are least of: what is rare is worth a look. */
export function RareTypes({ types }: { types: Summary['rare'] }) {
  const { pick } = useSpeech();
  const rows = types.map((type) => ({
    ...type,
    key: type.type,
    what: <Go to={paths.findings({ type: type.type })}>{pick(type.title)}</Go>,
  }));
  return <Ranking title="rare.title" help="rare.help" column="column.finding" rows={rows} />;
}

export function RankedAccounts({ accounts }: { accounts: Summary['accounts'] }) {
  const { say } = useSpeech();
  const rows = accounts.map((account) => ({
    ...account,
    key: account.account,
    what: <Go to={paths.findings({ account: account.account })}>{account.account || say('unknown')}</Go>,
  }));
  return <Ranking title="accounts.title" help="accounts.help" column="column.account" rows={rows} />;
}

export function RankedResources({ resources }: { resources: Summary['resources'] }) {
  const { say } = useSpeech();
  const rows = resources.map((one) => ({
    ...one,
    key: `${one.account} ${one.resource}`,
    what: (
      <Go to={paths.findings({ resource: one.resource, account: one.account })}>
        <span className="name">{one.resource || say('unknown')}</span>
      </Go>
    ),
  }));
  return <Ranking title="resources.title" help="resources.help" column="column.resource" rows={rows} />;
}

interface RankingProps {
  readonly title: Word;
  readonly help: Word;
  readonly column: Word;
  readonly rows: readonly Ranked[];
}

function Ranking({ title, help, column, rows }: RankingProps) {
  const { say } = useSpeech();
  const { count } = useFigures();
  return (
    <Container
      fitHeight
      header={
        <Header variant="h2" description={say(help)}>
          {say(title)}
        </Header>
      }
    >
      <Table<Ranked>
        variant="embedded"
        wrapLines
        items={rows.slice(0, 8)}
        trackBy="key"
        ariaLabels={{ tableLabel: say(title) }}
        empty={<Empty title={say('ranking.empty')} />}
        columnDefinitions={[
          { id: 'what', header: say(column), cell: ({ what }) => what, isRowHeader: true, minWidth: 160 },
          {
            id: 'severity',
            header: say('column.worst'),
            cell: ({ severity }) => <SeverityBadge level={severity} />,
            width: 110,
          },
          { id: 'count', header: say('column.findings'), cell: (row) => count(row.count), width: 100 },
          {
            id: 'lastSeen',
            header: say('column.lastSeen'),
            cell: ({ lastSeen }) => <Moment at={lastSeen} />,
            width: 180,
          },
        ]}
      />
    </Container>
  );
}
