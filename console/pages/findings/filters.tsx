import Grid from '@cloudscape-design/components/grid';
import Multiselect from '@cloudscape-design/components/multiselect';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TextFilter from '@cloudscape-design/components/text-filter';
import TokenGroup from '@cloudscape-design/components/token-group';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSpeech } from '../../i18n/language.tsx';
import { columnWords } from '../../i18n/column.ts';
import { findingsWords } from '../../i18n/findings.ts';
import type { Finding } from '../../operations.ts';
import { severityWords } from '../../i18n/severity.ts';
import { severities } from '../../parts/severity.tsx';
import { queries } from '../../queries.ts';
import { valueFilters, type FindingsSearch } from '../findings-search.ts';

interface FiltersProps {
  readonly search: FindingsSearch;
  /** The findings of this page: what they hold is offered as filter. */
  readonly findings: readonly Finding[];
  readonly show: (search: FindingsSearch) => void;
}

/** What the list is restricted to. Every change leads to the first page of another address. */
export function Filters({ search, findings, show }: FiltersProps) {
  const restrict = (change: Partial<FindingsSearch>): void => show({ ...search, page: undefined, ...change });
  return (
    <SpaceBetween size="s">
      <Grid gridDefinition={[{ colspan: { default: 12, s: 7 } }, { colspan: { default: 12, s: 5 } }]}>
        <TextPart key={search.text ?? ''} search={search} restrict={restrict} />
        <ArchivedPart search={search} restrict={restrict} />
      </Grid>
      <Grid gridDefinition={[third, third, third]}>
        <SeverityPart search={search} restrict={restrict} />
        <ValuePart name="type" search={search} findings={findings} restrict={restrict} />
        <ValuePart name="account" search={search} findings={findings} restrict={restrict} />
      </Grid>
      <Tokens search={search} restrict={restrict} />
    </SpaceBetween>
  );
}

const third = { colspan: { default: 12, xxs: 4 } };

interface PartProps {
  readonly search: FindingsSearch;
  readonly restrict: (change: Partial<FindingsSearch>) => void;
}

function TextPart({ search, restrict }: PartProps) {
  const { say } = useSpeech();
  const [text, setText] = useState(search.text ?? '');
  useEffect(() => {
    if (text === (search.text ?? '')) return undefined;
    const pause = setTimeout(() => restrict({ text: text === '' ? undefined : text }), 400);
    return () => clearTimeout(pause);
  }, [text, search.text, restrict]);
  return (
    <TextFilter
      filteringText={text}
      filteringPlaceholder={say(findingsWords.filterText)}
      filteringAriaLabel={say(findingsWords.filterText)}
      onChange={({ detail }) => setText(detail.filteringText)}
    />
  );
}

function ArchivedPart({ search, restrict }: PartProps) {
  const { say } = useSpeech();
  return (
    <SegmentedControl
      label={say(findingsWords.filterArchived)}
      selectedId={search.archived === true ? 'archived' : 'open'}
      options={[
        { id: 'open', text: say(findingsWords.filterOpen) },
        { id: 'archived', text: say(findingsWords.filterArchivedOnly) },
      ]}
      onChange={({ detail }) => restrict({ archived: detail.selectedId === 'archived' ? true : undefined })}
    />
  );
}

function SeverityPart({ search, restrict }: PartProps) {
  const { say } = useSpeech();
  const options = severities.map(({ level }) => ({ value: level, label: say(severityWords[level]) }));
  return (
    <Multiselect
      inlineTokens
      placeholder={say(findingsWords.filterSeverity)}
      ariaLabel={say(findingsWords.filterSeverity)}
      options={options}
      selectedOptions={options.filter(({ value }) => search.severity?.includes(value))}
      onChange={({ detail }) => {
        const chosen = severities
          .map(({ level }) => level)
          .filter((level) => detail.selectedOptions.some(({ value }) => value === level));
        restrict({ severity: chosen.length === 0 ? undefined : chosen });
      }}
    />
  );
}

/** A choice among the values that are known from the Summary and from the page that is shown. */
function ValuePart({
  name,
  search,
  findings,
  restrict,
}: PartProps & { name: 'type' | 'account'; findings: readonly Finding[] }) {
  const { say } = useSpeech();
  const selected = search[name];
  const known = [...useKnown()[name], ...findings.map((finding) => finding[name]), selected ?? ''];
  const options = [...new Set(known)].filter((value) => value !== '').toSorted();
  const all = { value: '', label: say(name === 'account' ? findingsWords.filterAccount : findingsWords.filterType) };
  return (
    <Select
      filteringType="auto"
      ariaLabel={all.label}
      options={[all, ...options.map((value) => ({ value, label: value }))]}
      selectedOption={selected === undefined ? all : { value: selected, label: selected }}
      onChange={({ detail }) => restrict({ [name]: detail.selectedOption.value || undefined })}
    />
  );
}

/** The types and accounts of the Summary, once it is there. */
function useKnown(): { type: string[]; account: string[] } {
  const { data } = useQuery(queries.summary(undefined));
  if (data === undefined) return { type: [], account: [] };
  return {
    type: [...data.types, ...data.rare].map(({ type }) => type),
    account: data.accounts.map(({ account }) => account),
  };
}

/** The values that links from elsewhere brought along, each of which can be taken away. */
function Tokens({ search, restrict }: PartProps) {
  const { say } = useSpeech();
  const names = valueFilters.filter((name) => search[name] !== undefined && name !== 'type' && name !== 'account');
  if (names.length === 0) return null;
  return (
    <TokenGroup
      items={names.map((name) => ({
        label: `${say(columnWords[name])} = ${search[name] ?? ''}`,
        dismissLabel: say(findingsWords.filterRemove, { filter: say(columnWords[name]) }),
      }))}
      onDismiss={({ detail }) => {
        const name = names[detail.itemIndex];
        if (name !== undefined) restrict({ [name]: undefined });
      }}
    />
  );
}
