import Button from '@cloudscape-design/components/button';
import { findingsWords } from '../../i18n/findings.ts';
import { useSpeech } from '../../i18n/language.tsx';
import { Empty, Fault, ToSources } from '../../parts/states.tsx';
import { rereadFindings } from '../../queries.ts';
import type { FindingsSearch } from '../findings-search.ts';

interface NothingProps {
  readonly search: FindingsSearch;
  readonly error: Error | null;
  readonly show: (search: FindingsSearch) => void;
}

/** Shown instead of an empty list: why it is empty, and what to do. */
export function Nothing({ search, error, show }: NothingProps) {
  const { say } = useSpeech();
  if (error !== null) return <Fault error={error} again={() => void rereadFindings()} />;
  if (Object.keys(search).length === 0)
    return (
      <Empty title={say(findingsWords.noFindings)} help={say(findingsWords.noFindingsHelp)} action={<ToSources />} />
    );
  return (
    <Empty
      title={say(findingsWords.nothing)}
      help={say(findingsWords.nothingHelp)}
      action={<Button onClick={() => show({})}>{say(findingsWords.clear)}</Button>}
    />
  );
}
