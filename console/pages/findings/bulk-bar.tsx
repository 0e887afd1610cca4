import Button from '@cloudscape-design/components/button';
import { findingsWords } from '../../i18n/findings.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { ListOfFindings } from '../../operations.ts';
import { useDecide } from '../../parts/decide.tsx';
import type { Selection } from './use-selection.ts';

interface BulkBarProps {
  readonly selection: Selection;
  readonly list: ListOfFindings;
  readonly total: number;
}

/** What can be done with the selected findings. It lies over the list, which stays where it is. */
export function BulkBar({ selection, list, total }: BulkBarProps) {
  const { say } = useSpeech();
  const decide = useDecide();
  const count = selection.count(total);
  const meant = { which: selection.which(list), count };
  const archived = list.archived === true;
  if (count === 0) return null;
  return (
    <div className="bulk" role="group" aria-label={say(findingsWords.selected, { count })}>
      <strong>{say(findingsWords.selected, { count })}</strong>
      <Button
        loading={decide.pending}
        onClick={() => {
          decide.archive(meant, !archived);
          selection.clear();
        }}
      >
        {say(archived ? findingsWords.restore : findingsWords.archive)}
      </Button>
      <Button onClick={() => decide.judge(meant)}>{say(findingsWords.judge)}</Button>
      {selection.all || count === total ? null : (
        <Button variant="inline-link" onClick={selection.selectAll}>
          {say(findingsWords.selectFitting, { count: total })}
        </Button>
      )}
      <Button variant="inline-link" onClick={selection.clear}>
        {say(findingsWords.selectNone)}
      </Button>
    </div>
  );
}
