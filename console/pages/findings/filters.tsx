import PropertyFilter, { type PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo, useState, type Ref } from 'react';
import { findingsWords } from '../../i18n/findings.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { conditionOf, shownValue, tokenOf } from '../../parts/tokens.ts';
import { queries } from '../../queries.ts';
import {
  conditionsOf,
  listOf,
  nameOf,
  properties,
  searchOf,
  withoutConditions,
  type FindingsSearch,
} from '../findings-search.ts';
import { countable, useProperties } from './properties.tsx';

interface FiltersProps {
  readonly search: FindingsSearch;
  readonly total: number | undefined;
  readonly show: (search: FindingsSearch) => void;
  readonly inputRef: Ref<PropertyFilterProps.Ref>;
}

/** What the list is restricted to, and what else it could be: values come with how many findings each would leave. */
export const Filters = memo(function Filters({ search, total, show, inputRef }: FiltersProps) {
  const { say } = useSpeech();
  const { options, status, load } = useOptions(search);
  const change = ({ tokens }: PropertyFilterProps.Query): void =>
    show({ ...withoutConditions(search), ...searchOf(tokens.flatMap((token) => conditionOf(token, properties))) });
  return (
    <PropertyFilter
      ref={inputRef}
      query={{ operation: 'and', tokens: conditionsOf(search).map(tokenOf) }}
      onChange={({ detail }) => change(detail)}
      filteringProperties={useProperties()}
      filteringOptions={options}
      filteringStatusType={status}
      onLoadItems={({ detail }) => load(detail)}
      filteringPlaceholder={say(findingsWords.filter)}
      filteringAriaLabel={say(findingsWords.filter)}
      filteringEmpty={say(findingsWords.noValues)}
      filteringLoadingText={say(findingsWords.loading)}
      countText={total === undefined ? '' : say(findingsWords.matches, { count: total })}
      hideOperations
      expandToViewport
      tokenLimit={8}
    />
  );
});

/** The values of the property that the reader is choosing from, counted among the findings that the other filters leave. */
function useOptions(search: FindingsSearch) {
  const { say } = useSpeech();
  const [asked, setAsked] = useState({ property: '', text: '' });
  const by = countable.find((property) => property === asked.property);
  const { [nameOf(by ?? 'text', '=')]: _, ...others } = search;
  const { where, archived } = listOf(others);
  const { data, isFetching } = useQuery({
    ...queries.countFindings({ where, archived, by: by ?? 'type', like: asked.text, limit: 50 }),
    enabled: by !== undefined,
    placeholderData: keepPreviousData,
  });
  const values = by === undefined || by === 'severity' || by === 'verdict' ? [] : (data?.values ?? []);
  return {
    options: values
      .filter(({ value }) => value !== '')
      .map(({ value, count }) => ({
        propertyKey: by ?? '',
        value,
        label: shownValue(value),
        tags: [say(findingsWords.matches, { count })],
      })),
    status: by !== undefined && isFetching ? ('loading' as const) : ('finished' as const),
    load: ({ filteringProperty, filteringText }: PropertyFilterProps.LoadItemsDetail) =>
      setAsked({ property: filteringProperty?.key ?? '', text: filteringText }),
  };
}
