import './rules/rules.css';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Address } from '../address.ts';
import { useSpeech } from '../i18n/language.tsx';
import { rulesWords } from '../i18n/rules.ts';
import { suppressionsWords } from '../i18n/suppressions.ts';
import { useFigures } from '../parts/figures.tsx';
import { IfMay } from '../parts/may.tsx';
import { useGo } from '../parts/go.tsx';
import { Empty } from '../parts/states.tsx';
import { Title } from '../parts/title.tsx';
import { paths } from '../paths.ts';
import { queries } from '../queries.ts';
import { useRuleColumns } from './rules/columns.tsx';
import { RuleFilters } from './rules/filters.tsx';
import { Problems } from './rules/problems.tsx';
import { fitting } from './rules-search.ts';

const route = getRouteApi('/frame/rules');

/** What Yagura looks for and what came of it; which rules are shown stands in the address. */
export function RulesPage() {
  const { say } = useSpeech();
  const { count } = useFigures();
  const go = useGo();
  const search = route.useSearch();
  const { data } = useSuspenseQuery(queries.rules);
  const show = (wanted: Address): void => go(paths.rules(wanted), true);
  const { items, collectionProps, paginationProps, shown } = useRules(search);
  const nothing = data.rules.length === 0;
  return (
    <>
      <Title help={say(rulesWords.help)} counter={count(data.rules.length)} actions={<RulesActions />}>
        {say(rulesWords.title)}
      </Title>
      <div className="rules">
        {data.problems.length === 0 ? null : <Problems problems={data.problems} />}
        <RuleFilters rules={data.rules} shown={shown} search={search} show={show} />
        <Table
          {...collectionProps}
          variant="embedded"
          wrapLines
          stickyHeader
          trackBy="id"
          items={items}
          columnDefinitions={useRuleColumns()}
          ariaLabels={{ tableLabel: say(rulesWords.title) }}
          empty={
            <Empty
              title={say(nothing ? rulesWords.empty : rulesWords.noMatch)}
              {...(nothing ? { help: say(rulesWords.emptyHelp) } : {})}
              action={<Button onClick={() => show({})}>{say(rulesWords.clear)}</Button>}
            />
          }
        />
        {shown > items.length ? <Pagination {...paginationProps} /> : null}
      </div>
    </>
  );
}

function RulesActions() {
  const { say } = useSpeech();
  const go = useGo();
  return (
    <>
      <Button onClick={() => go(paths.suppressions())}>{say(suppressionsWords.title)}</Button>
      <IfMay action="yagura:WriteRule">
        <Button variant="primary" onClick={() => go(paths.newRule())}>
          {say(rulesWords.new)}
        </Button>
      </IfMay>
    </>
  );
}

/** The rules that the address asks for, fifty at a time; those that fired most come first. */
function useRules(search: Address) {
  const { data } = useSuspenseQuery(queries.rules);
  const rules = fitting(data.rules, search);
  const collection = useCollection(rules, {
    sorting: {
      defaultState: { sortingColumn: { sortingField: 'recent' }, isDescending: true },
    },
    pagination: { pageSize: 50 },
  });
  return { ...collection, shown: rules.length };
}
