import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useSpeech } from '../../i18n/language.tsx';
import { summaryWords } from '../../i18n/summary.ts';
import type { Sentence } from '../../i18n/words.ts';
import type { Condition, Level, Ranked, Summary } from '../../operations.ts';
import { Breakable } from '../../parts/breakable.tsx';
import { useFigures } from '../../parts/figures.tsx';
import { Go } from '../../parts/go.tsx';
import { Row } from '../../parts/row.tsx';
import { SeverityChoice } from '../../parts/severity-choice.tsx';
import { ShortName } from '../../parts/short-name.tsx';
import { Lines } from '../../parts/skeleton.tsx';
import { Empty } from '../../parts/states.tsx';
import { Unanswered } from '../../parts/unanswered.tsx';
import { Widget } from '../../parts/widget.tsx';
import { paths } from '../../paths.ts';
import { queries } from '../../queries.ts';
import { searchOf, type FindingsSearch } from '../findings-search.ts';
import { Ring } from './ring.tsx';
import type { Within } from './within.ts';

type RankedRow = Ranked['rows'][number];

/** The kinds of finding that there are most of, with their share. */
export function CommonTypes({ types, within }: { types: Summary['types']; within: Within }) {
  const { say } = useSpeech();
  const { percent } = useFigures();
  return (
    <Widget fit title={say(summaryWords.typesTitle)} help={say(summaryWords.typesHelp)}>
      {types.length === 0 ? <Empty title={say(summaryWords.rankingEmpty)} /> : null}
      <div className="with-ring">
        {types.length === 0 ? null : <Shares types={types} />}
        <ol className="rows">
          {types.map(({ type, title, share, count, lastSeen, severity }, index) => (
            <Row
              key={type}
              severity={severity}
              lastSeen={lastSeen}
              what={<Go to={paths.findings({ ...within.search, type })}>{say(title)}</Go>}
              small={
                <>
                  <span className={`swatch part-${index + 1}`} aria-hidden />{' '}
                  {say(summaryWords.typesShare, { share: percent(share) })}
                </>
              }
              figure={say(summaryWords.rankingFindings, { count })}
            />
          ))}
        </ol>
      </div>
    </Widget>
  );
}

function Shares({ types }: { types: Summary['types'] }) {
  const { say } = useSpeech();
  const { percent } = useFigures();
  const parts = types.map(({ title, share }) => ({ name: `${say(title)} ${percent(share)}`, share }));
  return <Ring name={[say(summaryWords.typesTitle), ...parts.map(({ name }) => name)].join(', ')} shares={parts} />;
}

/** The kinds of finding that there are least of: what is rare is worth a look. */
export function RareTypes({ within }: { within: Within }) {
  const { say } = useSpeech();
  return (
    <Ranking
      title={summaryWords.rareTitle}
      help={summaryWords.rareHelp}
      within={within}
      asked={{ by: 'type', order: 'least' }}
      what={({ title, value }, search) => (
        <Go to={paths.findings({ ...search, type: value })}>{title === undefined ? value : say(title)}</Go>
      )}
      small={({ value }) => <Breakable of={value} />}
    />
  );
}

export function Accounts({ within }: { within: Within }) {
  return (
    <Ranking
      title={summaryWords.accountsTitle}
      help={summaryWords.accountsHelp}
      within={within}
      asked={{ by: 'account' }}
      what={({ value }, search) => <Go to={paths.findings({ ...search, account: value })}>{value}</Go>}
    />
  );
}

export function Resources({ within }: { within: Within }) {
  return (
    <Ranking
      title={summaryWords.resourcesTitle}
      help={summaryWords.resourcesHelp}
      within={within}
      asked={{ by: 'resource' }}
      what={({ value, account = '' }, search) => (
        <Go to={paths.findings({ ...search, resource: value, account })}>
          <ShortName of={value} />
        </Go>
      )}
      small={({ account }) => account}
    />
  );
}

interface RankingProps {
  readonly title: Sentence;
  readonly help: Sentence;
  readonly within: Within;
  readonly asked: { by: 'type' | 'account' | 'resource'; order?: 'least' };
  readonly what: (row: RankedRow, search: FindingsSearch) => ReactNode;
  readonly small?: (row: RankedRow) => ReactNode;
}

/** A ranking that can be restricted to severities; its links keep them. */
function Ranking({ title, help, within, asked, what, small }: RankingProps) {
  const { say } = useSpeech();
  const [levels, setLevels] = useState<readonly Level[]>([]);
  const chosen: Condition[] = levels.length === 0 ? [] : [{ property: 'severity', operator: '=', values: [...levels] }];
  const where = [...within.where, ...chosen];
  const asking = useQuery({ ...queries.ranks({ where, ...asked }), placeholderData: keepPreviousData });
  const { data } = asking;
  const search = searchOf(where);
  return (
    <Widget
      fit
      title={say(title)}
      help={say(help)}
      actions={<SeverityChoice of={say(title)} levels={levels} choose={setLevels} />}
    >
      <Unanswered asked={asking} />
      {asking.isLoading ? <Lines count={5} /> : null}
      {data?.rows.length === 0 ? <Empty title={say(summaryWords.rankingEmpty)} /> : null}
      <ol className="rows">
        {(data?.rows ?? []).map((row) => (
          <Row
            key={`${row.account ?? ''} ${row.value}`}
            severity={row.severity}
            lastSeen={row.lastSeen}
            what={what(row, search)}
            small={small?.(row)}
            figure={say(summaryWords.rankingFindings, { count: row.count })}
          />
        ))}
      </ol>
    </Widget>
  );
}
