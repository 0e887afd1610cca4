import { useCollection } from '@cloudscape-design/collection-hooks';
import Alert from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useSpeech } from '../i18n/language.tsx';
import { columnWords } from '../i18n/column.ts';
import { figuresWords } from '../i18n/figures.ts';
import { rulesWords } from '../i18n/rules.ts';
import type { RuleProblem, RuleState } from '../operations.ts';
import { useFigures } from '../parts/figures.tsx';
import { Go } from '../parts/go.tsx';
import { severities, SeverityBadge } from '../parts/severity.tsx';
import { Empty } from '../parts/states.tsx';
import { paths } from '../paths.ts';
import { queries } from '../queries.ts';

/** What Yagura looks for, and which rules it could not use. */
export function RulesPage() {
  const { say } = useSpeech();
  const { count } = useFigures();
  const { data } = useSuspenseQuery(queries.rules);
  const columns = useColumns();
  const { items, collectionProps, filterProps, paginationProps, filteredItemsCount } = useCollection(data.rules, {
    filtering: {
      filteringFunction: fits,
      empty: <Empty title={say(rulesWords.empty)} help={say(rulesWords.emptyHelp)} />,
      noMatch: <Empty title={say(rulesWords.noMatch)} />,
    },
    sorting: {},
    pagination: { pageSize: 50 },
  });
  return (
    <SpaceBetween size="m">
      {data.problems.length === 0 ? null : <Problems problems={data.problems} />}
      <Table
        {...collectionProps}
        variant="full-page"
        wrapLines
        stickyHeader
        trackBy="id"
        items={items}
        columnDefinitions={columns}
        ariaLabels={{ tableLabel: say(rulesWords.title) }}
        header={
          <Header variant="h1" counter={`(${count(data.rules.length)})`} description={say(rulesWords.help)}>
            {say(rulesWords.title)}
          </Header>
        }
        filter={
          <TextFilter
            {...filterProps}
            filteringPlaceholder={say(rulesWords.filter)}
            filteringAriaLabel={say(rulesWords.filter)}
            countText={say(rulesWords.matches, { count: filteredItemsCount ?? 0 })}
          />
        }
        pagination={<Pagination {...paginationProps} />}
      />
    </SpaceBetween>
  );
}

function fits({ title, type, file, tactics, techniques, id }: RuleState, text: string): boolean {
  const haystack = [title.en, title.ja, type, file, id, ...tactics, ...techniques].join('\n').toLowerCase();
  return haystack.includes(text.toLowerCase());
}

function useColumns(): TableProps.ColumnDefinition<RuleState>[] {
  const { say } = useSpeech();
  return [
    {
      id: 'level',
      header: say(columnWords.severity),
      width: 120,
      sortingComparator: (one, other) => rank(other) - rank(one),
      cell: ({ level }) => <SeverityBadge level={level} />,
    },
    {
      id: 'title',
      header: say(columnWords.rule),
      isRowHeader: true,
      minWidth: 300,
      cell: (rule) => (
        <>
          <Go to={paths.rule(rule.id)}>{say(rule.title)}</Go>
          <Box variant="small" color="text-body-secondary" display="block">
            <span className="name">{rule.type}</span>
          </Box>
        </>
      ),
    },
    {
      id: 'tactics',
      header: say(columnWords.tactics),
      minWidth: 180,
      cell: ({ tactics, techniques }) => [...tactics, ...techniques].join(', ') || say(figuresWords.none),
    },
    {
      id: 'own',
      header: say(columnWords.origin),
      width: 140,
      sortingComparator: (one, other) => Number(one.own) - Number(other.own),
      cell: ({ own }) => <Badge color={own ? 'blue' : 'grey'}>{say(own ? rulesWords.own : rulesWords.yours)}</Badge>,
    },
  ];
}

const rank = ({ level }: RuleState): number => severities.findIndex((severity) => severity.level === level);

function Problems({ problems }: { problems: readonly RuleProblem[] }) {
  const { say } = useSpeech();
  return (
    <Alert type="warning" header={say(rulesWords.problems, { count: problems.length })}>
      <ul className="plain">
        {problems.slice(0, 20).map(({ file, line, sentence, remedy }) => (
          <li key={`${file}:${line} ${sentence}`}>
            <span className="mono name">
              {file}:{line}
            </span>{' '}
            {sentence} {remedy}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
