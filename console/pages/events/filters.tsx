import PropertyFilter, { type PropertyFilterProps } from '@cloudscape-design/components/property-filter';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Address } from '../../address.ts';
import { eventPropertyWords, eventsWords } from '../../i18n/events.ts';
import { findingsWords, listKeysWords } from '../../i18n/findings.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { useShortcuts } from '../../parts/shortcuts.tsx';
import { conditionOf, shownValue, tokenOf } from '../../parts/tokens.ts';
import { queries } from '../../queries.ts';
import { conditionsOf, eventProperties, nameOf, searchOf, whereOf, withoutConditions } from '../events-search.ts';
import type { AskedEvents } from './use-events.ts';

interface EventFiltersProps {
  readonly search: Address;
  readonly asked: AskedEvents;
  readonly total: number | undefined;
  readonly show: (search: Address) => void;
}

/** What the search is restricted to; values come with how many events each would leave. */
export function EventFilters({ search, asked, total, show }: EventFiltersProps) {
  const { say } = useSpeech();
  const input = useRef<PropertyFilterProps.Ref>(null);
  const { options, loading, load } = useOptions(search, asked);
  useShortcuts([{ keys: ['/'], about: listKeysWords.filter, run: () => input.current?.focus() }]);
  const change = ({ tokens }: PropertyFilterProps.Query): void =>
    show({
      ...withoutConditions(search),
      ...searchOf(tokens.flatMap((token) => conditionOf(token, eventProperties))),
    });
  return (
    <PropertyFilter
      ref={input}
      query={{ operation: 'and', tokens: conditionsOf(search).map(tokenOf) }}
      onChange={({ detail }) => change(detail)}
      filteringProperties={eventProperties
        .filter((property) => property !== 'text')
        .map((property) => ({
          key: property,
          propertyLabel: say(eventPropertyWords[property]),
          groupValuesLabel: say(eventPropertyWords[property]),
          operators: valueOperators,
        }))}
      filteringOptions={options}
      filteringStatusType={loading ? 'loading' : 'finished'}
      onLoadItems={({ detail }) => load(detail)}
      filteringPlaceholder={say(eventsWords.filter)}
      filteringAriaLabel={say(eventsWords.filter)}
      filteringEmpty={say(findingsWords.noValues)}
      filteringLoadingText={say(eventsWords.loading)}
      countText={total === undefined ? '' : say(eventsWords.count, { count: total })}
      hideOperations
      expandToViewport
      tokenLimit={8}
    />
  );
}

const valueOperators = [
  ...(['=', '!='] as const).map((operator) => ({ operator, tokenType: 'enum' as const, format: shownValue })),
  ...([':', '!:'] as const).map((operator) => ({ operator, format: shownValue })),
];

/** The values of the property that the reader is choosing from, among the events that the other filters leave. */
function useOptions(search: Address, asked: AskedEvents) {
  const { say } = useSpeech();
  const [wanted, setWanted] = useState({ property: '', text: '' });
  const by = eventProperties.find((property) => property === wanted.property);
  const { [nameOf(by ?? 'text', '=')]: _, ...others } = search;
  const { data, isFetching } = useQuery({
    ...queries.eventValues(others, { ...asked, where: whereOf(others), by: by ?? 'action', like: wanted.text }),
    enabled: by !== undefined && by !== 'text',
    placeholderData: keepPreviousData,
  });
  return {
    options: (by === undefined ? [] : (data?.values ?? [])).map(({ value, count }) => ({
      propertyKey: by ?? '',
      value,
      label: shownValue(value),
      tags: [say(eventsWords.count, { count })],
    })),
    loading: by !== undefined && isFetching,
    load: ({ filteringProperty, filteringText }: PropertyFilterProps.LoadItemsDetail) =>
      setWanted({ property: filteringProperty?.key ?? '', text: filteringText }),
  };
}
