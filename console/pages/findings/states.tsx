import SegmentedControl from '@cloudscape-design/components/segmented-control';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { one } from '../../address.ts';
import { findingsWords } from '../../i18n/findings.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { useChoice } from '../../parts/choice.ts';
import { useFigures } from '../../parts/figures.tsx';
import { SeverityChips } from '../../parts/severity-chips.tsx';
import { queries } from '../../queries.ts';
import { listOf, severitiesOf, type FindingsSearch } from '../findings-search.ts';

interface ShownProps {
  readonly search: FindingsSearch;
  readonly show: (search: FindingsSearch) => void;
}

/** Open, archived or all; each says how many it would show under the same filters. */
export function States({ search, show }: ShownProps) {
  const { say } = useSpeech();
  const { count } = useFigures();
  const { archived: _, ...others } = search;
  const counts = useCounts({ ...others, archived: ['any'] }, 'archived');
  const [open, archived] = [counts?.get('false') ?? 0, counts?.get('true') ?? 0];
  const option = (id: string, text: string, number: number) => ({
    id,
    text: counts === undefined ? text : `${text} (${count(number)})`,
  });
  const [state, choose] = useChoice(one(search, 'archived') ?? 'false', (wanted) =>
    show(wanted === 'false' ? others : { ...others, archived: [wanted] }),
  );
  return (
    <SegmentedControl
      label={say(findingsWords.states)}
      selectedId={state}
      options={[
        option('false', say(findingsWords.open), open),
        option('true', say(findingsWords.archivedOnly), archived),
        option('any', say(findingsWords.both), open + archived),
      ]}
      onChange={({ detail }) => choose(detail.selectedId)}
    />
  );
}

/** The severities, each with how many findings it would show under the same filters; several may be chosen. */
export function Severities({ search, show }: ShownProps) {
  const { say } = useSpeech();
  const { severity: _, ...others } = search;
  return (
    <SeverityChips
      label={say(findingsWords.severities)}
      chosen={severitiesOf(search)}
      counts={useCounts(others, 'severity')}
      choose={(severity) => show(severity.length === 0 ? others : { ...others, severity })}
    />
  );
}

/** Undefined until they are known: nobody may read a 0 that was never counted. */
function useCounts(search: FindingsSearch, by: 'archived' | 'severity'): Map<string, number> | undefined {
  const { where, archived } = listOf(search);
  const { data } = useQuery({
    ...queries.countFindings({ where, archived, by }),
    placeholderData: keepPreviousData,
  });
  return data && new Map(data.values.map(({ value, count }) => [value, count]));
}
