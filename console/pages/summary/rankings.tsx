import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { ReactNode } from 'react';
import { useSpeech } from '../../i18n/language.tsx';
import type { Sentence } from '../../i18n/words.ts';
import { figuresWords } from '../../i18n/figures.ts';
import { summaryWords } from '../../i18n/summary.ts';
import type { Level, Summary } from '../../operations.ts';
import { useFigures } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { Row } from '../../parts/row.tsx';
import { ShortName } from '../../parts/short-name.tsx';
import { Empty } from '../../parts/states.tsx';
import { paths } from '../../paths.ts';

const most = 8;

interface Ranked {
  readonly key: string;
  readonly what: ReactNode;
  readonly small?: string;
  readonly count: number;
  readonly lastSeen: string;
  readonly severity: Level;
}

/** Which kinds of finding there are most of. */
export function CommonTypes({ types }: { types: Summary['types'] }) {
  const { say } = useSpeech();
  const { percent } = useFigures();
  const rows = types.map((type) => ({
    ...type,
    key: type.type,
    what: <Go to={paths.findings({ type: type.type })}>{say(type.title)}</Go>,
    small: say(summaryWords.typesShare, { share: percent(type.share) }),
  }));
  return <Ranking title={summaryWords.typesTitle} help={summaryWords.typesHelp} rows={rows} />;
}

/** Which kinds of finding there are least of: what is rare is worth a look. */
export function RareTypes({ types }: { types: Summary['rare'] }) {
  const { say } = useSpeech();
  const rows = types.map((type) => ({
    ...type,
    key: type.type,
    what: <Go to={paths.findings({ type: type.type })}>{say(type.title)}</Go>,
    small: type.type,
  }));
  return <Ranking title={summaryWords.rareTitle} help={summaryWords.rareHelp} rows={rows} />;
}

export function RankedAccounts({ accounts }: { accounts: Summary['accounts'] }) {
  const { say } = useSpeech();
  const rows = accounts.map((account) => ({
    ...account,
    key: account.account,
    what: <Go to={paths.findings({ account: account.account })}>{account.account || say(figuresWords.unknown)}</Go>,
  }));
  return <Ranking title={summaryWords.accountsTitle} help={summaryWords.accountsHelp} rows={rows} />;
}

export function RankedResources({ resources }: { resources: Summary['resources'] }) {
  const rows = resources.map((one) => ({
    ...one,
    key: `${one.account} ${one.resource}`,
    what: (
      <Go to={paths.findings({ resource: one.resource, account: one.account })}>
        <ShortName of={one.resource} />
      </Go>
    ),
    small: one.account,
  }));
  return <Ranking title={summaryWords.resourcesTitle} help={summaryWords.resourcesHelp} rows={rows} />;
}

function Ranking({ title, help, rows }: { title: Sentence; help: Sentence; rows: readonly Ranked[] }) {
  const { say } = useSpeech();
  return (
    <Container
      fitHeight
      header={
        <Header variant="h2" description={say(help)}>
          {say(title)}
        </Header>
      }
    >
      {rows.length === 0 ? <Empty title={say(summaryWords.rankingEmpty)} /> : null}
      <ol className="rows">
        {rows.slice(0, most).map(({ key, count: findings, ...row }) => (
          <Row key={key} {...row} figure={say(summaryWords.rankingFindings, { count: findings })} />
        ))}
      </ol>
    </Container>
  );
}
